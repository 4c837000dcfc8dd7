"""The real knowledge base and engine understand the held-out utterances.

The floors below stand about three points (in a language: some five utterances) under what
`allin-bot evaluate` measured, the ceilings as far above it. Whoever makes the bot better raises
them; nobody lowers them without saying why. With the encoder they are held by `make soak`: learning
with it takes minutes.
"""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.locale import CLEAR_WORDS, is_clear
from bot.coordinator.evaluation import evaluate
from bot.coordinator.utterances import SAFETY_FOLDER, read_utterances
from intents.encoder import Encoder
from intents.foreign import samples
from intents.language import LanguageModel
from knowledge.model import OUT_OF_SCOPE
from tests.support.bot import knowledge, understanding

UTTERANCES = Path(__file__).parent / "utterances"
UNSEEN = Path(__file__).parent / "unseen"
"""Written later, without sight of anything: measured by `allin-bot evaluate --utterances`."""

# Shares in percent: right topic first, among the first three, helped.    Measured
WITH_ENCODER = {
    "de": (95, 97, 96),  # 98.0  100.0  99.0
    "en": (96, 97, 96),  # 99.1  100.0  99.1
    "ar": (93, 97, 96),  # 96.9  100.0  99.4
    "fa": (96, 97, 97),  # 99.4  100.0 100.0
    "tr": (97, 97, 95),  # 100.0 100.0  98.7
    "uk": (97, 97, 97),  # 100.0 100.0 100.0
    "ru": (96, 97, 97),  # 99.4  100.0 100.0
}
# The same by letters alone: allin-bot evaluate --without-encoder
WITHOUT_ENCODER = {
    "de": (86, 96, 93),  # 88.8   99.3  96.7
    "en": (86, 94, 89),  # 89.8   97.7  92.2
    "ar": (90, 94, 91),  # 93.8   97.5  94.4
    "fa": (88, 95, 92),  # 92.0   98.8  95.1
    "tr": (94, 96, 93),  # 97.5   99.4  96.2
    "uk": (92, 97, 94),  # 95.8  100.0  97.6
    "ru": (90, 96, 93),  # 93.2   99.4  96.3
}
# Over all languages, with the encoder and without. What no topic answers may be answered, must
# get neither answer nor buttons; direct: questions answered outright; wrong: of these, at most.
OVERALL = {
    True: {"answered": 5, "neither": 80, "direct": 86, "wrong": 2, "talk": 86},
    False: {"answered": 5, "neither": 77, "direct": 60, "wrong": 2, "talk": 84},
}  # measured 4.3 83.8 97.6 0.2 93.4, and 3.0 78.7 69.4 0.1 93.4
QUESTIONS_ALARMED = 1.0  # 0.5, by letters 0.4: questions taken for a crisis, over all
LANGUAGE = 97  # 99.2 at worst: language of four words and more, in each language
# The same on messages written unseen, in twenty-two languages, romanised ones among them.
UNSEEN_LANGUAGE, UNSEEN_LANGUAGE_ALL = 93, 98  # 93.9 at worst, 98.7
RECALL = 91  # 93.8 at worst: crises recognised, in each language
RECALL_ALL = 96  # 98.0
# Harmless utterances taken for a crisis, in each language. By letters 6.7 at worst (3 of 45), since
# many crises said in a roundabout way are learned: more are recognised, and more look like one.
FALSE_ALARMS = 7
# The same on messages written without sight of words and examples: in each language, over all, and
# false alarms over all; with the encoder and without.
UNSEEN_CRISES = {True: (93, 95, 2), False: (90, 86, 3)}  # measured 96.0 96.9 1.1, and 92.7 88.7 1.5
KNOWN = 15  # 10.9 at worst: utterances that stand among the phrasings, in each language

FEWEST = 3
"""Utterances of each topic: fewer say nothing about it."""

LANGUAGES = sorted(WITH_ENCODER)

LONG = os.environ.get("ALLIN_SOAK") == "1"
ENCODER = pytest.param(
    True,
    id="encoder",
    marks=[
        pytest.mark.soak,
        pytest.mark.skipif(not LONG, reason="`make soak` runs it"),
        pytest.mark.skipif(Encoder.installed() is None, reason="the encoder is not installed"),
    ],
)


@pytest.fixture(scope="module")
def utterances():
    found, problems = read_utterances(UTTERANCES, knowledge())
    assert [str(problem) for problem in problems] == []
    return found


@pytest.fixture(scope="module", params=[pytest.param(False, id="letters"), ENCODER])
def encoder(request) -> bool:
    """Whether the encoder takes part."""
    return request.param


@pytest.fixture(scope="module")
def understands(encoder):
    return understanding(encoder=True) if encoder else understanding()


@pytest.fixture(scope="module")
def evaluation(utterances, understands):
    return evaluate(knowledge(), understands, utterances)


@pytest.fixture(scope="module")
def figures(evaluation):
    return evaluation.figures


@pytest.fixture(scope="module")
def floors(encoder):
    return WITH_ENCODER if encoder else WITHOUT_ENCODER


@pytest.fixture(scope="module")
def overall(encoder):
    return OVERALL[encoder]


def counted(utterances) -> Counter[tuple[str, str]]:
    asked = (*utterances.questions, *utterances.known)
    return Counter((one.language, one.expect) for one in asked)


# --- the files


def test_the_unseen_utterances_can_be_read():
    unseen, problems = read_utterances(UNSEEN, knowledge())

    assert [str(problem) for problem in problems] == []
    assert {one.language for one in unseen.questions} > set(LANGUAGES)


def test_every_live_language_has_its_utterances_and_its_floors(utterances):
    live = {language.code for language in knowledge().live_languages()}

    assert live <= {one.language for one in utterances.questions} & set(LANGUAGES)
    assert live <= {one.language for one in utterances.safety}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_topic_is_asked_for_in_german_and_english(utterances, language):
    count = counted(utterances)

    assert [id for id in knowledge().topics if count[language, id] < FEWEST] == []


def test_every_required_topic_is_asked_for_in_every_live_language(utterances):
    count = counted(utterances)
    required = [topic.id for topic in knowledge().topics.values() if topic.required]

    assert [
        (language.code, id)
        for language in knowledge().live_languages()
        for id in required
        if count[language.code, id] < FEWEST
    ] == []


def test_small_talk_and_what_nothing_answers_are_asked_in_every_live_language(utterances):
    count = counted(utterances)
    expected = (*knowledge().services, "out-of-scope")

    assert [
        (language.code, expect)
        for language in knowledge().live_languages()
        for expect in expected
        if not count[language.code, expect]
    ] == []


def test_every_kind_of_crisis_is_there_in_every_safety_file(utterances):
    count = Counter((one.language, one.expect) for one in utterances.safety)
    files = [path.stem for path in (UTTERANCES / SAFETY_FOLDER).glob("*.yaml")]

    assert [
        (code, kind)
        for code in files
        for kind in ("danger", "suicide", "medical", "none")
        if count[code, kind] < 10
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_utterances_are_known_by_heart(utterances, language):
    known = sum(one.language == language for one in utterances.known)
    asked = sum(one.language == language for one in utterances.questions)

    assert 100 * known / (known + asked) <= KNOWN


def test_what_is_known_by_heart_is_answered_so(utterances, understands):
    wrong = []
    for one in utterances.known:
        understood = understands.read(one.says)
        first = understood.candidates[0].intent
        nothing = OUT_OF_SCOPE if understood.outcome == "handoff" else ""
        if one.expect not in (first, understood.topic, nothing):
            wrong.append(f"{one.language}: {one.says} ({one.expect}, not {first})")

    assert wrong == []


# --- the topics


def test_every_utterance_is_ranked_against_every_topic(evaluation):
    topics = set(knowledge().topics)

    assert [
        one.asked.says
        for one in evaluation.asked
        if {candidate.intent for candidate in one.understood.candidates} != topics
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_topic_is_found(figures, floors, language):
    row = figures.rows[language].topics
    first, three, helped = floors[language]

    assert row.first.percent >= first
    assert row.three.percent >= three
    assert row.helped.percent >= helped


def test_many_questions_are_answered_outright_and_few_of_them_wrong(figures, overall):
    row = figures.rows["all"].topics

    assert row.direct.percent >= overall["direct"]
    assert 100 - row.precision.percent <= overall["wrong"]


def test_what_no_topic_answers_is_left_alone(figures, overall):
    row = figures.rows["all"]

    assert row.strange_answered.percent <= overall["answered"]
    assert row.strange_neither.percent >= overall["neither"]


def test_small_talk_is_understood(figures, overall):
    assert figures.rows["all"].small_talk.percent >= overall["talk"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_recognised(figures, language):
    assert figures.rows[language].language.percent >= LANGUAGE


# --- danger


def test_questions_are_not_taken_for_a_crisis(figures):
    assert figures.rows["all"].topics.alarmed.percent <= QUESTIONS_ALARMED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crisis_is_recognised_and_what_is_harmless_is_not_taken_for_one(figures, language):
    row = figures.safety[language]

    assert row.any.percent >= RECALL
    assert row.false_alarms.percent <= FALSE_ALARMS


def test_crises_are_recognised_over_all_languages(figures):
    assert figures.safety["all"].any.percent >= RECALL_ALL


def test_languages_are_recognised_in_words_that_nobody_foresaw():
    unseen, _ = read_utterances(UNSEEN, knowledge())
    known = [(phrasing.language, phrasing.text) for phrasing in knowledge().phrasings()]
    model = LanguageModel.fit(known + samples(language for language, _ in known))
    guesses = [(one.language, model.guess(one.says)) for one in unseen.questions]
    long = [(own, guess) for own, guess in guesses if guess.words >= CLEAR_WORDS]
    asked = Counter(own for own, _ in long)
    right = Counter(own for own, guess in long if is_clear(guess) and guess.language == own)

    assert min(100 * right[own] / number for own, number in asked.items()) >= UNSEEN_LANGUAGE
    assert 100 * right.total() / asked.total() >= UNSEEN_LANGUAGE_ALL


def test_crises_are_recognised_in_words_that_nobody_foresaw(encoder, understands):
    unseen, _ = read_utterances(UNSEEN, knowledge())
    found = evaluate(knowledge(), understands, replace(unseen, questions=())).figures.safety
    each, over_all, wrong = UNSEEN_CRISES[encoder]

    assert min(found[code].any.percent for code in LANGUAGES) >= each
    assert found["all"].any.percent >= over_all
    assert found["all"].false_alarms.percent <= wrong
