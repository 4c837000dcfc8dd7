"""What a message is about in the word groups of the safety files: the same in every language.

"HITS, ME, HUSBAND" stands for the same in Turkish and in English, so what was learned in one
language holds in all, and names of what is said count beside letters and meaning.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from intents.ridge import Floats

Groups = frozenset[str]
"""The names of the word groups a text has words of."""

_FEWEST = 3  # texts that a group must be in to be known


@dataclass(frozen=True, eq=False)
class Sketch:
    """names: of the groups, in order; rarity: [names] how much each says."""

    names: tuple[str, ...]
    rarity: Floats

    @classmethod
    def fit(cls, texts: Sequence[Groups]) -> "Sketch":
        """Learn which groups there are, and that the rarer says more."""
        seen = Counter(chain.from_iterable(texts))
        names = tuple(sorted(name for name, count in seen.items() if count >= _FEWEST))
        counts = np.array([seen[name] for name in names], np.float32)
        return cls(names, np.log(len(texts) / np.maximum(counts, 1)).astype(np.float32))

    def rows(self, texts: Sequence[Groups]) -> Floats:
        """The texts as [texts, names], each of length 1; zeros where no group is known."""
        places = {name: place for place, name in enumerate(self.names)}
        found = np.zeros((len(texts), len(self.names)), np.float32)
        for row, groups in zip(found, texts, strict=True):
            row[[places[name] for name in groups if name in places]] = 1
        found *= self.rarity
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
        return found
