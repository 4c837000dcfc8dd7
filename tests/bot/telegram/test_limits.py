"""Telegram's limits: when the next call to a chat may go."""

import pytest

from bot.telegram.limits import Limits

GROUP = -100


def sent(limits: Limits, lane: int, until: float) -> list[float]:
    """The times at which calls go out when there is always one waiting."""
    times, now = [], 0.0
    while (now := max(now, limits.allowed_at(lane, now))) < until:
        limits.note(lane, now)
        times.append(now)
    return times


def test_a_chat_gets_a_burst_of_three_then_one_a_second():
    times = sent(Limits(), 1, 5.5)

    assert times == [0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_a_burst_comes_back_after_a_rest():
    limits = Limits()
    sent(limits, 1, 1.5)

    times = []
    for _ in range(4):
        times.append(max(100.0, limits.allowed_at(1, 100.0)))
        limits.note(1, times[-1])
    assert times == [100.0, 100.0, 100.0, 101.0]


def test_a_group_gets_eighteen_in_any_minute():
    times = sent(Limits(), GROUP, 300.0)

    for start in times:
        assert len([t for t in times if start <= t < start + 60.0]) <= 18
    assert len(times) == 18 * 5


def test_all_chats_together_get_twenty_nine_a_second():
    limits, now, times = Limits(), 0.0, []
    for chat in range(1, 200):
        now = max(now, limits.allowed_at(chat, now))
        limits.note(chat, now)
        times.append(now)

    for start in times:
        assert len([t for t in times if start <= t < start + 1.0]) <= 29


def test_a_flood_wait_pauses_one_chat_only():
    limits = Limits()
    limits.pause(1, 50.0)

    assert limits.allowed_at(1, 10.0) == 50.0
    assert limits.allowed_at(2, 10.0) <= 10.0


def test_two_flood_waits_at_once_pause_everything():
    limits = Limits()
    limits.pause(1, 50.0)
    limits.pause(2, 40.0)

    assert limits.allowed_at(3, 10.0) == 50.0
    assert limits.allowed_at(3, 45.0) <= 45.0


@pytest.mark.parametrize("lane", [1, GROUP])
def test_without_limits_only_pauses_count(lane):
    limits = Limits(enabled=False)
    for _ in range(100):
        limits.note(lane, 1.0)
    assert limits.allowed_at(lane, 1.0) <= 1.0

    limits.pause(lane, 9.0)
    assert limits.allowed_at(lane, 1.0) == 9.0
