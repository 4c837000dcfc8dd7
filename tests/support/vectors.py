"""The encoder's vectors of the test utterances, kept from one run of the tests to the next."""

import contextlib
import functools
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import intents
from intents.encoder import Encoder

Vectors = dict[str, np.ndarray]

MODULES = ("encoder", "normalize", "tokenizer", "transformer", "weights")


@contextlib.contextmanager
def remembered(folder: Path) -> Iterator[Vectors]:
    """The encoder's own vectors, but each is computed once. Yields those that were asked for.

    A vector depends on the text, the encoder's file and the code that reads it, on nothing else.
    """
    computed, asked = Encoder.vector, Vectors()
    kept: dict[Path, Vectors] = {}

    def vector(self: Encoder, text: str) -> np.ndarray:
        path = folder / f"utterances-{self.version}-{_code()}.npz"
        if path not in kept:
            kept[path] = _load(path)
        if text not in kept[path]:
            kept[path][text] = computed(self, text)
        asked[text] = kept[path][text]
        return asked[text]

    Encoder.vector = vector
    try:
        yield asked
    finally:
        Encoder.vector = computed
        for path in kept:
            _save(path, asked)


@functools.cache
def _code() -> str:
    folder = Path(intents.__path__[0])
    sources = b"".join((folder / f"{name}.py").read_bytes() for name in MODULES)
    return hashlib.blake2b(sources, digest_size=4).hexdigest()


def _load(path: Path) -> Vectors:
    if not path.exists():
        return {}
    with np.load(path) as file:
        return dict(zip(file["texts"].tolist(), file["vectors"], strict=True))


def _save(path: Path, vectors: Vectors) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}.npz")
    np.savez(new, texts=np.array(list(vectors)), vectors=np.array(list(vectors.values())))
    new.replace(path)
