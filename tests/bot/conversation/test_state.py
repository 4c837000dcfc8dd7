"""Which messages belong to one question."""

import pytest

from bot.conversation.state import Conversation
from bot.handoff.model import Asked

HOUR = 3600.0


def messages(*asked: Asked) -> list[int]:
    known = Conversation(1)
    for one in asked:
        known = known.asking(one)
    return [one.message for one in known.asked]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ((Asked(1, 0), Asked(2, 10)), [1, 2]),
        ((Asked(1, 0, answered=True), Asked(2, 10)), [2]),
        ((Asked(1, 0, answered=True), Asked(2, 10, file=True)), [1, 2]),
        ((Asked(1, 0, file=True), Asked(2, 10, answered=True)), [1, 2]),
        ((Asked(1, 0), Asked(2, HOUR + 1)), [2]),
        ((Asked(1, 0, file=True), Asked(2, HOUR + 1)), [2]),
        ((Asked(1, 0), Asked(2, HOUR), Asked(3, 2 * HOUR)), [1, 2, 3]),
    ],
)
def test_what_belongs_together(asked, kept):
    assert messages(*asked) == kept


def test_a_corrected_message_is_asked_once():
    assert messages(Asked(1, 0), Asked(2, 1), Asked(1, 2)) == [2, 1]


def test_the_last_ten_are_kept():
    assert messages(*(Asked(n, n) for n in range(12))) == list(range(2, 12))
