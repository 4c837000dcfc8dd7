"""The engine over a small library: what it makes of utterances, and what it keeps."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents import engine as engine_module
from intents.encoder import Encoder
from intents.engine import Engine
from intents.model import OUT_OF_SCOPE, Outcome, Phrasing
from tests.intents.data import SERVICES, TOPICS

NAMES = {phrasing.intent for phrasing in TOPICS}


@pytest.mark.parametrize(
    ("utterance", "topic"),
    [
        ("Ich möchte ein Buch ausleihen", "lend-books"),
        ("wann ist am samstag geöffnet?", "opening-hours"),
        ("how expensive is returning a book too late", "late-fees"),
        ("Я потерял билет в библиотеку", "library-card"),
        ("is there a silent room", "quiet-room"),
        ("otkryty li vy v subbotu, kogda", "opening-hours"),
        ("habt ihr am sammstag offn", "opening-hours"),
    ],
)
def test_the_right_topic_comes_first(engine: Engine, utterance: str, topic: str) -> None:
    assert engine.rank(utterance)[0].intent == topic


@pytest.mark.parametrize("phrasing", TOPICS[::7], ids=lambda phrasing: phrasing.text)
def test_a_phrasing_is_answered_to_the_letter(engine: Engine, phrasing: Phrasing) -> None:
    reading = engine.read(f"  {phrasing.text.upper()} ")
    assert (reading.outcome, reading.intent) == (Outcome.ANSWER, phrasing.intent)


def test_one_phrasing_of_two_topics_is_a_choice_between_them() -> None:
    topics = [
        *TOPICS,
        Phrasing("lend-books", "de", "Karte"),
        Phrasing("library-card", "de", "Karte"),
    ]
    reading = Engine.build(topics).read("karte?")
    assert reading.outcome is Outcome.CLARIFY
    assert {c.intent for c in reading.candidates[:2]} == {"lend-books", "library-card"}


@pytest.mark.parametrize(
    ("utterance", "service"),
    [
        ("Hallo!", "greeting"),
        ("hello hello", "greeting"),
        ("Guten Tag, danke", "greeting"),
        ("Mensch bitte", "talk_to_human"),
        ("PERSON", "talk_to_human"),
        ("i want to talk to a real human", "talk_to_human"),
        ("Спасибо большое", "thanks"),
    ],
)
def test_small_talk_is_recognised(engine: Engine, utterance: str, service: str) -> None:
    reading = engine.read(utterance)
    assert (reading.outcome, reading.intent) == (Outcome.SMALLTALK, service)


STRANGE = [
    Phrasing(OUT_OF_SCOPE, "de", text)
    for text in (
        "Wie wird das Wetter morgen",
        "Wo kann ich mein Auto anmelden",
        "Was kostet ein Hund im Jahr",
        "Rezept für Linsensuppe",
        "Wann fährt der Bus nach Hause",
        "Mein Handy ist kaputt",
    )
]


def test_what_nothing_answers_is_learned_and_never_said(engine: Engine) -> None:
    cautious = Engine.build(TOPICS, [*SERVICES, *STRANGE])
    question = "Wie wird das Wetter am Samstag"

    assert cautious.rank(question)[0].confidence < engine.rank(question)[0].confidence
    for phrasing in STRANGE:
        reading = cautious.read(phrasing.text)
        assert reading.outcome in (Outcome.HANDOFF, Outcome.CLARIFY)
        assert OUT_OF_SCOPE not in {one.intent for one in reading.candidates}


def test_knowing_what_nothing_answers_keeps_topics_and_small_talk() -> None:
    cautious = Engine.build(TOPICS, [*SERVICES, *STRANGE])

    assert cautious.rank("wann ist am samstag geöffnet?")[0].intent == "opening-hours"
    assert cautious.read("Hallo!").intent == "greeting"


@pytest.mark.parametrize(
    ("utterance", "topic"),
    [
        ("Hallo, wann habt ihr geöffnet?", "opening-hours"),
        ("Guten Tag! Bibliotheksausweis", "library-card"),
        ("Привет, как взять книгу домой? Спасибо", "lend-books"),
        ("Good morning, do i have to pay a fine, thank you", "late-fees"),
    ],
)
def test_a_question_between_courtesies_is_a_question(
    engine: Engine, utterance: str, topic: str
) -> None:
    reading = engine.read(utterance)
    assert reading.outcome is not Outcome.SMALLTALK
    assert reading.candidates[0].intent == topic


@pytest.mark.parametrize(
    "utterance",
    ["", " ", "🙂🙂🙂", "?!?", "...", "\0", "\ud800", "123", "xqzv wkfj pzzt", "ღმერთო"],
)
def test_what_says_nothing_is_handed_over_with_all_topics_listed(
    engine: Engine, utterance: str
) -> None:
    reading = engine.read(utterance)
    assert (reading.outcome, reading.intent) == (Outcome.HANDOFF, None)
    assert {candidate.intent for candidate in reading.candidates} == NAMES


def test_candidates_are_topics_with_falling_probabilities(engine: Engine) -> None:
    for utterance in ("Hallo", "Buch", "wo ist der mond", "kosten", "room to study quietly"):
        chances = [candidate.confidence for candidate in engine.read(utterance).candidates]
        assert {c.intent for c in engine.read(utterance).candidates} == NAMES
        assert chances == sorted(chances, reverse=True)
        assert 0 <= chances[-1] <= chances[0] <= 1
        assert sum(chances) <= 1.01


def test_reading_and_ranking_agree(engine: Engine) -> None:
    for utterance in ("Hallo, wo ist der Lernraum", "late", "билет"):
        assert list(engine.read(utterance).candidates) == engine.rank(utterance)


def test_a_reading_names_the_language(engine: Engine) -> None:
    guess = engine.read("wann kann ich hier in ruhe lernen").language
    assert (guess.language, guess.words) == ("de", 7)
    assert engine.language("Necesito un médico para mi hijo").language == "es"


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
_FUZZED = Engine.build(TOPICS, SERVICES)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT | st.lists(st.sampled_from([p.text for p in TOPICS]) | ANY_TEXT).map(" ".join))
def test_any_text_is_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    reading = _FUZZED.read(text)
    assert time.perf_counter() - start < 1
    assert len(reading.candidates) == len(NAMES)
    assert all(np.isfinite(candidate.confidence) for candidate in reading.candidates)


@pytest.mark.parametrize(
    "text",
    ["buch " * 20_000, "a" * 100_000, "ﷺ" * 50, "e" + "\u0301" * 90_000, "\u202e" * 5000 + "Buch",
     "hallo " * 5000, "\ud83d" * 1000, "👨‍👩‍👧" * 500],
)  # fmt: skip
def test_long_and_hostile_texts_are_read_quickly(engine: Engine, text: str) -> None:
    start = time.perf_counter()
    engine.read(text)
    assert time.perf_counter() - start < 1


def test_building_twice_gives_equal_readings(engine: Engine) -> None:
    again = Engine.build(list(reversed(TOPICS)), SERVICES)
    for utterance in ("buch zurück", "open", "где книга"):
        assert again.read(utterance) == engine.read(utterance)


def test_threads_read_alike(engine: Engine) -> None:
    expected, found = engine.read("wo ist es leise"), []
    threads = [
        threading.Thread(target=lambda: found.append(engine.read("wo ist es leise")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


@pytest.mark.parametrize("topics", [1, 2, 3, 5])
@pytest.mark.parametrize("each", [1, 2])
def test_tiny_catalogues_work(topics: int, each: int) -> None:
    words = ["apple tree", "blue whale", "cold soup", "deep lake", "early bird"]
    phrasings = [
        Phrasing(f"t{n}", "en", f"{words[n]}{' please' * k}")
        for n in range(topics)
        for k in range(each)
    ]
    engine = Engine.build(phrasings)
    assert engine.read("Blue whale" if topics > 1 else "apple tree").outcome is Outcome.ANSWER
    assert engine.read("zzz qqq").outcome is Outcome.HANDOFF


def test_an_empty_catalogue_hands_everything_over() -> None:
    reading = Engine.build([]).read("Hallo")
    assert (reading.outcome, reading.candidates) == (Outcome.HANDOFF, ())


def test_services_alone_are_small_talk_and_nothing_else() -> None:
    engine = Engine.build([], SERVICES)
    assert engine.read("Hallo").outcome is Outcome.SMALLTALK
    assert engine.read("Wo ist der Bahnhof?").outcome is Outcome.HANDOFF


def test_empty_and_double_phrasings_are_ignored() -> None:
    engine = Engine.build([*TOPICS, *TOPICS, Phrasing("lend-books", "de", " ?! ")], SERVICES)
    assert engine.read("buch leihen").candidates == _FUZZED.read("buch leihen").candidates


def test_an_intent_is_not_topic_and_service_at_once() -> None:
    with pytest.raises(ValueError, match="lend-books"):
        Engine.build(TOPICS, [Phrasing("lend-books", "de", "Hallo")])


def _no_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_learn", lambda *_: pytest.fail("learned again"))


def test_a_second_start_learns_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Engine.build(TOPICS, SERVICES, cache=tmp_path)
    _no_learning(monkeypatch)
    second = Engine.build(TOPICS, SERVICES, cache=tmp_path)
    for utterance in ("buch leihen", "open late?", "Hallo", "где карта"):
        assert second.read(utterance) == first.read(utterance)


def test_another_phrasing_is_learned(tmp_path: Path) -> None:
    Engine.build(TOPICS, cache=tmp_path)
    more = Engine.build([*TOPICS, Phrasing("quiet-room", "de", "Flüsterzone")], cache=tmp_path)
    assert more.read("flüsterzone").intent == "quiet-room"


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"PK\x03\x04 not a zip"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    expected = Engine.build(TOPICS, cache=tmp_path).read("buch leihen")
    (kept,) = tmp_path.glob("engine-*.npz")
    whole = kept.read_bytes()
    kept.write_bytes(damage or whole[: len(whole) // 2])
    assert Engine.build(TOPICS, cache=tmp_path).read("buch leihen") == expected
    assert kept.read_bytes() == whole or len(kept.read_bytes()) > len(whole) // 2


@pytest.mark.parametrize(
    "kind",
    [
        b'{"kind": "Engine", "parts": {}}',
        b'{"kind": "Recipe", "parts": {"share": 1, "sharpness": 0, "ridge": 1}}',
        b"[]",
    ],
)
def test_a_cache_of_other_values_is_made_anew(tmp_path: Path, kind: bytes) -> None:
    Engine.build(TOPICS, cache=tmp_path)
    (kept,) = tmp_path.glob("engine-*.npz")
    np.savez(kept, shape=np.frombuffer(kind, np.uint8))
    assert Engine.build(TOPICS, cache=tmp_path).read("buch leihen").candidates


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert Engine.build(TOPICS, cache=blocked / "below").read("buch leihen").candidates
    assert "could not be saved" in caplog.text


def test_progress_ends_ready() -> None:
    steps: list[tuple[str, float]] = []
    Engine.build(TOPICS, progress=lambda step, share: steps.append((step, share)))
    assert steps[-1] == ("ready", 1.0)
    assert all(0 <= share <= 1 for _, share in steps)


def test_a_damaged_encoder_leaves_the_ngrams(
    tmp_path: Path, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bad.bin").write_bytes(b"E5S1")
    lamed = Engine.build(TOPICS, SERVICES, encoder=Encoder(tmp_path / "bad.bin"))
    assert lamed.read("buch leihen") == engine.read("buch leihen")
    assert "n-grams alone" in caplog.text


INSTALLED = Encoder.installed()


@pytest.mark.skipif(INSTALLED is None, reason="the encoder's file is not installed")
def test_with_the_encoder_meaning_counts_in_languages_never_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intents.engine._TO_CENTRE", 10)  # encoding takes its time
    engine = Engine.build(TOPICS, SERVICES, cache=tmp_path, encoder=INSTALLED)
    asked = {
        "¿A qué hora abre los sábados?": "opening-hours",
        "Kitap ödünç almak istiyorum": "lend-books",
        "J'ai perdu ma carte de lecteur": "library-card",
        "Combien coûte un retard ?": "late-fees",
    }
    first = [engine.rank(utterance)[0].intent for utterance in asked]
    assert first == list(asked.values())
    reading = engine.read("🙂")
    assert (reading.outcome, len(reading.candidates)) == (Outcome.HANDOFF, len(NAMES))
    again = Engine.build(TOPICS, SERVICES, cache=tmp_path, encoder=INSTALLED)
    assert [again.rank(utterance)[0].intent for utterance in asked] == first
