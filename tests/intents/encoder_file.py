"""Writes a tiny encoder file: two layers, 64 wide, forty pieces, random but fixed weights."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 64, 2, 2, 128, 32
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
WORDS = ["\u2581", "\u2581query", ":", "\u2581the", "\u2581cat", "at", "\u2581c", "ca"]
PIECES = [*SPECIAL, *WORDS, *LETTERS, "<mask>"]
VOCABULARY = len(PIECES) + 2


def pack4(matrix: np.ndarray) -> bytes:
    """4-bit blocks of 32 weights, by a plain loop."""
    out = b""
    for block in matrix.reshape(-1, 32):
        scale = np.float16(block[np.argmax(np.abs(block))] / -8 or 1)
        halves = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(int)
        out += scale.tobytes() + bytes(halves[j] | halves[j + 16] << 4 for j in range(16))
    return out


@dataclass
class TinyFile:
    """The parts of the file; change them to damage it."""

    magic: bytes = b"E5S1"
    version: int = 1
    drop: str = ""
    unpacked: str = ""  # a matrix in whole floats
    shift: int = 0
    replacements: dict[int, str] = field(default_factory=lambda: {9: " ", 0xA0: " ", 0x200B: ""})

    def tensors(self) -> dict[str, tuple[int, bytes, int]]:
        """Name to type, bytes and count."""
        random = np.random.default_rng(1)
        h, f = HIDDEN, INNER

        def packed(*shape: int) -> tuple[int, bytes, int]:
            values = random.normal(0, 0.1, shape).astype(np.float32)
            return 1, pack4(values), values.size

        def plain(*shape: int, around: float = 0) -> tuple[int, bytes, int]:
            values = random.normal(around, 0.1, shape).astype("<f4")
            return 0, values.tobytes(), values.size

        found = {"emb.word": packed(VOCABULARY, h), "emb.pos": plain(POSITIONS, h)}
        found |= {"emb.type": plain(2, h), "emb.ln.w": plain(h, around=1), "emb.ln.b": plain(h)}
        for n in range(LAYERS):
            for part in ("q", "k", "v", "ao"):
                found |= {f"l{n}.{part}.w": packed(h, h), f"l{n}.{part}.b": plain(h)}
            found |= {f"l{n}.fi.w": packed(f, h), f"l{n}.fi.b": plain(f)}
            found |= {f"l{n}.fo.w": packed(h, f), f"l{n}.fo.b": plain(h)}
            for part in ("aln", "oln"):
                found |= {f"l{n}.{part}.w": plain(h, around=1), f"l{n}.{part}.b": plain(h)}
        found.pop(self.drop, None)
        if self.unpacked:
            found[self.unpacked] = plain(found[self.unpacked][2])
        return found

    def content(self) -> bytes:
        """The whole file."""
        out = self.magic + struct.pack("<I", self.version)
        out += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS, 2)
        out += struct.pack("<fi", 1e-12, 32)
        out += self._pieces() + self._replacements()
        return out + self._directory(len(out))

    def _pieces(self) -> bytes:
        texts = [piece.encode() for piece in PIECES]
        offsets = np.cumsum([0, *map(len, texts)]).astype("<u4")
        scores = [0.0] * 4 + [-2.0 - 0.1 * n for n in range(len(PIECES) - 5)] + [0.0]
        head = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
        return head + offsets.tobytes() + np.array(scores, "<f4").tobytes() + b"".join(texts)

    def _replacements(self) -> bytes:
        out = b""
        for point, text in self.replacements.items():
            out += struct.pack("<IB", point, len(text))
            out += b"".join(struct.pack("<I", ord(c)) for c in text)
        return struct.pack("<iI", len(self.replacements), len(out)) + out

    def _directory(self, start: int) -> bytes:
        tensors = self.tensors()
        size = 4 + sum(2 + len(name) + 21 for name in tensors)
        place = start + size
        head, body = struct.pack("<i", len(tensors)), b""
        for name, (kind, data, count) in tensors.items():
            gap = -(place + len(body)) % 64
            body += bytes(gap)
            at = place + len(body) + self.shift
            encoded = name.encode()
            head += struct.pack("<H", len(encoded)) + encoded
            head += struct.pack("<BIQQ", kind, count, at, len(data))
            body += data
        return head + body

    def write(self, path: Path) -> Path:
        """Put it on disk."""
        path.write_bytes(self.content())
        return path
