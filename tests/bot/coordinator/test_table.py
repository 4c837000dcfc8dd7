"""The tables show each figure with its goal; the JSON says the same."""

import json

from bot.coordinator.comparison import changes, kept
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.export import exported, plain
from bot.coordinator.figures import Share, figures
from bot.coordinator.goals import Goal
from bot.coordinator.layout import lay_out
from bot.coordinator.table import report, shown
from bot.coordinator.trouble import mixups, weakest
from tests.support.judged import judged

ASKED = (
    *[judged("parking")] * 9,
    judged("school", language="en", kind="typos"),
    judged("doctor", "clarify", abroad=True, language="ar"),
    judged("out-of-scope", "handoff"),
    judged("greeting", "smalltalk", topic="greeting", small_talk=True),
)
SAFETY = (judged("danger", "crisis", crisis="danger"), judged("none", "crisis", crisis="danger"))
EVALUATION = Evaluation(ASKED, SAFETY, figures(ASKED, SAFETY, known=4))
REPORT = report(EVALUATION.figures, mixups(ASKED), weakest(ASKED))


def lines_after(title: str) -> list[list[str]]:
    """The cells of the table below a title."""
    table = next(part for part in REPORT.split("\n\n") if part.startswith(title))
    return [line.split() for line in table.splitlines()[1:]]


def test_columns_stand_below_each_other():
    table = lay_out("Title", ("", "number"), [("de", "7"), ("all", "1234", "شكرا")])

    assert table.splitlines() == ["Title", "     number", "de        7", "all    1234  شكرا"]


def test_a_share_is_shown_in_percent_with_its_mark():
    assert shown(Share(19, 20), Goal(90, 95)) == "95.0★"
    assert shown(Share(9, 10), Goal(90, 95)) == "90.0✓"
    assert shown(Share(8, 10), Goal(90, 95)) == "80.0✗"
    assert shown(Share(8, 10)) == "80.0 "
    assert shown(Share(0, 0), Goal(90, 95)) == "– "


def test_each_language_has_its_row_of_questions():
    rows = {line[0]: line[1:] for line in lines_after("Questions whose topic has a text")}

    assert rows["goal"] == ["≥90/95", "≥96/98.5", "≥92/96", "≥62/80", "≥97/98.5", "≤1.5/0.5"]
    assert rows["de"] == ["9", "100.0★", "100.0★", "100.0★", "100.0★", "100.0★", "0.0★"]
    assert rows["en"] == ["1", "0.0✗", "100.0★", "0.0✗", "100.0★", "0.0✗", "0.0★"]
    assert rows["all"][:2] == ["10", "90.0✓"]
    assert "Left out: 4" in REPORT


def test_questions_that_only_other_languages_can_answer_have_a_table_of_their_own():
    rows = {line[0]: line[1:] for line in lines_after("Questions whose topic has no text")}

    assert rows["ar"] == ["1", "0.0", "100.0★", "100.0", "0.0", "–"]
    assert "de" not in rows


def test_false_alarms_and_crises_are_shown():
    rows = {line[0]: line[1:] for line in lines_after("Crises recognised")}

    assert rows["de"] == ["1", "100.0", "–", "–", "100.0★", "100.0", "|", "1", "100.0✗"]


def test_what_is_mixed_up_is_named():
    assert ["school", "→", "parking", "1", "en"] in lines_after("Topics mixed up most")


def test_no_line_ends_in_blanks():
    assert [line for line in REPORT.splitlines() if line != line.rstrip()] == []


def test_nothing_measured_is_no_error():
    empty = figures([], [])

    assert "all" in report(empty, [], [])


def test_the_json_has_the_same_figures():
    found = json.loads(json.dumps(exported(EVALUATION)))

    assert found["figures"]["rows"]["de"]["topics"]["first"] == {"percent": 100.0, "of": 9}
    assert found["figures"]["safety"]["all"]["false_alarms"] == {"percent": 100.0, "of": 1}
    assert found["mixups"][0]["expected"] == "school"
    assert found["figures"]["known"] == 4
    assert "changes" not in found


def test_the_json_tells_changes_where_asked_for():
    before = Evaluation(ASKED[:1], (), figures(ASKED[:1], ()))
    asked = (judged("parking", "handoff"),)
    now = Evaluation(asked, (), figures(asked, ()))
    found = exported(now, changes(kept(before), kept(now)))

    assert found["changes"] == [
        {"language": "de", "expect": "parking", "says": "a question",
         "before": "right answer", "now": "not understood"}
    ]  # fmt: skip


def test_nothing_of_nothing_is_null():
    assert plain(Share(0, 0)) == {"percent": None, "of": 0}
