"""Learns a catalogue: solves the ridge, then judges itself on what it would say unlearned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.calibration import Logistic
from intents.index import Index, Recipe
from intents.judge import Judge, Spans, signs
from intents.ridge import Floats, Inverse, Places, left_out

Progress = Callable[[float], None]

# An unknown question counts less than a known one: more people ask what there is an answer for.
_UNKNOWN_WEIGHT = 0.25
_ROWS = 512  # phrasings whose cosines are held at a time
# What is expected before anything is seen: signs (score, lead, letters, meaning) of a right first,
# of a doubtful and of a wrong one. It outweighs only catalogues of a few phrasings.
_EXPECTED = ((0.9, 0.8, 0.7, 0.8), (0.5, 0.3, 0.4, 0.5), (0.15, 0.05, 0.1, 0.1))
_EXPECTED_TRUE = (True, True, False)
_EXPECTED_WEIGHT = 4.0


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Which phrasing belongs to which intent: topics first, phrasings of an intent together.

    names: intents; topics: how many of them are topics; owner: [n] the intent of each phrasing;
    languages: [n] the language of each phrasing.
    """

    names: tuple[str, ...]
    topics: int
    owner: Places
    languages: tuple[str, ...]

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

    def whole_intents(self) -> list[Places]:
        """The phrasings of each intent."""
        return [np.arange(start, end) for start, end in self.spans]

    def halves(self) -> list[Places]:
        """Half of the phrasings of each intent and language, then the other half."""
        groups: dict[tuple[int, str, int], list[int]] = {}
        seen: dict[tuple[int, str], int] = {}
        for place, owner in enumerate(self.owner.tolist()):
            key = (owner, self.languages[place])
            seen[key] = seen.get(key, -1) + 1
            groups.setdefault((*key, seen[key] % 2), []).append(place)
        return [np.array(group) for group in groups.values()]


@dataclass(frozen=True, eq=False)
class Experience:
    """What phrasings would have looked like to an engine that had not learned them.

    scores: [m, intents]; signs: of the best topic [m, 4]; service_signs: of the best service
    intent [m, 4], or empty; owner: [m] the right intent, -1 where it was not learned at all.
    """

    scores: Floats
    signs: Floats
    service_signs: Floats
    owner: Places


def learn(
    catalogue: Catalogue, index: Index, recipe: Recipe, progress: Progress | None = None
) -> tuple[Floats, Judge]:
    """The ridge's weights [n, intents], and the judge of its scores."""
    targets = catalogue.targets()
    inverse = Inverse(index.kernel(recipe), len(targets), recipe.ridge, progress)
    weights = inverse.solve(targets)
    held = left_out(inverse, weights, targets, catalogue.halves())
    unknown = left_out(inverse, weights, targets, catalogue.whole_intents())
    del inverse
    seen = _experience(catalogue, index, held, catalogue.owner)
    unseen = _experience(catalogue, index, unknown, np.full(len(targets), -1))
    return weights, judge(catalogue, seen, unseen)


def _experience(catalogue: Catalogue, index: Index, scores: Floats, owner: Places) -> Experience:
    topics, spans = catalogue.topics, catalogue.spans
    rows, service_rows = [], []
    for place, letters, meaning in _cosines(index):
        own = scores[place]
        rows.append(signs(own[:topics], letters, meaning, spans[:topics]))
        service_rows.append(service_signs(own, topics, letters, meaning, spans))
    return Experience(scores, np.array(rows), np.array(service_rows), owner)


def service_signs(
    scores: Floats, topics: int, letters: Floats, meaning: Floats | None, spans: Spans
) -> Floats:
    """The signs of the best service intent; its lead is over the best topic."""
    found = signs(scores[topics:], letters, meaning, spans[topics:])
    if topics and len(scores) > topics:
        found[1] = found[0] - scores[:topics].max()
    return found


def _cosines(index: Index) -> Iterator[tuple[int, Floats, Floats | None]]:
    """For each phrasing its cosines with all others; with itself none."""
    sparse = index.postings.matrix(len(index.vectorizer.hashes))
    turned = sparse.T.tocsc()
    for start in range(0, index.postings.size, _ROWS):
        span = slice(start, start + _ROWS)
        letters = (sparse[span] @ turned).toarray()
        meaning = index.points[span] @ index.points.T if index.has_meaning else None
        for row in range(len(letters)):
            letters[row, start + row] = 0
            if meaning is not None:
                meaning[row, start + row] = -1
            yield start + row, letters[row], None if meaning is None else meaning[row]


def judge(catalogue: Catalogue, seen: Experience, unseen: Experience) -> Judge:
    """Learn the probabilities and the thresholds."""
    topics = catalogue.topics
    alone = np.bincount(catalogue.owner, minlength=len(catalogue.names))[catalogue.owner] < 2
    useful = (catalogue.owner < topics) & ~alone
    hits = _ranks(seen.scores[useful, :topics], seen.owner[useful])
    unknown = catalogue.owner < topics if topics > 1 else np.zeros(len(unseen.signs), bool)
    known_signs, unknown_signs = seen.signs[useful], unseen.signs[unknown]
    first = _fit(known_signs, hits < 1, unknown_signs)
    three = _fit(known_signs, hits < 3, unknown_signs)
    answer_at = _answer_threshold(first, known_signs, hits < 1, unknown_signs)
    offer_at = _offer_threshold(three, unknown_signs)
    service = _fit_service(catalogue, seen, ~alone)
    return Judge(first, three, service, answer_at, offer_at, 0.5)


def _ranks(scores: Floats, owner: Places) -> Places:
    """At which place the right intent stands: 0 is first."""
    own = np.take_along_axis(scores, owner[:, None], axis=1)
    return np.asarray((scores > own).sum(axis=1))


def _fit(known: Floats, true: NDArray[np.bool_], unknown: Floats) -> Logistic:
    expected = np.array(_EXPECTED, np.float32)
    rows = np.concatenate([known.reshape(-1, 4), unknown.reshape(-1, 4), expected])
    outcomes = [true, np.zeros(len(unknown), bool), np.array(_EXPECTED_TRUE)]
    weight = np.concatenate([
        np.ones(len(known)), np.full(len(unknown), _UNKNOWN_WEIGHT),
        np.full(len(expected), _EXPECTED_WEIGHT),
    ])  # fmt: skip
    return Logistic.fit(rows, np.concatenate(outcomes), weight.astype(np.float32))


def _fit_service(
    catalogue: Catalogue, seen: Experience, usual: NDArray[np.bool_]
) -> Logistic | None:
    topics = catalogue.topics
    if topics == len(catalogue.names):
        return None
    best = topics + seen.scores[:, topics:].argmax(axis=1)
    true = best == seen.owner
    empty = np.zeros((0, 4), np.float32)
    return _fit(seen.service_signs[usual], true[usual], empty)


_PRECISION, _LEAKAGE, _OFFERED = 0.98, 0.05, 0.22
_FEW = 200  # observations below which thresholds are not learned
_USUAL = (0.7, 0.3)


def _answer_threshold(
    first: Logistic, known: Floats, true: NDArray[np.bool_], unknown: Floats
) -> float:
    """The lowest probability from which answers are right and the unknown stays unanswered."""
    if len(known) < _FEW or not len(unknown):
        return _USUAL[0]
    chances, strangers = first.chances(known), first.chances(unknown)
    for threshold in np.arange(0.5, 0.9, 0.01):
        answered = chances >= threshold
        precise = answered.any() and true[answered].mean() >= _PRECISION
        if precise and (strangers >= threshold).mean() <= _LEAKAGE:
            return float(threshold)
    return 0.9


def _offer_threshold(three: Logistic, unknown: Floats) -> float:
    """The lowest probability from which few of the unknown questions are offered anything."""
    if len(unknown) < _FEW:
        return _USUAL[1]
    return float(np.clip(np.quantile(three.chances(unknown), 1 - _OFFERED), 0.15, 0.6))
