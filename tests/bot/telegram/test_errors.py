"""What an error of Telegram means for the call that it ended."""

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.messages import Say
from bot.storage.outbox import Delivered, Later, Owed, Refused, Uncertain
from bot.telegram.errors import is_not_there, judge

OWED = Owed(1, 7, Say(7, "x"), attempts=0, repeated=False)


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause", [httpx.ConnectError(""), httpx.ConnectTimeout(""), httpx.PoolTimeout("")]
)
def test_what_never_left_is_tried_again(cause):
    kind = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("")

    assert judge(caused(kind, cause), OWED) == Later(OWED, 1.0, type(cause).__name__)


@pytest.mark.parametrize(
    "cause", [httpx.ReadTimeout(""), httpx.ReadError(""), httpx.RemoteProtocolError("")]
)
def test_a_cut_connection_leaves_it_unknown(cause):
    assert isinstance(judge(caused(NetworkError(""), cause), OWED), Uncertain)


def test_a_fault_of_telegrams_server_leaves_it_unknown():
    assert isinstance(judge(NetworkError("Internal Server Error"), OWED), Uncertain)


def test_pauses_grow_but_not_for_ever():
    tired = Owed(1, 7, Say(7, "x"), attempts=30, repeated=False)

    assert judge(caused(NetworkError(""), httpx.ConnectError("")), tired).wait == 60.0


def test_a_flood_wait_is_obeyed_to_the_second():
    assert judge(RetryAfter(17), OWED) == Later(OWED, 17.0, "RetryAfter")


def test_a_person_who_blocks_the_bot_is_not_written_to():
    result = judge(Forbidden("Forbidden: bot was blocked by the user"), OWED)

    assert isinstance(result, Refused)
    assert result.blocked


def test_a_group_that_threw_the_bot_out_blocks_nobody():
    group = Owed(1, -100, Say(-100, "x"), attempts=0, repeated=False)

    assert not judge(Forbidden("Forbidden: bot was kicked"), group).blocked


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message is not modified: specified new message content …",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
def test_what_needs_no_doing_counts_as_done(words):
    assert judge(BadRequest(words), OWED) == Delivered(OWED)


def test_an_unknown_refusal_is_final():
    assert isinstance(judge(BadRequest("Bad Request: something new"), OWED), Refused)


def test_a_message_that_is_gone_is_known_by_telegrams_words():
    assert is_not_there(BadRequest("Bad Request: message to edit not found"))
    assert not is_not_there(BadRequest("Bad Request: chat not found"))
