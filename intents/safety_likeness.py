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
from intents.ridge import Floats, Progress
from intents.romanised import Look
from intents.store import keep, restore

_BOTH = Recipe(share=0.3, sharpness=2.0, ridge=0.1)
_LETTERS_RIDGE = 0.3
_ORDINARY = 2000  # phrasings that are learned beside the examples; more would drown them
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
        ordinary = _ordinary(topics, services)
        if not ordinary or not any(one.kind for one in examples):
            return None
        path = _place(engine.signature, examples, cache)
        known = restore(path, _KINDS) if path else None
        if isinstance(known, cls):
            return known
        tell = progress or (lambda step, share: None)
        with threads.all_of_them():
            own = engine.looks([(one.language, one.text) for one in examples], cache, progress)
            usual = engine.looks([(one.language, one.text) for one in ordinary], cache, progress)
            kinds = [(one.kind, look) for one, look in zip(examples, own, strict=True)]
            learned = cls.learn(kinds, usual, engine.centres, lambda share: tell("danger", share))
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
        centres: Centres,
        progress: Progress | None = None,
    ) -> "Likeness":
        """From examples, each with its kind ("" for harmless), and ordinary texts.

        centres: of the languages, which the vectors are seen from.
        Raises ValueError when there is no crisis or no ordinary text among them.
        """
        if not any(kind for kind, _ in examples) or not ordinary:
            raise ValueError("Learning needs examples of a crisis and ordinary texts: give both.")
        tell = progress or (lambda share: None)
        known = [*examples, *(("", look) for look in ordinary)]
        held = np.arange(len(known)) % _HELD == 0
        kept = [one for one, out in zip(known, held, strict=True) if not out]
        unknown = [one for one, out in zip(known, held, strict=True) if out]
        part = _learned(kept, centres, lambda share: tell(share / 3))
        whole = _learned(known, centres, lambda share: tell((1 + 2 * share) / 3))
        return _with_thresholds(whole, part, unknown, len(examples))

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


def _ordinary(topics: Sequence[Phrasing], services: Sequence[Phrasing]) -> list[Phrasing]:
    """All small talk, which is short and easily mistaken, and some of all other phrasings.

    They are chosen by their hash: always the same ones, whatever is added.
    """
    talk = [one for one in services if one.intent != OUT_OF_SCOPE]
    rest = [*topics, *(one for one in services if one.intent == OUT_OF_SCOPE)]
    return [*talk, *sorted(rest, key=lambda one: _hash(one.text))[:_ORDINARY]]


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _learned(known: Sequence[tuple[str, Look]], centres: Centres, progress: Progress) -> Likeness:
    looks = [look for _, look in known]
    kinds = tuple(sorted({kind for kind, _ in known} - {""}))
    targets = _targets([kind for kind, _ in known], kinds)
    texts = [look.letters for look in looks]
    vectorizer = Vectorizer.fit(texts)
    rows = Postings.of(vectorizer, texts).matrix(len(vectorizer.hashes))
    vectors = [look.vector for look in looks if look.vector is not None]
    if len(vectors) < len(looks):
        none = np.zeros((0, 0), np.float32)
        letters = _by_letters(rows, targets)
        return Likeness(kinds, vectorizer, letters, centres, none, none, 0.0, 0.0)
    points = centres.centred(np.array(vectors), [look.kind for look in looks])
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


def _with_thresholds(
    whole: Likeness, part: Likeness, unknown: Sequence[tuple[str, Look]], examples: int
) -> Likeness:
    """Where hardly any harmless text that was not learned would raise an alarm."""
    scores = np.array([part.resemblance(look).score for _, look in unknown])
    harmless = np.array([not kind for kind, _ in unknown])
    ordinary = np.arange(len(unknown)) * _HELD >= examples
    alike = scores[harmless & ~ordinary]
    high = max(
        float(np.quantile(scores[ordinary], 1 - _FALSE)),
        float(np.quantile(alike, 1 - _FALSE_ALIKE)) if len(alike) else -1.0,
    )
    doubtful = _DOUBTFUL if len(whole.points) else _DOUBTFUL_BY_LETTERS
    low = float(np.quantile(scores[ordinary], 1 - doubtful))
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
