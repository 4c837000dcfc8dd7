"""The engine over the small library, learned once."""

import pytest

from intents.engine import Engine
from tests.intents.data import SERVICES, TOPICS


@pytest.fixture(scope="session")
def engine() -> Engine:
    """An engine that ranks by n-grams alone."""
    return Engine.build(TOPICS, SERVICES)
