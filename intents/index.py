"""The known phrasings as points: how like each of them an utterance is, by letters and meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from intents import threads
from intents.ngrams import Postings, Vectorizer
from intents.ridge import Floats, Places, spans_of

_ROWS = 128  # phrasings whose cosines are held at a time, by each core
_SHRINK = 30.0  # phrasings' worth of the common centre in the centre of each language


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the kernel is mixed: share of the n-grams, sharpness of meaning, ridge."""

    share: float
    sharpness: float
    ridge: float

    def mix(self, letters: Floats, meaning: Floats | None) -> Floats:
        """The kernel from the two cosines."""
        if meaning is None:
            return letters
        near = self.near(meaning)
        return np.asarray(np.float32(self.share) * letters + np.float32(1 - self.share) * near)

    def near(self, meaning: Floats | np.float32) -> Floats:
        """The half of meaning, from its cosine."""
        return np.asarray(np.exp(np.float32(self.sharpness) * (meaning - 1)))


LETTERS_ONLY = Recipe(share=1.0, sharpness=0.0, ridge=0.3)
BOTH = Recipe(share=0.35, sharpness=2.0, ridge=0.05)


@dataclass(frozen=True, eq=False)
class Likeness:
    """An utterance beside the phrasings.

    letters, meaning: its cosines with them [n]; known: the share (0 to 1) of its n-grams that are
    known; words: how many it has.
    """

    letters: Floats
    meaning: Floats | None
    known: float
    words: int


@dataclass(frozen=True, eq=False)
class Centres:
    """The mean vector of each kind of text (language and script), subtracted before comparing.

    Vectors of one language lie together; without this, language counts more than meaning.
    """

    kinds: tuple[tuple[str, str], ...]
    means: Floats
    common: Floats

    @classmethod
    def of(cls, kinds: Sequence[tuple[str, str]], vectors: Floats) -> "Centres":
        """Learn from the kind and vector of each text; small kinds lean on the common centre."""
        known = tuple(sorted(set(kinds)))
        common = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], np.float32)
        number = {kind: place for place, kind in enumerate(known)}
        owner = np.array([number[kind] for kind in kinds], dtype=np.int64)
        sums = np.zeros((len(known), vectors.shape[1]), np.float32)
        np.add.at(sums, owner, vectors)
        counts = np.bincount(owner, minlength=len(known))[:, None]
        means = (sums + _SHRINK * common) / (counts + _SHRINK)
        return cls(known, means.astype(np.float32), common.astype(np.float32))

    def centred(self, vectors: Floats, kinds: Sequence[tuple[str, str]]) -> Floats:
        """The vectors seen from the centre of their kind, of length 1."""
        number = {kind: place for place, kind in enumerate(self.kinds)}
        rows = [self.means[number[k]] if k in number else self.common for k in kinds]
        moved = vectors - np.array(rows, np.float32).reshape(vectors.shape)
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6))


@dataclass(frozen=True, eq=False)
class Index:
    """The phrasings by their n-grams, and by their centred vectors [n, 384] (or [n, 0]).

    words: [n] how many each has.
    """

    vectorizer: Vectorizer
    postings: Postings
    centres: Centres
    points: Floats
    words: Places

    @property
    def has_meaning(self) -> bool:
        """Whether the encoder's vectors are there."""
        return bool(self.points.shape[1])

    def likeness(
        self, letters: str, vector: Floats | None, kind: tuple[str, str], words: int
    ) -> Likeness:
        """How like the phrasings a text is, by the letters that are compared and by its vector.

        kind: its language and script; words: how many it has.
        """
        _, features, values = self.vectorizer.transform([letters])
        near = self.postings.similarities(features, values)
        return Likeness(near, self._meaning(vector, kind), float(values @ values), words)

    def _meaning(self, vector: Floats | None, kind: tuple[str, str]) -> Floats | None:
        if not self.has_meaning:
            return None
        if vector is None:  # nothing to read: as far from everything as can be
            return np.full(len(self.points), -1, np.float32)
        return np.asarray(self.points @ self.centres.centred(vector[None], [kind])[0], np.float32)

    def rows(self) -> Any:
        """The n-grams of the phrasings as a sparse matrix [n, features], for learning."""
        return self.postings.matrix(len(self.vectorizer.hashes))

    def among_themselves(self) -> Iterator[Likeness]:
        """How like the others each phrasing is; it is not like itself."""
        rows = self.rows()
        turned, known = rows.T.tocsr(), np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        spans = spans_of(self.postings.size, _ROWS)

        def cosines(span: slice) -> tuple[Floats, Floats | None]:
            letters = (rows[span] @ turned).toarray()
            return letters, self.points[span] @ self.points.T if self.has_meaning else None

        for span, (letters, meaning) in zip(spans, threads.in_order(cosines, spans), strict=True):
            for row, own in enumerate(letters, span.start):
                own[row] = 0
                other = None if meaning is None else meaning[row - span.start]
                if other is not None:
                    other[row] = -1
                yield Likeness(own, other, float(known[row]), int(self.words[row]))

    def kernel(self, recipe: Recipe) -> Iterator[list[Floats]]:
        """The lower half of the kernel between the phrasings, row of blocks by row of blocks.

        What it is made from is in memory only while the blocks are asked for.
        """
        rows, spans = self.rows(), spans_of(self.postings.size)
        parts = [rows[span] for span in spans]
        turned = [part.T.tocsr() for part in parts]

        def filled(job: tuple[int, int, Floats]) -> Floats:
            one, other, room = job
            letters = np.asarray((parts[one] @ turned[other]).toarray(), np.float32)
            meaning = None
            if self.has_meaning:
                meaning = self.points[spans[one]] @ self.points[spans[other]].T
            room[:] = recipe.mix(letters, meaning)
            return room

        sizes = [part.shape[0] for part in parts]
        for one in range(len(parts)):
            # The room is made here: what a thread gives away would lie between what it frees.
            jobs = (
                (one, other, np.empty((sizes[one], sizes[other]), np.float32))
                for other in range(one + 1)
            )
            yield list(threads.in_order(filled, jobs))
