"""The encoder's forward pass: a BERT-like network in numpy, one vector of length 1 a text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.weights import EncoderFile, Floats, Tensor

_MASKED = np.float32(-1e9)
_GELU_ROWS, _NORM_ROWS = 64, 256  # blocks that stay in the processor's cache


@dataclass(frozen=True, eq=False)
class _Layer:
    """Matrices stored [in, out]: a product with few rows is then a third faster.

    qkv_bias: [3, 1, heads, 1, size]; narrow: half of what the file says, as it gets twice GELU.
    """

    qkv: Floats
    qkv_bias: Floats
    mix: Floats
    mix_bias: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    attention_norm: tuple[Floats, Floats]
    output_norm: tuple[Floats, Floats]


class Transformer:
    """Holds the layers in memory (85 MB) and leaves the table of pieces in the mapped file."""

    def __init__(self, file: EncoderFile) -> None:
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
            return np.ascontiguousarray(tensors[at + name].floats(width).T)

        def plain(name: str) -> Floats:
            return tensors[at + name].floats()

        qkv = [turned("q.w", hidden) * scale, turned("k.w", hidden), turned("v.w", hidden)]
        bias = [plain("q.b") * scale, plain("k.b"), plain("v.b")]
        return _Layer(
            np.ascontiguousarray(np.concatenate(qkv, axis=1)),
            np.reshape(bias, (3, 1, file.shape.heads, 1, -1)),
            turned("ao.w", hidden), plain("ao.b"),
            turned("fi.w", hidden), plain("fi.b"),
            turned("fo.w", inner) * np.float32(0.5), plain("fo.b"),
            (plain("aln.w"), plain("aln.b")), (plain("oln.w"), plain("oln.b")),
        )  # fmt: skip

    def encode(
        self, batch: Sequence[Sequence[int]], weights: Sequence[Sequence[float]] | None = None
    ) -> Floats:
        """Piece numbers to vectors [texts, hidden] of length 1; padding has no effect.

        A vector is the mean of the text's pieces, weighted if weights are given.
        """
        longest, hidden = max(map(len, batch)), self._shape.hidden
        real = _padded([[1.0] * len(ids) for ids in batch], longest)
        ids = np.array([[*ids, *[1] * (longest - len(ids))] for ids in batch])
        rows = self._table.rows(ids.ravel(), hidden)
        rows += np.tile(self._places[:longest], (len(batch), 1))
        _normalise(rows, self._norm, self._epsilon)
        mask = ((1 - real) * _MASKED)[:, None, :, None]
        for layer in self._layers:
            rows = self._apply(layer, rows, mask)
        shares = real if weights is None else _padded(weights, longest)
        means = np.einsum("tph,tp->th", rows.reshape(len(batch), longest, hidden), shares)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def _apply(self, layer: _Layer, rows: Floats, mask: NDArray[np.float32]) -> Floats:
        mixed: Floats = self._attend(layer, rows, mask) @ layer.mix
        mixed += layer.mix_bias
        mixed += rows
        _normalise(mixed, layer.attention_norm, self._epsilon)
        wide: Floats = mixed @ layer.widen
        _twice_gelu(wide, layer.widen_bias)
        out: Floats = wide @ layer.narrow
        out += layer.narrow_bias
        out += mixed
        _normalise(out, layer.output_norm, self._epsilon)
        return out

    def _attend(self, layer: _Layer, rows: Floats, mask: NDArray[np.float32]) -> Floats:
        """Each piece's mixture of all pieces of its text, in every head."""
        texts, heads = mask.shape[0], self._shape.heads
        split = (rows @ layer.qkv).reshape(texts, -1, 3, heads, self._shape.hidden // heads)
        asks, keys, values = np.add(split.transpose(2, 0, 3, 1, 4), layer.qkv_bias, order="C")
        # A column for each piece that asks: sums down the columns are twice as fast as along rows.
        scores = keys @ asks.transpose(0, 1, 3, 2)
        scores += mask
        scores -= scores.max(axis=-2, keepdims=True)
        np.exp(scores, out=scores)
        scores *= 1 / scores.sum(axis=-2, keepdims=True)
        mixed = scores.transpose(0, 1, 3, 2) @ values
        return np.asarray(mixed.transpose(0, 2, 1, 3).reshape(rows.shape))


def _padded(weights: Sequence[Sequence[float]], longest: int) -> Floats:
    return np.array([[*row, *[0.0] * (longest - len(row))] for row in weights], np.float32)


def _normalise(rows: Floats, norm: tuple[Floats, Floats], epsilon: np.float32) -> None:
    """Layer normalisation in place."""
    for start in range(0, len(rows), _NORM_ROWS):
        block = rows[start : start + _NORM_ROWS]
        block -= block.mean(axis=1, keepdims=True)
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
