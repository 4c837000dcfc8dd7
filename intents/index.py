"""The known phrasings as points: how like each of them an utterance is, by letters and meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.ngrams import Postings, Vectorizer
from intents.ridge import Floats, Kernel

_SHRINK = 10.0  # phrasings' worth of the common centre in the centre of each language


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
        near = np.exp(np.float32(self.sharpness) * (meaning - 1))
        return np.asarray(np.float32(self.share) * letters + np.float32(1 - self.share) * near)


LETTERS_ONLY = Recipe(share=1.0, sharpness=0.0, ridge=0.3)
BOTH = Recipe(share=0.15, sharpness=2.0, ridge=0.1)


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
    """The phrasings by their n-grams, and by their centred vectors [n, 384] (or [n, 0])."""

    vectorizer: Vectorizer
    postings: Postings
    centres: Centres
    points: NDArray[np.floating]

    @property
    def has_meaning(self) -> bool:
        """Whether the encoder's vectors are there."""
        return bool(self.points.shape[1])

    def letters(self, folded: str) -> Floats:
        """The n-gram cosine with every phrasing: [n]."""
        _, features, values = self.vectorizer.transform([folded])
        return self.postings.similarities(features, values)

    def meaning(self, vector: Floats | None, kind: tuple[str, str]) -> Floats | None:
        """The cosine of meaning with every phrasing: [n]; None without vectors."""
        if vector is None or not self.has_meaning:
            return None
        return np.asarray(self.points @ self.centres.centred(vector[None], [kind])[0], np.float32)

    def kernel(self, recipe: Recipe) -> Kernel:
        """The kernel between runs of phrasings."""
        rows = self.postings.matrix(len(self.vectorizer.hashes))
        turned = rows.T.tocsc()

        def between(one: slice, other: slice) -> Floats:
            letters = (rows[one] @ turned[:, other]).toarray().astype(np.float32, copy=False)
            meaning = self.points[one] @ self.points[other].T if self.has_meaning else None
            return recipe.mix(letters, meaning)

        return between
