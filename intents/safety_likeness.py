"""How much a message is like the examples of crises: for wording that no pattern foresees.

Kernel ridge regression on the letters (character n-grams) and, where an encoder is at hand, on the
meaning. By letters alone the kernel is a plain product of vectors, so it is solved for the n-grams
themselves, which takes a second; with the meaning it is solved for the examples.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
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
from intents.ridge import Floats, Progress, spans_of
from intents.romanised import Look
from intents.store import keep, restore

_BOTH = Recipe(share=0.3, sharpness=2.0, ridge=0.1)
_LETTERS_RIDGE = 0.3
# Phrasings that are learned beside the examples: any, and those most like a crisis. More would
# drown the examples.
_ORDINARY, _LIKE_A_CRISIS = 1000, 500
_NEAREST = 5  # examples that tell how like a crisis a phrasing is
_HELD = 5  # every so many-th text is held back once, to see what unknown texts score
# Shares of unknown ordinary texts and of unknown look-alikes that may raise an alarm by likeness
# alone; and of ordinary texts that a pattern may make one of: more where letters alone doubt it.
_FALSE, _FALSE_ALIKE = 0.012, 0.03
_DOUBTFUL, _DOUBTFUL_BY_LETTERS = 0.1, 0.3


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
    """Learned from examples; made by `learn`, safe to share.

    kinds: of crises; letters: [n-grams, 1 + kinds] what each n-gram speaks for; points, weights:
    [n, 384] and [n, 1 + kinds] of the known texts, empty without an encoder; high: the score from
    which it is an alarm by itself; low: up to which even a pattern is none.
    """

    kinds: tuple[str, ...]
    vectorizer: Vectorizer
    letters: Floats
    centres: Centres
    points: Floats
    weights: Floats
    high: float
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
    ) -> "Likeness | None":
        """Learned with an engine's eyes, or loaded; None where there is nothing to learn from.

        topics, services: the phrasings, as what ordinary messages are like.
        """
        ordinary, others = _ordinary(topics, services)
        if not ordinary or not any(one.kind for one in examples):
            return None
        path = _place(engine.signature, examples, cache)
        known = restore(path, _KINDS) if path else None
        if isinstance(known, cls):
            return known
        tell = progress or (lambda step, share: None)
        with threads.all_of_them():

            def seen(texts: Sequence[Phrasing | Example]) -> list[Look]:
                return engine.looks([(one.language, one.text) for one in texts], cache, progress)

            kinds = [(one.kind, look) for one, look in zip(examples, seen(examples), strict=True)]
            places = _most_like_a_crisis(seen(others), kinds, engine.centres)
            hard = seen([others[place] for place in places])
            learned = cls.learn(
                kinds, seen(ordinary), hard, engine.centres, lambda share: tell("danger", share)
            )
        keep(path, learned)
        return learned

    @staticmethod
    def is_kept(signature: str, examples: Sequence[Example], cache: Path) -> bool:
        """Whether `of` would only have to load it; signature: the engine's."""
        path = _place(signature, examples, cache)
        return path is not None and path.exists()

    @classmethod
    def learn(
        cls,
        examples: Sequence[tuple[str, Look]],
        ordinary: Sequence[Look],
        hard: Sequence[Look],
        centres: Centres,
        progress: Progress | None = None,
    ) -> "Likeness":
        """From examples, each with its kind ("" for harmless), and ordinary texts.

        hard: more ordinary texts, chosen as they are like a crisis, so that they do not tell how
        often others are; centres: of the languages, which the vectors are seen from.
        Raises ValueError when there is no crisis or no ordinary text among them.
        """
        if not any(kind for kind, _ in examples) or not ordinary:
            raise ValueError("Learning needs examples of a crisis and ordinary texts: give both.")
        tell = progress or (lambda share: None)
        known = [*examples, *(("", look) for look in ordinary)]
        held = np.arange(len(known)) % _HELD == 0
        kept = [one for one, out in zip(known, held, strict=True) if not out]
        unknown = [one for one, out in zip(known, held, strict=True) if out]
        beside = [("", look) for look in hard]
        part = _learned([*kept, *beside], centres, lambda share: tell(share / 3))
        scores = np.array([part.resemblance(look).score for _, look in unknown])
        del part  # its memory is needed for the whole
        whole = _learned([*known, *beside], centres, lambda share: tell((1 + 2 * share) / 3))
        harmless = np.array([not kind for kind, _ in unknown])
        usual = np.flatnonzero(held) >= len(examples)
        return _with_thresholds(whole, scores[usual], scores[harmless & ~usual])

    def resemblance(self, look: Look) -> Resemblance:
        """How much a text is like a crisis."""
        alarm, *kinds = self._scores(look)
        return Resemblance(float(alarm), self.kinds[int(np.argmax(kinds))])

    def _scores(self, look: Look) -> Floats:
        _, features, values = self.vectorizer.transform([look.letters])
        scores = values @ self.letters[features]
        if not len(self.points):
            return np.asarray(scores)
        near = np.full(len(self.points), -1, np.float32)  # a text without meaning is far from all
        if look.vector is not None:
            near = self.points @ self.centres.centred(look.vector[None], [look.kind])[0]
        # The letters' part of the kernel is in the scores already.
        return np.asarray(scores + _BOTH.mix(np.zeros_like(near), near) @ self.weights)


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


def _most_like_a_crisis(
    looks: Sequence[Look], examples: Sequence[tuple[str, Look]], centres: Centres
) -> list[int]:
    """The places of texts nearer to crises than to their look-alikes; none without meaning."""
    if not looks or not _have_meaning(looks):
        return []
    crises = [look for kind, look in examples if kind]
    alike = [look for kind, look in examples if not kind]
    near = _nearness(looks, crises, centres) - _nearness(looks, alike, centres)
    return [int(place) for place in np.argsort(-near, kind="stable")[:_LIKE_A_CRISIS]]


def _nearness(looks: Sequence[Look], to: Sequence[Look], centres: Centres) -> Floats:
    """The mean cosine of each text with those nearest to it: [looks]; 0 where there are none."""
    found, most = np.zeros(len(looks), np.float32), min(_NEAREST, len(to))
    if not most:
        return found
    points, others = _points(looks, centres), _points(to, centres)
    for span in spans_of(len(looks)):
        cosines = points[span] @ others.T
        found[span] = np.partition(cosines, -most, axis=1)[:, -most:].mean(axis=1)
    return found


def _have_meaning(looks: Iterable[Look]) -> bool:
    return all(look.vector is not None for look in looks)


def _points(looks: Sequence[Look], centres: Centres) -> Floats:
    return centres.centred(np.array([look.vector for look in looks]), [look.kind for look in looks])


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _learned(known: Sequence[tuple[str, Look]], centres: Centres, progress: Progress) -> Likeness:
    looks = [look for _, look in known]
    kinds = tuple(sorted({kind for kind, _ in known} - {""}))
    targets = _targets([kind for kind, _ in known], kinds)
    texts = [look.letters for look in looks]
    vectorizer = Vectorizer.fit(texts)
    rows = Postings.of(vectorizer, texts).matrix(len(vectorizer.hashes))
    if not _have_meaning(looks):
        none = np.zeros((0, 0), np.float32)
        letters = _by_letters(rows, targets)
        return Likeness(kinds, vectorizer, letters, centres, none, none, 0.0, 0.0)
    points = _points(looks, centres)
    weights = solve(rows, points, _BOTH, targets, progress)
    letters = np.asarray(rows.T @ weights, np.float32) * np.float32(_BOTH.share)
    return Likeness(kinds, vectorizer, letters, centres, points, weights, 0.0, 0.0)


def _targets(known: Sequence[str], kinds: Sequence[str]) -> Floats:
    """1 and -1: a crisis at all, then each kind: [texts, 1 + kinds]."""
    rows = [[bool(kind), *(kind == one for one in kinds)] for kind in known]
    return np.where(np.array(rows), 1, -1).astype(np.float32)


def _by_letters(rows: Any, targets: Floats) -> Floats:
    from scipy.sparse.linalg import lsqr  # costs half a second: only when training

    damp = float(np.sqrt(_LETTERS_RIDGE))
    solved = [lsqr(rows, column, damp=damp, iter_lim=200)[0] for column in targets.T]
    return np.array(solved, np.float32).T


def _with_thresholds(whole: Likeness, ordinary: Floats, alike: Floats) -> Likeness:
    """Where hardly any harmless text that was not learned would raise an alarm.

    ordinary, alike: what such texts and such look-alikes score.
    """
    high = max(
        float(np.quantile(ordinary, 1 - _FALSE)),
        float(np.quantile(alike, 1 - _FALSE_ALIKE)) if len(alike) else -1.0,
    )
    doubtful = _DOUBTFUL if len(whole.points) else _DOUBTFUL_BY_LETTERS
    low = float(np.quantile(ordinary, 1 - doubtful))
    return replace(whole, high=high, low=min(low, high))


_KINDS = (Likeness, Vectorizer, Centres)


def _place(signature: str, examples: Sequence[Example], cache: Path | None) -> Path | None:
    """Where it is kept: it depends on the engine, the examples and this code."""
    if cache is None:
        return None
    digest = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=16)
    digest.update(signature.encode())
    for one in examples:
        digest.update(f"\0{one.kind}\0{one.language}\0{one.text}".encode("utf-8", "replace"))
    return cache / f"likeness-{digest.hexdigest()}.npz"
