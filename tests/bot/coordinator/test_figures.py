"""The figures count what they say they count."""

import pytest

from bot.coordinator import goals
from bot.coordinator.calibration import bins, error
from bot.coordinator.figures import Share, figures, loss, quantile, ranking, row, safety_row
from bot.coordinator.goals import Goal, Mark
from bot.coordinator.trouble import Mixup, mixups, weakest
from tests.support.judged import judged


def test_the_ranking_counts_places_helps_and_direct_answers():
    found = ranking(
        [
            judged("parking", "answer"),
            judged("parking", "clarify"),
            judged("doctor", "clarify"),
            judged("school", "answer"),
            judged("jobs", "clarify"),
            judged("parking", "crisis", crisis="danger"),
        ]
    )

    assert found.number == 6
    assert found.first == Share(3, 6)
    assert found.three == Share(5, 6)
    assert found.helped == Share(3, 6)
    assert found.direct == Share(2, 6)
    assert found.precision == Share(1, 2)
    assert found.alarmed == Share(1, 6)


def test_of_nothing_there_is_no_share():
    assert Share(0, 0).percent is None
    assert ranking([]).precision.percent is None


def test_a_topic_without_a_text_in_the_language_counts_apart():
    found = row([judged("parking"), judged("school", abroad=True)])

    assert found.topics.first == Share(1, 1)
    assert found.abroad.first == Share(0, 1)
    assert found.kinds["whole"].number == 1


def test_what_no_topic_answers_is_answered_given_buttons_or_neither():
    outcomes = ("answer", "clarify", "clarify", "handoff", "smalltalk")
    found = row([judged("out-of-scope", outcome) for outcome in outcomes])

    assert found.strange_answered == Share(1, 5)
    assert found.strange_buttons == Share(2, 5)
    assert found.strange_neither == Share(2, 5)
    assert found.topics.number == 0


def test_small_talk_is_neither_a_question_nor_out_of_scope():
    found = row(
        [
            judged("greeting", "smalltalk", topic="greeting", small_talk=True),
            judged("thanks", "handoff", small_talk=True),
        ]
    )

    assert found.small_talk == Share(1, 2)
    assert found.topics.number == found.strange_answered.number == 0


def test_the_language_counts_from_four_words_on_and_only_where_it_is_sure():
    found = row(
        [
            judged("parking", words=4),
            judged("parking", words=4, heard="en"),
            judged("parking", words=3, heard="en"),
            judged("parking", words=4, sure=0.5),
        ]
    )

    assert found.language == Share(1, 3)


def test_safety_counts_alarms_by_kind_and_false_ones():
    found = safety_row(
        [
            judged("danger", "crisis", crisis="danger"),
            judged("danger", "crisis", crisis="medical"),
            judged("suicide", "handoff"),
            judged("none", "crisis", crisis="danger"),
            judged("none", "answer"),
        ]
    )

    assert found.recall == {"danger": Share(2, 2), "suicide": Share(0, 1), "medical": Share(0, 0)}
    assert found.any == Share(2, 3)
    assert found.kind == Share(1, 2)
    assert found.false_alarms == Share(1, 2)


def test_there_is_a_row_for_each_language_and_one_for_all():
    found = figures([judged("parking"), judged("school", language="en")], [judged("none")], known=7)

    assert list(found.rows) == ["de", "en", "all"]
    assert [one.topics.first.hits for one in found.rows.values()] == [1, 0, 1]
    assert list(found.safety) == ["de", "all"]
    assert found.known == 7


def test_mistakes_are_held_against_what_is_written_well():
    well = [judged("parking", kind=kind) for kind in ("short", "whole", "story")]
    badly = [judged("parking", kind="typos"), judged("school", kind="typos")]

    assert loss(row(well + badly), "typos") == 50.0
    assert loss(row(well), "romanised") is None


@pytest.mark.parametrize(("part", "value"), [(0.5, 51), (0.99, 100), (0.0, 1)])
def test_a_quantile_is_one_of_the_values(part, value):
    assert quantile(list(range(100, 0, -1)), part) == value


def test_the_quantile_of_nothing_is_zero():
    assert quantile([], 0.5) == 0.0


def test_the_times_are_those_of_whole_decisions():
    found = figures([judged("parking", ms=5.0), judged("jobs", ms=9.0)], [judged("none", ms=0.1)])

    assert (found.times.p50, found.times.p99) == (9.0, 9.0)


@pytest.mark.parametrize(
    ("goal", "value", "mark"),
    [
        (Goal(90, 95), 95.0, Mark.AIM),
        (Goal(90, 95), 94.9, Mark.MUST),
        (Goal(90, 95), 89.96, Mark.MUST),
        (Goal(90, 95), 89.9, Mark.MISSED),
        (Goal(4, 2), 2.0, Mark.AIM),
        (Goal(4, 2), 4.0, Mark.MUST),
        (Goal(4, 2), 4.1, Mark.MISSED),
        (Goal(4, 2), -3.0, Mark.AIM),
        (Goal(90, 95), None, Mark.NONE),
    ],
)
def test_a_goal_is_a_floor_or_a_ceiling(goal, value, mark):
    assert goal.mark(value) == mark


def test_less_is_asked_of_languages_the_encoder_read_little_of():
    assert goals.first("ti").must < goals.first("ar").must
    assert str(goals.first("de")) == "≥90/95"
    assert str(goals.FALSE_ALARMS) == "≤1.5/0.5"


def test_mixups_are_counted_by_pair_with_their_languages():
    wrong = [judged("school", language=code) for code in ("de", "en", "en")]
    found = mixups([*wrong, judged("doctor"), judged("parking"), judged("jobs", abroad=True)])

    assert found == [
        Mixup("school", "parking", 3, ("de", "en")),
        Mixup("doctor", "parking", 1, ("de",)),
    ]


def test_the_weakest_topic_comes_first_and_needs_three_utterances():
    helped = [judged("parking")] * 3
    found = weakest([*helped, judged("doctor"), *[judged("school", "clarify")] * 3,
                     *[judged("jobs", "handoff")] * 3])  # fmt: skip

    assert [one.topic for one in found] == ["jobs", "school", "parking"]


def test_confidence_is_held_against_truth():
    right = [judged("parking", confidence=0.75)] * 3
    wrong = [judged("out-of-scope", confidence=0.75)]
    talk = [judged("greeting", "smalltalk", small_talk=True)]
    (found,) = bins([*right, *wrong, *talk])

    assert (found.number, found.right) == (4, 0.75)
    assert error([found]) == pytest.approx(0.0)


def test_boasting_shows():
    found = bins([judged("school", confidence=1.0)] * 2)

    assert error(found) == 1.0
    assert error([]) == 0.0
