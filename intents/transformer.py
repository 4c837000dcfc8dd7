"""The encoder's forward pass: a BERT-like network in numpy, one vector of length 1 a text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.weights import EncoderFile, Floats, Tensor

_MASKED = np.float32(-1e9)
_GELU_ROWS, _NORM_ROWS = 64, 256  # blocks that stay in the processor's cache
# A block of a matrix that is multiplied as it lies: it fills the processor's first cache, and with
# up to 122 rows the product is one that OpenBLAS takes for small (a million multiplications).
_TALL, _WIDE = 128, 64


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix [in, out] in blocks: [down, across, in / down, out / across].

    Whole it is fastest for many rows. For few, laying it out anew for each product would take
    longer than the product; small blocks are multiplied as they lie.
    """

    blocks: Floats

    @classmethod
    def of(cls, whole: Floats, *, few: bool) -> "Matrix":
        """In small blocks for few rows, else in one."""
        high, width = whole.shape
        down = high // _TALL if few and high % _TALL == 0 else 1
        across = width // _WIDE if few and width % _WIDE == 0 else 1
        parts = whole.reshape(down, high // down, across, width // across)
        return cls(np.ascontiguousarray(parts.transpose(0, 2, 1, 3)))

    def after(self, rows: Floats) -> Floats:
        """Rows [n, in] times the matrix: [n, out]."""
        down, _, tall, _ = self.blocks.shape
        parts = rows.reshape(len(rows), down, 1, tall).transpose(1, 2, 0, 3) @ self.blocks
        found = parts[0] if down == 1 else parts.sum(axis=0)
        return np.asarray(found.transpose(1, 0, 2).reshape(len(rows), -1))


@dataclass(frozen=True, eq=False)
class _Layer:
    """narrow is half of what the file says, as it gets twice GELU."""

    qkv: Matrix
    qkv_bias: Floats
    mix: Matrix
    mix_bias: Floats
    widen: Matrix
    widen_bias: Floats
    narrow: Matrix
    narrow_bias: Floats
    attention_norm: tuple[Floats, Floats]
    output_norm: tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class _Texts:
    """Where texts of unequal length begin in the rows of their pieces.

    Only the pieces' look at each other needs texts of one length; all else takes the rows as they
    are, which costs nothing for what a shorter text lacks. mask: [texts, longest], 0 or, where a
    text has no piece, so little that nobody looks there; spots: where the rows stand among texts
    of one length, None if all are.
    """

    starts: NDArray[np.int64]
    mask: Floats
    spots: NDArray[np.int64] | None

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "_Texts":
        """From the number of pieces of each text."""
        ends = np.cumsum(lengths)
        real = np.arange(max(lengths)) < np.array(lengths)[:, None]
        mask = np.where(real, 0, _MASKED)
        spots = None if real.all() else np.flatnonzero(real)
        return cls(ends - np.array(lengths), mask.astype(np.float32), spots)

    def apart(self, rows: Floats) -> Floats:
        """The rows with zeros where a text has no piece: [texts * longest, width]."""
        if self.spots is None:
            return rows
        padded = np.zeros((self.mask.size, rows.shape[1]), np.float32)
        padded[self.spots] = rows
        return padded

    def together(self, padded: Floats) -> Floats:
        """The rows again."""
        return padded if self.spots is None else padded[self.spots]


class Transformer:
    """Holds the layers in memory (85 MB) and leaves the table of pieces in the mapped file.

    few: whether the layers are laid out for a question at a time (a quarter faster) or for
    batches (a quarter faster).
    """

    def __init__(self, file: EncoderFile, *, few: bool = False) -> None:
        self.few = few
        self._shape, self._epsilon = file.shape, np.float32(file.epsilon)
        tensors, hidden = file.tensors, file.shape.hidden
        self._table: Tensor = tensors["emb.word"]
        kind = tensors["emb.type"].floats(hidden)[0]
        self._places = tensors["emb.pos"].floats(hidden) + kind
        self._norm = (tensors["emb.ln.w"].floats(), tensors["emb.ln.b"].floats())
        self._layers = [self._layer(file, f"l{n}.") for n in range(file.shape.layers)]

    def _layer(self, file: EncoderFile, at: str) -> _Layer:
        tensors, hidden, inner = file.tensors, file.shape.hidden, file.shape.inner
        scale = np.float32((hidden // file.shape.heads) ** -0.5)  # folded into the questions' part

        def turned(name: str, width: int) -> Floats:
            return tensors[at + name].floats(width).T

        def matrix(whole: Floats) -> Matrix:
            return Matrix.of(whole, few=self.few)

        def plain(name: str) -> Floats:
            return tensors[at + name].floats()

        qkv = [turned("q.w", hidden) * scale, turned("k.w", hidden), turned("v.w", hidden)]
        bias = [plain("q.b") * scale, plain("k.b"), plain("v.b")]
        return _Layer(
            matrix(np.concatenate(qkv, axis=1)),
            np.concatenate(bias),
            matrix(turned("ao.w", hidden)), plain("ao.b"),
            matrix(turned("fi.w", hidden)), plain("fi.b"),
            matrix(turned("fo.w", inner) * np.float32(0.5)), plain("fo.b"),
            (plain("aln.w"), plain("aln.b")), (plain("oln.w"), plain("oln.b")),
        )  # fmt: skip

    def encode(
        self, batch: Sequence[Sequence[int]], weights: Sequence[Sequence[float]] | None = None
    ) -> Floats:
        """Piece numbers to vectors [texts, hidden] of length 1.

        A vector is the mean of the text's pieces, weighted if weights are given.
        """
        rows = self._table.rows(np.concatenate(batch), self._shape.hidden)
        rows += np.concatenate([self._places[: len(ids)] for ids in batch])
        _normalise(rows, self._norm, self._epsilon)
        texts = _Texts.of([len(ids) for ids in batch])
        for layer in self._layers:
            rows = self._apply(layer, rows, texts)
        if weights is not None:
            rows *= np.concatenate(weights, dtype=np.float32)[:, None]
        sums = np.add.reduceat(rows, texts.starts)
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    def _apply(self, layer: _Layer, rows: Floats, texts: _Texts) -> Floats:
        mixed: Floats = layer.mix.after(self._attend(layer, rows, texts))
        mixed += layer.mix_bias
        mixed += rows
        _normalise(mixed, layer.attention_norm, self._epsilon)
        wide: Floats = layer.widen.after(mixed)
        _twice_gelu(wide, layer.widen_bias)
        out: Floats = layer.narrow.after(wide)
        out += layer.narrow_bias
        out += mixed
        _normalise(out, layer.output_norm, self._epsilon)
        return out

    def _attend(self, layer: _Layer, rows: Floats, texts: _Texts) -> Floats:
        """Each piece's mixture of all pieces of its text, in every head."""
        count, longest = texts.mask.shape
        wide = layer.qkv.after(rows)
        wide += layer.qkv_bias
        split = texts.apart(wide).reshape(count, longest, 3, self._shape.heads, -1)
        asks, keys, values = split.transpose(2, 0, 3, 1, 4)
        # A column for each piece that asks: sums down the columns are twice as fast as along rows.
        scores = keys @ asks.transpose(0, 1, 3, 2)
        scores += texts.mask[:, None, :, None]
        scores -= scores.max(axis=-2, keepdims=True)
        np.exp(scores, out=scores)
        scores *= 1 / scores.sum(axis=-2, keepdims=True)
        mixed = scores.transpose(0, 1, 3, 2) @ values
        return texts.together(mixed.transpose(0, 2, 1, 3).reshape(count * longest, -1))


def _normalise(rows: Floats, norm: tuple[Floats, Floats], epsilon: np.float32) -> None:
    """Layer normalisation in place."""
    even = np.full(rows.shape[1], 1 / rows.shape[1], np.float32)
    for start in range(0, len(rows), _NORM_ROWS):
        block = rows[start : start + _NORM_ROWS]
        block -= (block @ even)[:, None]  # the mean, in a third of its time
        spread = np.einsum("ij,ij->i", block, block) / np.float32(block.shape[1])
        block *= (1 / np.sqrt(spread + epsilon))[:, None]
        block *= norm[0]
        block += norm[1]


def _twice_gelu(rows: Floats, bias: Floats) -> None:
    """Twice the GELU of rows + bias in its tanh form, in place (Hendrycks and Gimpel, 2016)."""
    slope = np.float32(0.7978845608)
    for start in range(0, len(rows), _GELU_ROWS):
        block = rows[start : start + _GELU_ROWS]
        block += bias
        inside = block * block
        inside *= np.float32(0.044715) * slope
        inside += slope
        inside *= block
        np.tanh(inside, out=inside)
        inside += 1
        block *= inside
