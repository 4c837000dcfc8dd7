"""Reads the file of a small multilingual sentence encoder (format E5S1, 4-bit weights).

Little-endian: header, tokeniser pieces, normalisation table, directory of tensors, tensors. A
4-bit block is an f16 scale and 16 bytes for 32 weights: byte j holds weight j in its low half and
weight j + 16 in its high half; a weight is (half byte - 8) * scale. Anything odd is refused.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
WIDTH = 32  # weights of a 4-bit block


class DamagedFileError(Exception):
    """The encoder's file is not what it should be; reinstall the package that brings it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int


@dataclass(frozen=True, eq=False)
class EncoderFile:
    """The parts of the file. The tensors stay in the file until they are asked for."""

    shape: Shape
    epsilon: float
    pieces: list[str]
    scores: Floats
    replacements: dict[int, str]
    tensors: Mapping[str, "Tensor"]


@dataclass(frozen=True, eq=False)
class Tensor:
    """A matrix [out, in] or a vector inside the mapped file."""

    raw: NDArray[Any]

    def floats(self, width: int | None = None) -> Floats:
        """All of it; with a width as rows of that many numbers."""
        flat = self.raw if self.raw.dtype != _BLOCK else unpack(self.raw).ravel()
        return np.asarray(flat if width is None else flat.reshape(-1, width), dtype=np.float32)

    def rows(self, numbers: NDArray[np.int64], width: int) -> Floats:
        """Some rows of a packed matrix whose rows have so many numbers."""
        blocks = self.raw.reshape(-1, width // WIDTH)[numbers]
        return unpack(blocks.ravel()).reshape(len(numbers), width)


def unpack(blocks: NDArray[Any]) -> Floats:
    """The 32 weights of each 4-bit block: [blocks, 32]."""
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32)
    return (whole - 8) * blocks["scale"].astype(np.float32)[:, None]


class _Cursor:
    """Walks through the mapped bytes and refuses to leave them."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.place = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        """The next values of a struct layout."""
        size = struct.calcsize("<" + layout)
        return struct.unpack("<" + layout, self.bytes(size))

    def bytes(self, size: int) -> bytes:
        """The next bytes."""
        if size < 0 or self.place + size > len(self.data):
            raise DamagedFileError("The encoder's file is cut short; reinstall its package.")
        self.place += size
        return self.data[self.place - size : self.place]


def read(path: Path) -> EncoderFile:
    """Map the file and check it.

    Raises DamagedFileError when a part is missing or does not fit, OSError when it is unreadable.
    """
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    cursor = _Cursor(data)
    try:
        shape, epsilon = _header(cursor)
        pieces, scores = _pieces(cursor)
        replacements = _replacements(cursor)
        tensors = _tensors(cursor)
    except (struct.error, UnicodeDecodeError, ValueError) as error:
        raise DamagedFileError(f"The encoder's file is damaged: {error}.") from error
    _check_names(shape, tensors)
    return EncoderFile(shape, epsilon, pieces, scores, replacements, tensors)


def _expect(true: bool, what: str) -> None:
    if not true:
        raise DamagedFileError(f"The encoder's file is not usable: {what}; reinstall its package.")


def _header(cursor: _Cursor) -> tuple[Shape, float]:
    magic, version = cursor.bytes(4), cursor.take("I")[0]
    _expect((magic, version) == (b"E5S1", 1), "it is of another format")
    hidden, layers, heads, inner, vocabulary, positions, _ = cursor.take("7i")
    epsilon, block = cursor.take("fi")
    sizes = (hidden, layers, heads, inner, vocabulary, positions)
    _expect(all(0 < size < 10**6 for size in sizes), "its sizes are out of range")
    _expect(block == WIDTH and hidden % heads == 0 and 0 < epsilon < 1, "its sizes do not fit")
    return Shape(*sizes), epsilon


def _pieces(cursor: _Cursor) -> tuple[list[str], Floats]:
    count, start, end, padding, unknown = cursor.take("5i")
    _expect((start, end, padding, unknown) == (0, 2, 1, 3), "its special pieces have moved")
    _expect(4 < count < 10**6, "it has no pieces")
    length = cursor.take("Q")[0]
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").astype(np.int64)
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    text = cursor.bytes(length)
    _expect(bool((np.diff(offsets) >= 0).all()) and offsets[-1] == length, "its pieces are mixed")
    bounds = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    return [text[first:last].decode("utf-8") for first, last in bounds], scores


def _replacements(cursor: _Cursor) -> dict[int, str]:
    count, _ = cursor.take("iI")
    _expect(0 <= count < 10**5, "its normalisation table is too large")
    table = {}
    for _ in range(count):
        point, size = cursor.take("IB")
        table[point] = "".join(map(chr, cursor.take(f"{size}I")))
    return table


def _tensors(cursor: _Cursor) -> dict[str, Tensor]:
    count = cursor.take("i")[0]
    _expect(0 < count < 10**4, "its directory is empty")
    tensors = {}
    for _ in range(count):
        name = cursor.bytes(cursor.take("H")[0]).decode("utf-8")
        tensors[name] = _tensor(cursor.data, name, *cursor.take("BIQQ"))
    return tensors


def _tensor(data: mmap.mmap, name: str, kind: int, count: int, start: int, size: int) -> Tensor:
    expected = {0: 4 * count, 1: count // WIDTH * _BLOCK.itemsize}.get(kind)
    _expect(size == expected and start + size <= len(data), f"its part {name} does not fit")
    dtype = np.dtype("<f4") if kind == 0 else _BLOCK
    return Tensor(np.frombuffer(data, dtype, size // dtype.itemsize, start))


def _check_names(shape: Shape, tensors: Mapping[str, Tensor]) -> None:
    """Every part is there and has as many numbers as the sizes say."""
    h, f = shape.hidden, shape.inner
    sizes = {"emb.word": shape.vocabulary * h, "emb.pos": shape.positions * h, "emb.ln.w": h}
    sizes |= {"emb.ln.b": h}
    for layer in range(shape.layers):
        square = {f"l{layer}.{part}": h for part in ("q", "k", "v", "ao")}
        sizes |= {f"{name}.w": h * h for name in square} | {f"{name}.b": h for name in square}
        sizes |= {f"l{layer}.fi.w": f * h, f"l{layer}.fi.b": f}
        sizes |= {f"l{layer}.fo.w": f * h, f"l{layer}.fo.b": h}
        sizes |= {f"l{layer}.{part}": h for part in ("aln.w", "aln.b", "oln.w", "oln.b")}
    for name, size in sizes.items():
        _expect(name in tensors, f"its part {name} is missing")
        raw = tensors[name].raw
        packed = name.endswith((".w", ".word")) and "ln." not in name
        _expect((raw.dtype == _BLOCK) == packed, f"its part {name} is of another kind")
        found = raw.size * (WIDTH if raw.dtype == _BLOCK else 1)
        _expect(found == size, f"its part {name} has another size")
    _expect("emb.type" in tensors and tensors["emb.type"].raw.size >= h, "emb.type is missing")
