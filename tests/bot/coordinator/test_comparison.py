"""An evaluation is saved, and later ones say what became better and worse."""

import json
from dataclasses import replace

import pytest

from bot.coordinator.comparison import Saved, SavedError, changes, kept, load, save, told
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.figures import figures
from bot.coordinator.judged import Verdict
from tests.support.judged import judged


def evaluation(*asked, safety=()) -> Evaluation:
    return Evaluation(asked, safety, figures(asked, safety))


def saved(*asked, safety=()) -> Saved:
    return kept(evaluation(*asked, safety=safety))


def test_what_is_saved_is_what_is_loaded(tmp_path):
    before = saved(
        judged("parking", says="wo parken"),
        judged("school", "clarify", says="أين المدرسة", language="ar"),
        safety=(judged("danger", "crisis", crisis="danger", says="hilfe"),),
    )
    save(before, tmp_path / "figures.json")

    assert load(tmp_path / "figures.json") == before


def test_every_verdict_survives_saving(tmp_path):
    (key, outcome), = saved(judged("parking")).outcomes.items()  # fmt: skip
    every = {(*key[:2], str(v)): replace(outcome, verdict=v) for v in Verdict}
    save(Saved(every, {}), tmp_path / "figures.json")

    assert load(tmp_path / "figures.json").outcomes == every


def test_another_confidence_is_no_change():
    before = saved(judged("parking", confidence=0.9))

    assert changes(before, saved(judged("parking", confidence=0.6))) == []


def test_another_wrong_topic_is_no_change():
    before = saved(judged("tax"))

    assert changes(before, saved(judged("tax", ranked=("school", "doctor")))) == []


def test_an_outcome_that_helps_less_is_worse():
    before, now = saved(judged("parking")), saved(judged("parking", "clarify"))
    (worse,) = changes(before, now)
    (better,) = changes(now, before)

    assert (worse.gain, better.gain) == (-1, 1)
    assert str(worse.before) == "right answer"
    assert str(worse.now) == "right button"


def test_the_worst_change_comes_first():
    before = saved(judged("parking", says="a"), judged("parking", says="b"))
    now = saved(
        judged("parking", "clarify", says="a"),
        judged("parking", ranked=("school", "parking"), says="b"),
    )

    assert [one.key[2] for one in changes(before, now)] == ["b", "a"]


def test_a_lost_alarm_is_worse():
    heard = saved(safety=(judged("danger", "crisis", crisis="danger"),))
    missed = saved(safety=(judged("danger", "handoff"),))
    (change,) = changes(heard, missed)

    assert change.gain == -4


def test_the_words_tell_what_was_wrong_and_where():
    before = saved(judged("parking", says="wo parken"), judged("jobs", says="only before"))
    now = saved(
        judged("parking", ranked=("school",), says="wo parken"), judged("school", says="only now")
    )
    said = told(before, now)

    assert "de   right answer → wrong answer (school)  parking: wo parken" in said
    assert "Worse: 1" in said
    assert "Better: 0" in said
    assert "Utterances that are new: 1; that are gone: 1." in said
    assert "50.0 → 0.0" in said


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"version": 2}', '{"version": 1, "rows": {}, "utterances": [{}]}',
     '{"version": 1, "rows": [], "utterances": []}',
     '{"version": 1, "rows": {"de": {"first": [1]}}, "utterances": []}',
     '{"version": 1, "rows": {}, "utterances": [{"language": "de", "expect": "x", "says": "y", '
     '"verdict": "splendid", "topic": null}]}'],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content)

    with pytest.raises(SavedError, match="is not a saved evaluation; make one with"):
        load(file)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    file = tmp_path / "x.json"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SavedError, match="is not a saved evaluation"):
        load(file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(SavedError, match="cannot be read \\(no such file"):
        load(tmp_path / "none.json")


def test_the_file_is_json_that_people_can_read(tmp_path):
    save(saved(judged("parking", says="où garer")), tmp_path / "figures.json")
    text = (tmp_path / "figures.json").read_text("utf-8")

    assert "où garer" in text
    assert json.loads(text)["rows"]["all"]["first"] == [1, 1]
