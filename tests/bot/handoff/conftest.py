"""A desk and newcomers for the tests of the handoff."""

import pytest

from tests.support.desk import desk_running


@pytest.fixture
async def desk(simulator, tmp_path):
    """A desk that is always open, with the bot at a fast pace."""
    async with desk_running(simulator, tmp_path) as running:
        yield running


@pytest.fixture
def leyla(simulator):
    """A newcomer with an Arabic phone."""
    return simulator.person("Leyla", language_code="ar")


@pytest.fixture
def oksana(simulator):
    """A newcomer with a Ukrainian phone."""
    return simulator.person("Oksana", language_code="uk")


@pytest.fixture
async def taken(desk, leyla):
    """A topic whose case Anna has."""
    return await desk.taken(leyla)
