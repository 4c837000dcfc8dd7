"""The safety gate: patterns, what only looks like them, and the likeness to whole examples."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.engine import Engine
from intents.normalize import fold
from intents.safety import Example, Lexicon, Likeness, SafetyGate
from intents.store import NotKeptError
from tests.intents.data import SERVICES, TOPICS
from tests.support.bot import knowledge, understanding

WORDS = {"HE": ("mein mann", "er"), "HITS": ("schlägt", "verprügelt")}


def gate(**lists: tuple[str, ...]) -> SafetyGate:
    return SafetyGate.build([Lexicon("de", WORDS, lists)])


def test_a_pattern_of_groups_fits_in_any_order() -> None:
    found = gate(danger=("HE + HITS",)).check("hilfe, jetzt schlägt mich mein Mann")

    assert found is not None
    assert (found.kind, found.language) == ("danger", "de")


def test_words_that_belong_to_something_harmless_count_for_nothing() -> None:
    careful = gate(danger=("HE + HITS",), harmless=("schlägt im schach",))

    assert careful.check("er schlägt im Schach alle") is None
    assert careful.check("er schlägt mich") is not None


def test_one_reading_finds_danger_and_deadline_each_for_itself() -> None:
    both = gate(danger=("HE + HITS",), deadline=("abschiebung morgen",), harmless=("im film",))
    found = both.read("er schlägt mich, und Abschiebung morgen")

    assert found.alarm is not None
    assert found.deadline
    assert both.read("abschiebung morgen").alarm is None
    assert not both.read("er schlägt mich").deadline


def test_words_of_another_clause_make_no_crisis_harmless() -> None:
    lists = {"suicide": ("will nicht mehr leben",), "harmless": ("leben + PLACE",)}
    careful = SafetyGate.build([Lexicon("de", {"PLACE": ("wohnung",)}, lists)])

    assert careful.check("ich will nicht mehr leben, die Wohnung ist weg") is not None
    assert careful.check("ich will nicht mehr leben in dieser Wohnung") is None


def test_a_denied_wish_to_die_is_none() -> None:
    words = {"NOT": ("nicht",), "SUICIDE": ("selbstmord",)}
    careful = SafetyGate.build([Lexicon("de", words, {"suicide": ("SUICIDE",)})])

    assert careful.check("ich denke an Selbstmord") is not None
    assert careful.check("ich denke nicht an Selbstmord") is None


def test_a_pattern_weighs_by_the_words_it_takes() -> None:
    catalogue = gate(danger=("HE + HITS",)).catalogue

    def share(text: str) -> float:
        scene = catalogue.read(text)
        return scene.share(catalogue.hits(scene, ["danger"]))

    assert share("er schlägt") == 1
    assert share("er schlägt uns beim Schach") == 0.4
    assert share("") == share("guten Tag") == 0


def test_a_faulty_entry_is_left_out_and_the_others_stay() -> None:
    spoiled = gate(danger=("NOBODY + HITS", "ab", "", "HE + HITS"))
    assert spoiled.check("er schlägt") is not None
    assert spoiled.check("ab morgen schlägt das Wetter um") is None


# --- likeness

DANGER = [
    "er hat mich eingesperrt und den schlüssel mitgenommen",
    "die tür ist von außen zu und er lässt mich nicht raus",
    "mein bruder hat ein messer und steht vor meinem zimmer",
    "jemand verfolgt mich seit der haltestelle",
    "he locked me in and took my phone",
    "two men wait at my door with a knife",
]
HARMLESS = [
    "ich habe den schlüssel verloren und stehe vor der tür",
    "welches messer ist gut für brot",
    "ich verfolge die nachrichten jeden tag",
    "my phone is locked, who can open it",
]


@cache
def engine() -> Engine:
    return Engine.build(TOPICS, SERVICES)


def examples() -> list[Example]:
    return [
        *(Example(text, "de", "danger") for text in DANGER),
        *(Example(text, "de", "") for text in HARMLESS),
    ]


@cache
def groups_only() -> SafetyGate:
    groups = {
        "LOCKS": ("eingesperrt", "locked me in", "von außen zu"),
        "KNIFE": ("messer", "knife"),
    }
    return SafetyGate.build([Lexicon("de", groups, {})])


def learned(known: Sequence[Example]) -> Likeness | None:
    return Likeness.of(engine(), groups_only().catalogue, known, TOPICS, SERVICES)


@cache
def likeness() -> Likeness:
    found = learned(examples())
    assert found is not None
    return found


def test_what_is_like_an_example_scores_higher_than_what_is_like_none() -> None:
    def score(text: str) -> float:
        groups = groups_only().catalogue.read(text).groups
        return likeness().resemblances(engine().looks_at([text]), [groups])[0].score

    cry = score("er hat mich eingesperrt, die tür ist zu")
    assert cry > score("schlüssel verloren, tür zu")
    assert cry > score("wann hat die bücherei offen")


def test_a_word_group_says_the_same_in_a_language_without_examples() -> None:
    turkish = SafetyGate.build([Lexicon("tr", {"LOCKS": ("kilitledi",)}, {})])
    text = "beni odaya kilitledi"
    look, groups = engine().looks_at([text])[0], turkish.catalogue.read(text).groups

    found, unread = likeness().resemblances([look, look], [groups, frozenset()])

    assert found.score > unread.score


def test_unforeseen_wording_is_heard_by_likeness() -> None:
    without, beside = groups_only(), groups_only().beside(likeness(), engine().looks_at)
    text = DANGER[1]

    assert without.check(text) is None
    assert beside.check(text) is not None


def test_thresholds_do_not_hang_on_the_order_of_the_examples() -> None:
    turned = learned(examples()[::-1])
    assert turned is not None
    assert turned.high == pytest.approx(likeness().high, abs=1e-4)
    assert turned.certain == pytest.approx(likeness().certain, abs=1e-4)


def test_what_is_learned_is_kept_and_found_again(tmp_path) -> None:
    known = (engine(), groups_only().catalogue, examples())
    first = Likeness.of(*known, TOPICS, SERVICES, tmp_path)
    again = Likeness.of(*known, TOPICS, SERVICES, tmp_path, only_kept=True)
    look, groups = engine().looks_at([DANGER[0]])[0], frozenset({"LOCKS"})

    assert first is not None
    assert again is not None
    assert first.resemblances([look], [groups]) == again.resemblances([look], [groups])
    with pytest.raises(NotKeptError):
        Likeness.of(*known[:2], examples()[:-1], TOPICS, SERVICES, tmp_path, only_kept=True)
    other = SafetyGate.build([Lexicon("de", {"LOCKS": ("eingesperrt",)}, {})]).catalogue
    with pytest.raises(NotKeptError):
        Likeness.of(engine(), other, examples(), TOPICS, SERVICES, tmp_path, only_kept=True)


def test_without_examples_there_is_no_likeness() -> None:
    assert learned([]) is None
    assert learned([Example("x", "de", "")]) is None


# --- the shipped one


@pytest.mark.parametrize(
    "text",
    [
        "Dieses Formular bringt mich noch um",
        "Letztes Jahr hat mich mein Mann geschlagen. Wo finde ich eine Beratung?",
        "which number do I call for an ambulance in Germany?",
        "Ich sterbe vor Langeweile",
        "шеф убьёт меня за опоздание, шутка",
        "вітаю вас",
        "merhaba",
    ],
)
def test_idioms_past_and_questions_raise_no_alarm(text) -> None:
    assert understanding().alarm(text) is None


@pytest.mark.parametrize("text", ["نعم", "heute", "no", "сегодня", "ne", "امروز"])
def test_a_word_alone_is_no_cry(text) -> None:
    assert understanding().alarm(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hilfe mein Mann schlägt mich", "danger"),
        ("my husband beats me", "danger"),
        ("I want to die tonight", "suicide"),
        ("ابي فاقد الوعي ولا يتنفس", "medical"),
        ("zawji yedrobni sa3douni", "danger"),
        ("хочу умереть, больше не могу", "suicide"),
    ],
)
def test_crises_are_recognised(text, kind) -> None:
    assert understanding().alarm(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Ich suche einen Deutschkurs und einen Kindergartenplatz für meine Tochter. "
            "Hilfe mein Mann schlägt mich.",
            "danger",
        ),
        ("I lost my job, I don't want to live anymore", "suicide"),
        (
            "Mein Mann schlägt mich jeden Tag.\n"
            + "Dann habe ich noch eine Frage zu den Öffnungszeiten der Bücherei. " * 8,
            "danger",
        ),
    ],
    ids=["behind a question", "beside a loss", "before a long letter"],
)
def test_crises_are_recognised_beside_ordinary_sentences(text, kind) -> None:
    assert understanding().alarm(text) == kind


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text) -> None:
    understanding().alarm(text)


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "\ud800", "ﷺ" * 50, "\u202e\u200f\u200b", "e" + "\u0301" * 5000, "hilfe " * 20000],
    ids=["empty", "null", "surrogate", "long sign", "bidi", "marks", "100 kB"],
)
def test_hostile_texts_are_read_too(text) -> None:
    understanding().alarm(text)


def test_no_example_stands_among_the_utterances_that_measure_them() -> None:
    from bot.coordinator.utterances import read_utterances
    from tests.support.bot import ROOT

    learned = {
        fold(text)
        for file in knowledge().safety.values()
        for name, texts in file.lists.items()
        if name.endswith("_examples")
        for text in texts
    }
    for folder in ("utterances", "unseen"):
        found, _ = read_utterances(ROOT / "tests" / folder, knowledge())
        assert [one.says for one in found.safety if fold(one.says) in learned] == []
