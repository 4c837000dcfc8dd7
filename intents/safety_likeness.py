"""How much a message is like the examples of crises: for wording that no pattern foresees.

Kernel ridge regression on the letters (character n-grams) and, where an encoder is at hand, on the
meaning. By letters alone the kernel is a plain product of vectors, so it is solved for the n-grams
themselves, which takes a second; with the meaning it is solved for the examples.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from intents import threads
from intents.engine import Engine
from intents.index import Centres, Recipe
from intents.iterative import solve
from intents.model import OUT_OF_SCOPE, Phrasing
from intents.ngrams import Postings, Vectorizer
from intents.ridge import Floats, Places, Progress, spans_of
from intents.romanised import Look
from intents.store import NotKeptError, keep, restore

_BOTH = Recipe(share=0.3, sharpness=2.0, ridge=0.1)
_LETTERS_RIDGE = 0.3
# Phrasings that are learned beside the examples: any, and those most like a crisis. More would
# drown the examples.
_ORDINARY, _LIKE_A_CRISIS = 1000, 500
_NEAREST = 5  # examples that tell how like a crisis a phrasing is
_HELD = 5  # every so many-th text is held back once, to see what unknown texts score
# Shares of unknown ordinary texts and of unknown look-alikes that may raise an alarm by likeness
# alone; and of ordinary texts that a pattern may make one of: more where letters alone doubt it.
_FALSE, _FALSE_ALIKE = 0.012, 0.025
_DOUBTFUL, _DOUBTFUL_BY_LETTERS = 0.1, 0.3
# Share of unknown crises that are less like one than a sentence among ordinary ones must be.
_CERTAIN, _CERTAIN_BY_LETTERS = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Example:
    """A text somebody may write; `kind` is "danger", "suicide", "medical" or "" for harmless."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a message is like a crisis (about -1 to 1), and like which kind."""

    score: float
    kind: str


@dataclass(frozen=True, eq=False)
class Likeness:
    """Learned from examples; made by `of`, safe to share.

    kinds: of crises; letters: [n-grams, 1 + kinds] what each n-gram speaks for; points, weights:
    [n, 384] and [n, 1 + kinds] of the known texts, [n, 0] and empty without an encoder; high: the
    score from which it is an alarm by itself; certain: from which one sentence among others is;
    low: up to which even a pattern is none.
    """

    kinds: tuple[str, ...]
    vectorizer: Vectorizer
    letters: Floats
    centres: Centres
    points: Floats
    weights: Floats
    high: float
    certain: float
    low: float

    @classmethod
    def of(
        cls,
        engine: Engine,
        examples: Sequence[Example],
        topics: Sequence[Phrasing],
        services: Sequence[Phrasing] = (),
        cache: Path | None = None,
        progress: Callable[[str, float], None] | None = None,
        *,
        only_kept: bool = False,
    ) -> "Likeness | None":
        """Learned with an engine's eyes, or loaded; None where there is nothing to learn from.

        topics, services: the phrasings, as what ordinary messages are like. Raises NotKeptError
        when it would have to learn though it takes `only_kept`.
        """
        ordinary, others = _ordinary(topics, services)
        if not ordinary or not any(one.kind for one in examples):
            return None
        path = _place(engine.signature, examples, cache)
        known = restore(path, cls, _PARTS) if path else None
        if known is not None:
            return known
        if only_kept:
            raise NotKeptError
        tell = progress or (lambda step, share: None)

        def seen(texts: Sequence[Phrasing | Example]) -> _Texts:
            own = [(one.language, one.text) for one in texts]
            return _Texts.of(engine.looks(own, cache, progress), engine.centres)

        with threads.all_of_them():
            kinds = [*(one.kind for one in examples), *("" for _ in ordinary)]
            texts = seen([*examples, *ordinary])
            hard = _most_like_a_crisis(seen(others), texts, kinds[: len(examples)])
            texts = texts.and_(seen([others[place] for place in hard]))
            learned = _learn(
                texts, kinds, len(examples), engine.centres, lambda share: tell("danger", share)
            )
        keep(path, learned)
        return learned

    def resemblance(self, look: Look) -> Resemblance:
        """How much a text is like a crisis."""
        text = _Texts.of([look], self.centres)
        alarm, *kinds = self.scores(text.letters[0], text.points[0])
        return Resemblance(float(alarm), self.kinds[int(np.argmax(kinds))])

    def scores(self, letters: str, point: Floats) -> Floats:
        """How much a text is like a crisis, and like each kind; point: [384], or [0] without."""
        _, features, values = self.vectorizer.transform([letters])
        found = values @ self.letters[features]
        if not self.points.size:
            return np.asarray(found)
        near = np.full(len(self.points), -1, np.float32)  # a text without meaning is far from all
        if len(point):
            near = self.points @ point
        # The letters' part of the kernel is in what was found already.
        return np.asarray(found + _BOTH.mix(np.zeros_like(near), near) @ self.weights)


@dataclass(frozen=True, eq=False)
class _Texts:
    """Texts as they are compared: their letters, and their centred vectors [n, 384] or [n, 0]."""

    letters: list[str]
    points: Floats

    @classmethod
    def of(cls, looks: Sequence[Look], centres: Centres) -> "_Texts":
        """Points only where all of them have a vector."""
        letters, vectors = [look.letters for look in looks], [look.vector for look in looks]
        if not looks or any(vector is None for vector in vectors):
            return cls(letters, np.zeros((len(looks), 0), np.float32))
        points = centres.centred(np.array(vectors), [look.kind for look in looks])
        return cls(letters, points.astype(np.float32, copy=False))

    def one(self, place: int) -> tuple[str, Floats]:
        """The letters and the point of one."""
        return self.letters[place], self.points[place]

    def at(self, places: Places) -> "_Texts":
        """Those at some places."""
        return _Texts([self.letters[place] for place in places], self.points[places])

    def and_(self, more: "_Texts") -> "_Texts":
        """These, then more of them; without more, these."""
        if not more.letters:
            return self
        return _Texts([*self.letters, *more.letters], np.concatenate([self.points, more.points]))


def _ordinary(
    topics: Sequence[Phrasing], services: Sequence[Phrasing]
) -> tuple[list[Phrasing], list[Phrasing]]:
    """All small talk, short and easily mistaken, with some of all other phrasings; and the rest.

    They are chosen by their hash: always the same ones, whatever is added.
    """
    talk = [one for one in services if one.intent != OUT_OF_SCOPE]
    rest = [*topics, *(one for one in services if one.intent == OUT_OF_SCOPE)]
    rest.sort(key=lambda one: _hash(one.text))
    return [*talk, *rest[:_ORDINARY]], rest[_ORDINARY:]


def _most_like_a_crisis(others: _Texts, texts: _Texts, kinds: Sequence[str]) -> Places:
    """The places of those nearer to crises than to their look-alikes; none without meaning.

    kinds: of the examples, which the texts begin with.
    """
    if not others.points.size:
        return np.zeros(0, np.int64)
    crises = np.flatnonzero([bool(kind) for kind in kinds])
    alike = np.flatnonzero([not kind for kind in kinds])
    near = _nearness(others, texts.at(crises)) - _nearness(others, texts.at(alike))
    return np.argsort(-near, kind="stable")[:_LIKE_A_CRISIS]


def _nearness(texts: _Texts, others: _Texts) -> Floats:
    """The mean cosine of each text with those nearest to it: [texts]; 0 where there are none."""
    found, most = np.zeros(len(texts.points), np.float32), min(_NEAREST, len(others.points))
    if not most:
        return found
    for span in spans_of(len(found)):
        cosines = texts.points[span] @ others.points.T
        found[span] = np.partition(cosines, -most, axis=1)[:, -most:].mean(axis=1)
    return found


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _learn(
    texts: _Texts, kinds: Sequence[str], examples: int, centres: Centres, progress: Progress
) -> Likeness:
    """What all texts teach, with thresholds from those that were held back once.

    kinds: of so many examples, then of ordinary texts ("" for harmless). Texts after them are
    ordinary too, but were chosen: they do not tell how often others are like a crisis.
    """
    names = tuple(sorted({*kinds} - {""}))
    targets = _targets([*kinds, *[""] * (len(texts.letters) - len(kinds))], names)
    places = np.arange(len(targets))
    held = places[: len(kinds) : _HELD]
    kept = np.setdiff1d(places, held)
    part = _learned(
        texts.at(kept), targets[kept], names, centres, lambda share: progress(share / 3)
    )
    scores = np.array([part.scores(*texts.one(place))[0] for place in held])
    del part  # its memory is needed for the whole
    whole = _learned(texts, targets, names, centres, lambda share: progress((1 + 2 * share) / 3))
    usual, harmless = held >= examples, targets[held, 0] < 0
    crises, alike = scores[~harmless], scores[harmless & ~usual]
    return _with_thresholds(whole, crises, alike, scores[usual])


def _learned(
    texts: _Texts, targets: Floats, kinds: tuple[str, ...], centres: Centres, progress: Progress
) -> Likeness:
    vectorizer = Vectorizer.fit(texts.letters)
    rows = Postings.of(vectorizer, texts.letters).matrix(len(vectorizer.hashes))
    if texts.points.size:
        weights = solve(rows, texts.points, _BOTH, targets, progress)
        letters = np.asarray(rows.T @ weights, np.float32) * np.float32(_BOTH.share)
    else:
        weights, letters = np.zeros((0, 0), np.float32), _by_letters(rows, targets)
    return Likeness(kinds, vectorizer, letters, centres, texts.points, weights, 0.0, 0.0, 0.0)


def _targets(known: Sequence[str], kinds: Sequence[str]) -> Floats:
    """1 and -1: a crisis at all, then each kind: [texts, 1 + kinds]."""
    rows = [[bool(kind), *(kind == one for one in kinds)] for kind in known]
    return np.where(np.array(rows), 1, -1).astype(np.float32)


def _by_letters(rows: Any, targets: Floats) -> Floats:
    from scipy.sparse.linalg import lsqr  # costs half a second: only when training

    damp = float(np.sqrt(_LETTERS_RIDGE))
    solved = [lsqr(rows, column, damp=damp, iter_lim=200)[0] for column in targets.T]
    return np.array(solved, np.float32).T


def _with_thresholds(whole: Likeness, crises: Floats, alike: Floats, ordinary: Floats) -> Likeness:
    """Where hardly any harmless text that was not learned would raise an alarm.

    crises, alike, ordinary: what unknown crises, their look-alikes and ordinary texts score.
    """
    high = max(
        float(np.quantile(ordinary, 1 - _FALSE)),
        float(np.quantile(alike, 1 - _FALSE_ALIKE)) if len(alike) else -1.0,
    )
    meaning = bool(whole.points.size)
    share = _CERTAIN if meaning else _CERTAIN_BY_LETTERS
    certain = float(np.quantile(crises, share)) if len(crises) else high
    doubtful = _DOUBTFUL if meaning else _DOUBTFUL_BY_LETTERS
    low = float(np.quantile(ordinary, 1 - doubtful))
    return replace(whole, high=high, certain=max(certain, high), low=min(low, high))


_PARTS = (Vectorizer, Centres)


def _place(signature: str, examples: Sequence[Example], cache: Path | None) -> Path | None:
    """Where it is kept: it depends on the engine, the examples and this code."""
    if cache is None:
        return None
    digest = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=16)
    digest.update(signature.encode())
    for one in examples:
        digest.update(f"\0{one.kind}\0{one.language}\0{one.text}".encode("utf-8", "replace"))
    return cache / f"likeness-{digest.hexdigest()}.npz"
