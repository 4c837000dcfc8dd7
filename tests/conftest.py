"""What all tests share."""

import os

import pytest

from tests.support.bot import running
from tests.support.simulator import simulator

__all__ = ["simulator"]


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for processes, a browser or the clock."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
async def bot(simulator, tmp_path):
    """The bot against the simulator, in this process."""
    async with running(simulator, tmp_path) as started:
        yield started


@pytest.fixture
def newcomer(simulator, bot):
    """Makes a newcomer with a phone in a language."""

    def make(phone: str = "de"):
        return simulator.person("Newcomer", language_code=phone)

    return make
