"""Learns a catalogue: solves the ridge, then judges itself on what it would say unlearned."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from intents.calibration import Logistic
from intents.index import BOTH, LETTERS_ONLY, Index, Recipe
from intents.judge import SIGNS, Judge, Spans, service_signs, signs
from intents.memory import give_back
from intents.model import OUT_OF_SCOPE
from intents.ridge import Floats, Inverse, Places, left_out, left_out_singly

Progress = Callable[[float], None]

# An unknown question counts less than a known one: more people ask what there is an answer for.
_UNKNOWN_WEIGHT, _LESS = 0.25, 0.1  # the second where real strangers say it better
# What is expected before anything is seen: signs (score, lead, letters, meaning, known, length;
# not strange) of a right first, of a doubtful and of a wrong one. It outweighs only catalogues of
# a few phrasings.
_EXPECTED = (
    (0.9, 0.8, 0.7, 0.8, 0.9, 1.5),
    (0.5, 0.3, 0.4, 0.5, 0.7, 1.5),
    (0.15, 0.05, 0.1, 0.1, 0.3, 1.5),
)
_EXPECTED_TRUE = (True, True, False)
_EXPECTED_WEIGHT = 4.0


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Which phrasing belongs to which intent; phrasings of an intent stand together.

    names: topics, then small talk, then perhaps what nothing answers; topics: how many of them
    are topics; owner: [n] the intent of each phrasing; languages: [n] its language.
    """

    names: tuple[str, ...]
    topics: int
    owner: Places
    languages: tuple[str, ...]

    @property
    def has_strangers(self) -> bool:
        """Whether phrasings that nothing answers are among them."""
        return bool(self.names) and self.names[-1] == OUT_OF_SCOPE

    @property
    def spoken(self) -> int:
        """How many intents are topics or small talk."""
        return len(self.names) - self.has_strangers

    @property
    def topic_languages(self) -> frozenset[str]:
        """The languages in which topics have phrasings."""
        pairs = zip(self.owner.tolist(), self.languages, strict=True)
        return frozenset(language for owner, language in pairs if owner < self.topics)

    def strangeness(self, scores: Floats) -> float:
        """The score of what nothing answers, among those of all intents; 0 without any."""
        return float(scores[-1]) if self.has_strangers else 0.0

    @property
    def spans(self) -> Spans:
        """Where the phrasings of each intent begin and end."""
        numbers = range(len(self.names))
        starts = np.searchsorted(self.owner, numbers).tolist()
        ends = np.searchsorted(self.owner, numbers, "right").tolist()
        return list(zip(starts, ends, strict=True))

    def targets(self) -> Floats:
        """One for the intent of a phrasing, zero for the others: [n, intents]."""
        return np.eye(len(self.names), dtype=np.float32)[self.owner]

    def whole_topics(self) -> list[Places]:
        """The phrasings of each topic."""
        return [np.arange(start, end) for start, end in self.spans[: self.topics]]


@dataclass(frozen=True, eq=False)
class Experience:
    """What phrasings would have looked like to an engine that had not learned them.

    scores: [m, intents]; signs: of the best topic [m, s]; service_signs: of the best service
    intent [m, s]; owner: [m] the right intent, -1 where it was not learned at all.
    """

    scores: Floats
    signs: Floats
    service_signs: Floats
    owner: Places


@dataclass(frozen=True, eq=False)
class Lesson:
    """What was learned: how to mix the kernel, the ridge's weights [n, intents], the judge."""

    recipe: Recipe
    weights: Floats
    judge: Judge


def learn(catalogue: Catalogue, index: Index, progress: Progress | None = None) -> Lesson:
    """Learn the catalogue from its index."""
    recipe = BOTH if index.has_meaning else LETTERS_ONLY
    targets = catalogue.targets()
    inverse = Inverse(index.kernel(recipe), recipe.ridge, progress)
    weights = inverse.solve(targets)
    held = left_out_singly(inverse, weights, targets)
    unknown = left_out(inverse, weights, targets, catalogue.whole_topics())
    del inverse
    give_back()
    return Lesson(recipe, weights, judge(catalogue, *_experiences(catalogue, index, held, unknown)))


def _experiences(
    catalogue: Catalogue, index: Index, held: Floats, unknown: Floats
) -> tuple[Experience, Experience]:
    """From the scores of phrasings that were held out, and of those whose whole topic was."""
    topics, spoken, spans = catalogue.topics, catalogue.spoken, catalogue.spans
    elsewhere = _known_elsewhere(catalogue, index)
    ours = catalogue.owner < topics
    rows: list[list[Floats]] = [[], [], [], []]
    for place, likeness in enumerate(index.among_themselves()):
        without = replace(likeness, known=float(elsewhere[place]))
        both = ((0, held, likeness), (2, unknown, without))
        for at, scores, like in both if ours[place] else both[:1]:
            mine = scores[place]
            rows[at].append(signs(mine[:topics], like, spans[:topics], catalogue.strangeness(mine)))
            rows[at + 1].append(service_signs(mine[:spoken], topics, like, spans))
    seen, service = map(np.array, rows[:2])
    strange, strange_service = (np.array(part, np.float32).reshape(-1, SIGNS) for part in rows[2:])
    none = np.full(len(strange), -1)
    return (
        Experience(held, seen, service, catalogue.owner),
        Experience(unknown[ours], strange, strange_service, none),
    )


def _known_elsewhere(catalogue: Catalogue, index: Index) -> Floats:
    """The share of each phrasing's n-grams that another intent has too."""
    rows = index.rows()
    cells, many = rows.tocoo(), len(catalogue.names)
    pairs = np.unique(cells.col.astype(np.int64) * many + catalogue.owner[cells.row])
    shared = np.bincount(pairs // many, minlength=rows.shape[1]) > 1
    return np.asarray(rows.multiply(rows) @ shared.astype(np.float32), np.float32)


def judge(catalogue: Catalogue, seen: Experience, unseen: Experience) -> Judge:
    """Learn the probabilities and the thresholds."""
    topics = catalogue.topics
    alone = np.bincount(catalogue.owner, minlength=len(catalogue.names))[catalogue.owner] < 2
    useful = (catalogue.owner < topics) & ~alone
    hits = _ranks(seen.scores[useful, :topics], seen.owner[useful])
    unknown = unseen.signs if topics > 1 else unseen.signs[:0]
    strange = catalogue.owner >= catalogue.spoken
    wrong = _Wrong(unknown, seen.signs[strange])
    known = seen.signs[useful]
    first, three = _fit(known, hits < 1, wrong), _fit(known, hits < 3, wrong)
    answer_at = _answer_threshold(first, known, hits < 1, wrong)
    offer_at = _offer_threshold(three, wrong)
    service = _fit_service(catalogue, seen, unseen, ~alone)
    return Judge(first, three, service, answer_at, offer_at, 0.5)


@dataclass(frozen=True, eq=False)
class _Wrong:
    """Signs [m, s] of what no topic answers: phrasings of topics held out, and of strangers.

    A held-out topic's neighbours stay, so it is answered wrongly, and offered something, about
    three times as often as questions from outside.
    """

    held_out: Floats
    strange: Floats

    @property
    def weight(self) -> float:
        """How much a held-out topic's phrasing counts."""
        return _LESS if len(self.strange) >= _FEW else _UNKNOWN_WEIGHT

    def answered(self, first: Logistic, threshold: float) -> bool:
        """Whether too many would be answered."""
        if len(self.strange) >= _FEW:
            return _share_of(first, self.strange, threshold) > _ANSWERED
        return _share_of(first, self.held_out, threshold) > _LEAKAGE


def _share_of(first: Logistic, signs: Floats, threshold: float) -> float:
    return float((first.chances(signs) >= threshold).mean())


def _ranks(scores: Floats, owner: Places) -> Places:
    """At which place the right intent stands: 0 is first."""
    own = np.take_along_axis(scores, owner[:, None], axis=1)
    return np.asarray((scores > own).sum(axis=1))


def _fit(known: Floats, true: NDArray[np.bool_], wrong: _Wrong) -> Logistic:
    expected = np.zeros((len(_EXPECTED), SIGNS), np.float32)
    expected[:, : len(_EXPECTED[0])] = _EXPECTED
    parts = [
        (known, true, 1.0),
        (wrong.held_out, np.zeros(len(wrong.held_out), bool), wrong.weight),
        (wrong.strange, np.zeros(len(wrong.strange), bool), 1.0),
        (expected, np.array(_EXPECTED_TRUE), _EXPECTED_WEIGHT),
    ]
    rows = np.concatenate([signs.reshape(-1, SIGNS) for signs, _, _ in parts])
    weights = np.concatenate([np.full(len(signs), weight) for signs, _, weight in parts])
    outcomes = np.concatenate([outcome for _, outcome, _ in parts])
    return Logistic.fit(rows, outcomes, weights.astype(np.float32))


def _fit_service(
    catalogue: Catalogue, seen: Experience, unseen: Experience, usual: NDArray[np.bool_]
) -> Logistic | None:
    topics, spoken = catalogue.topics, catalogue.spoken
    if topics == spoken:
        return None
    best = topics + seen.scores[:, topics:spoken].argmax(axis=1)
    true = best == seen.owner
    nothing = np.zeros((0, SIGNS), np.float32)
    strange = _Wrong(unseen.service_signs, nothing)
    return _fit(seen.service_signs[usual], true[usual], strange)


# Phrasings are chosen to differ, and strangers to come near, so both are harder than what people
# ask: on questions nobody had learned from, wrong answers were a third to a quarter as many.
_PRECISION, _ANSWERED, _LEAKAGE = 0.965, 0.1, 0.1
_NOT_OFFERED, _OFFERED = 0.7, 0.43
_LOWEST, _HIGHEST = 0.45, 0.85
_FEW = 200  # observations below which nothing is chosen by them
_USUAL = (0.7, 0.35)


def _answer_threshold(
    first: Logistic, known: Floats, true: NDArray[np.bool_], wrong: _Wrong
) -> float:
    """The lowest probability from which answers are right and the unknown stays unanswered."""
    if len(known) < _FEW or not len(wrong.held_out):
        return _USUAL[0]
    chances = first.chances(known)
    for threshold in np.arange(_LOWEST, _HIGHEST, 0.01):
        answered = chances >= threshold
        precise = answered.any() and true[answered].mean() >= _PRECISION
        if precise and not wrong.answered(first, threshold):
            return float(threshold)
    return _HIGHEST


def _offer_threshold(three: Logistic, wrong: _Wrong) -> float:
    """The lowest probability from which few of the unknown questions are offered anything."""
    signs, share = wrong.strange, _NOT_OFFERED
    if len(signs) < _FEW:
        signs, share = wrong.held_out, 1 - _OFFERED
    if len(signs) < _FEW:
        return _USUAL[1]
    return float(np.clip(np.quantile(three.chances(signs), share), 0.2, 0.6))
