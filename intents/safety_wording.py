"""How a text is worded, as one row of features: its n-grams, and its words and pairs of words.

N-grams forgive slips and inflections; pairs tell what is done to whom: "hits me" from "hits it".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from intents.ngrams import Floats, Ints, Vectorizer

_WORDS = 2.0  # the words' part of a product of rows beside the n-grams', which is 1


@dataclass(frozen=True, eq=False)
class Wording:
    """What is known of n-grams, and of words and their pairs."""

    letters: Vectorizer
    words: Vectorizer

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Wording":
        """Learn weights from the folded texts."""
        return cls(Vectorizer.fit(texts), Vectorizer.fit(texts, "words"))

    def rows(self, texts: Sequence[str]) -> Any:
        """The texts as a sparse matrix [texts, features], for learning."""
        from scipy.sparse import csr_matrix  # costs half a second: only when training

        rows, features, values = self._features(texts)
        size = len(self.letters.hashes) + len(self.words.hashes)
        return csr_matrix((values, (rows, features)), shape=(len(texts), size))

    def times(self, texts: Sequence[str], weights: Floats) -> Floats:
        """The rows of texts times weights [features, columns]: [texts, columns]."""
        rows, features, values = self._features(texts)
        ends = np.searchsorted(rows, np.arange(len(texts) + 1)).tolist()
        parts = [values[at:end] @ weights[features[at:end]] for at, end in pairwise(ends)]
        return np.array(parts, np.float32).reshape(len(parts), -1)

    def _features(self, texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """Text numbers, in order, with feature numbers and values."""
        letters, words = self.letters.transform(texts), self.words.transform(texts)
        rows = np.concatenate([letters[0], words[0]])
        features = np.concatenate([letters[1], words[1] + len(self.letters.hashes)])
        values = np.concatenate([letters[2], words[2] * np.float32(np.sqrt(_WORDS))])
        order = np.argsort(rows, kind="stable")
        return rows[order], features[order].astype(np.int32), values[order]
