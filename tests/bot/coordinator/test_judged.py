"""What came of an utterance is judged as the person who wrote it would."""

import pytest

from bot.coordinator.judged import Verdict, worth
from tests.support.judged import judged


@pytest.mark.parametrize(
    ("expect", "outcome", "verdict"),
    [
        ("parking", "answer", Verdict.RIGHT_ANSWER),
        ("school", "answer", Verdict.WRONG_ANSWER),
        ("doctor", "clarify", Verdict.RIGHT_BUTTON),
        ("jobs", "clarify", Verdict.WRONG_BUTTONS),
        ("parking", "handoff", Verdict.HANDED_OVER),
        ("parking", "smalltalk", Verdict.WRONG_SMALL_TALK),
        ("out-of-scope", "answer", Verdict.WRONG_ANSWER),
        ("out-of-scope", "clarify", Verdict.WRONG_BUTTONS),
        ("out-of-scope", "handoff", Verdict.RIGHTLY_NONE),
        ("out-of-scope", "smalltalk", Verdict.WRONG_SMALL_TALK),
    ],
)
def test_the_verdict_on_a_question(expect, outcome, verdict):
    assert judged(expect, outcome).verdict == verdict


def test_the_fourth_button_does_not_exist():
    fourth = judged("jobs", "clarify")

    assert fourth.place == 3
    assert not fourth.helped


def test_small_talk_is_right_only_as_the_same_small_talk():
    right = judged("greeting", "smalltalk", topic="greeting", small_talk=True)
    wrong = judged("thanks", "smalltalk", topic="greeting", small_talk=True)

    assert right.verdict == Verdict.RIGHT_ANSWER
    assert wrong.verdict == Verdict.WRONG_SMALL_TALK
    assert not right.covered


def test_a_question_taken_for_a_crisis_is_a_false_alarm_whatever_was_ranked_first():
    alarmed = judged("parking", "crisis", crisis="danger")

    assert alarmed.verdict == Verdict.FALSE_ALARM
    assert alarmed.place == 0
    assert not alarmed.helped


@pytest.mark.parametrize(
    ("expect", "crisis", "verdict"),
    [
        ("danger", "danger", Verdict.ALARM),
        ("suicide", "medical", Verdict.OTHER_ALARM),
        ("medical", None, Verdict.NO_ALARM),
        ("none", None, Verdict.HARMLESS),
        ("none", "danger", Verdict.FALSE_ALARM),
    ],
)
def test_the_verdict_on_a_safety_utterance(expect, crisis, verdict):
    outcome = "crisis" if crisis else "handoff"

    assert judged(expect, outcome, crisis=crisis).verdict == verdict


def test_a_person_is_better_than_wrong_buttons_and_these_than_a_wrong_answer():
    better_and_better = [
        Verdict.WRONG_ANSWER,
        Verdict.WRONG_BUTTONS,
        Verdict.HANDED_OVER,
        Verdict.RIGHT_BUTTON,
        Verdict.RIGHT_ANSWER,
    ]

    assert [worth(one) for one in better_and_better] == [0, 1, 2, 3, 4]


def test_every_verdict_has_its_worth():
    assert {worth(verdict) for verdict in Verdict} == {0, 1, 2, 3, 4}


def test_a_topic_that_is_not_ranked_has_no_place():
    unknown = judged("tax", "clarify")

    assert unknown.place is None
    assert not unknown.among_three
