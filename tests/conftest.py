"""What all tests share."""

import pytest

from tests.support.bot import running
from tests.support.simulator import simulator

__all__ = ["simulator"]


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
