"""The files of utterances are read with positions, and what is wrong in them is told."""

import pytest

from bot.coordinator.utterances import read_utterances
from knowledge.model import KnowledgeBase, Language, Topic, TopicText

TEXT = TopicText("de", "Parken", "Dort.", ("Wo darf ich parken?",))
BASE = KnowledgeBase(
    languages={"de": Language("de", "Deutsch", "German")},
    areas={},
    contacts={},
    topics={"parking": Topic("parking", "city", texts={"de": TEXT})},
    services={"greeting": {"de": ("Hallo",)}},
    safety={},
)


@pytest.fixture
def read(tmp_path):
    """Reads a file of utterances; what was read, and the problems without their folder."""

    def from_text(text: str, name: str = "de.yaml"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        found, problems = read_utterances(tmp_path, BASE)
        return found, [str(one).removeprefix(f"{tmp_path}/") for one in problems]

    return from_text


def test_an_utterance_is_read_with_what_is_right_and_its_place(read):
    found, problems = read("# parking\n- {says: 'parken, wo', expect: parking, kind: short}\n")

    assert problems == []
    (one,) = found.questions
    assert (one.says, one.expect, one.language, one.kind) == (
        "parken, wo",
        "parking",
        "de",
        "short",
    )
    assert (one.place.line, one.place.column) == (2, 3)


@pytest.mark.parametrize("expect", ["parking", "greeting", "out-of-scope"])
def test_topics_small_talk_and_what_nothing_answers_may_be_expected(read, expect):
    found, problems = read(f"- {{says: x y, expect: {expect}, kind: whole}}\n")

    assert problems == []
    assert found.questions[0].expect == expect


@pytest.mark.parametrize("says", ["wo darf ich PARKEN", "Wo darf ich park’en"])
def test_what_the_engine_takes_for_a_phrasing_is_kept_apart(read, says):
    found, problems = read(f"- {{says: {says}, expect: parking, kind: whole}}\n")

    assert problems == []
    assert found.questions == ()
    assert [one.says for one in found.known] == [says]


def test_only_signs_are_an_utterance_too(read):
    found, _ = read("- {says: 🍌🍌, expect: out-of-scope, kind: short}\n")

    assert [one.says for one in found.questions] == ["🍌🍌"]


def test_a_language_that_the_bot_lacks_is_measured_too(read):
    found, problems = read("- {says: dónde, expect: parking, kind: short}\n", "es.yaml")

    assert problems == []
    assert found.questions[0].language == "es"


def test_safety_utterances_lie_in_a_folder_of_their_own(read):
    found, problems = read("- {says: er schlägt mich, expect: danger}\n", "safety/de.yaml")

    assert problems == []
    assert found.questions == ()
    assert [(one.says, one.expect, one.kind) for one in found.safety] == [
        ("er schlägt mich", "danger", "")
    ]
    assert found.number == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- {expect: parking, kind: short}", "de.yaml:1:3: The field 'says' is missing"),
        ("- {says: x, kind: short}", "de.yaml:1:3: The field 'expect' is missing"),
        ("- {says: x, expect: parking}", "de.yaml:1:3: The field 'kind' is missing"),
        ("- {says: x, expect: parkin, kind: short}", "Did you mean 'parking'?"),
        ("- {says: x, expect: danger, kind: short}", "de.yaml:1:21: 'danger' is nothing"),
        ("- {says: x, expect: parking, kind: long}", "de.yaml:1:36: 'long' is no kind"),
        ("- {says: x, expect: parking, kind: short, by: me}", "'by' is not a known field"),
        ("- {says: [x], expect: parking, kind: short}", "'says' must be one text"),
        ("- just words", "de.yaml:1:3: An utterance is written `{says: …, expect: …}`."),
        ("says: x", "de.yaml:1:1: The file must be a list"),
        ("- {says: x", "is not valid YAML"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place_and_left_out(read, line, told):
    found, problems = read(line + "\n")

    assert [one for one in problems if told in one], problems
    assert found.questions == ()


def test_an_utterance_that_stands_there_twice_is_told(read):
    entry = "- {says: parken wo, expect: parking, kind: short}\n"
    found, problems = read(entry + entry.replace("parken wo", "PARKEN wo?"))

    assert problems == ["de.yaml:2:3: This utterance stands on line 1 already; keep one of them."]
    assert len(found.questions) == 1


def test_a_kind_is_not_asked_of_safety_utterances(read):
    _, problems = read("- {says: x, expect: danger, kind: short}\n", "safety/de.yaml")

    assert problems[0].startswith("safety/de.yaml:1:29: 'kind' is not a known field here")


def test_a_file_must_be_named_after_a_language(read):
    _, problems = read("- {says: x, expect: parking, kind: short}\n", "german.yaml")

    assert problems == [
        "german.yaml:1:1: 'german' is not a language code; name the file like de.yaml."
    ]


def test_a_missing_folder_is_told(tmp_path):
    found, problems = read_utterances(tmp_path / "none", BASE)

    assert found.number == 0
    assert str(problems[0]) == f"{tmp_path}/none:1:1: There is no such folder of utterances."
