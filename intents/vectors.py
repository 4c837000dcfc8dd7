"""The encoder's vectors of the phrasings, kept on disk by the hash of each text."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from intents.encoder import DIMENSIONS, Encoder
from intents.normalize import clean
from intents.ridge import Floats
from intents.store import Arrays, load, save

Halves = NDArray[np.float16]
_CHECKPOINT = 4096  # texts after which the vectors so far are saved
_MOST = 60_000  # vectors that are kept, 46 MB; above that only those in use


def _key(text: str) -> bytes:
    return hashlib.blake2b(clean(text).encode(), digest_size=16).digest()


class VectorCache:
    """One file for one version of the encoder. Without a folder nothing is kept."""

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self._encoder = encoder
        self._path = folder / f"vectors-{encoder.version}.npz" if folder else None
        self._known = self._read()

    def _read(self) -> dict[bytes, Halves]:
        arrays = load(self._path) if self._path else None
        if not arrays or not _fits(arrays):
            return {}
        return dict(zip(map(bytes, arrays["keys"]), arrays["vectors"], strict=True))

    def vectors(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> Floats:
        """Vectors [texts, 384]; only new texts are encoded."""
        keys = [_key(text) for text in texts]
        todo = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        fresh = list(todo.items())
        for start in range(0, len(fresh), _CHECKPOINT):
            part = fresh[start : start + _CHECKPOINT]
            found = self._encoder.encode([text for _, text in part]).astype(np.float16)
            self._known.update(zip([key for key, _ in part], found, strict=True))
            self._save()
            if progress:
                progress(min(1.0, (start + len(part)) / len(fresh)))
        return np.array([self._known[key] for key in keys], np.float32).reshape(-1, DIMENSIONS)

    def keep_only(self, texts: Sequence[str]) -> None:
        """Drop the vectors of other texts, once there are too many."""
        if len(self._known) > _MOST:
            wanted = {_key(text) for text in texts}
            self._known = {key: row for key, row in self._known.items() if key in wanted}
            self._save()

    def _save(self) -> None:
        if self._path:
            keys = np.frombuffer(b"".join(self._known), np.uint8).reshape(-1, 16)
            save(self._path, {"keys": keys, "vectors": np.array(list(self._known.values()))})


def _fits(arrays: Arrays) -> bool:
    keys, vectors = arrays.get("keys"), arrays.get("vectors")
    return (
        keys is not None and vectors is not None
        and keys.dtype == np.uint8 and vectors.dtype == np.float16
        and keys.shape == (len(vectors), 16) and vectors.shape[1:] == (DIMENSIONS,)
    )  # fmt: skip
