"""The encoder's network as an ONNX graph: a BERT (Devlin et al., 2018).

Its matrices stay in 4 bits and are unpacked as they are multiplied: reading few bytes is most of
the speed. The sums are made with whole floats.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from intents.weights import WIDTH, EncoderFile, Tensor

ROWS, LENGTHS, PIECES = "rows", "lengths", "pieces"
_OURS = "com.microsoft"  # what ONNX Runtime adds to the standard's operators
_OPERATORS = [helper.make_opsetid("", 18), helper.make_opsetid(_OURS, 1)]
_FORMAT = 9
_WHOLE_FLOATS = 1  # accuracy_level of MatMulNBits


def network(file: EncoderFile) -> bytes:
    """From ROWS [texts, longest, hidden], of which the first LENGTHS [texts] are a text's, to
    PIECES of the same shape: each piece as its text makes it."""
    return bytes(_Graph(file).model().SerializeToString())


class _Graph:
    """Operators and weights, added in the order in which they work."""

    def __init__(self, file: EncoderFile) -> None:
        self._file = file
        self._nodes: list[NodeProto] = []
        self._weights: list[TensorProto] = []

    def model(self) -> ModelProto:
        shape = self._file.shape
        rows = self._norm("emb.ln", "LayerNormalization", ROWS)
        for number in range(shape.layers):
            rows = self._layer(f"l{number}.", rows)
        self._node("Identity", [rows], [PIECES])
        sizes = ("texts", "longest", shape.hidden)
        given = [
            helper.make_tensor_value_info(ROWS, TensorProto.FLOAT, sizes),
            helper.make_tensor_value_info(LENGTHS, TensorProto.INT32, sizes[:1]),
        ]
        made = [helper.make_tensor_value_info(PIECES, TensorProto.FLOAT, sizes)]
        graph = helper.make_graph(self._nodes, "encoder", given, made, self._weights)
        return helper.make_model(graph, opset_imports=_OPERATORS, ir_version=_FORMAT)

    def _layer(self, at: str, rows: str) -> str:
        shape = self._file.shape
        parts = [self._product(at + part, rows, shape.hidden) for part in "qkv"]
        seen = at + "seen"
        heads = {"num_heads": shape.heads}
        self._node("MultiHeadAttention", [*parts, "", LENGTHS], [seen], _OURS, **heads)
        mixed = self._product(at + "ao", seen, shape.hidden)
        mixed = self._norm(at + "aln", "SkipLayerNormalization", mixed, rows)
        wide = at + "wide"
        self._node("FastGelu", [self._product(at + "fi", mixed, shape.hidden)], [wide], _OURS)
        out = self._product(at + "fo", wide, shape.inner)
        return self._norm(at + "oln", "SkipLayerNormalization", out, mixed)

    def _product(self, name: str, rows: str, width: int) -> str:
        """Rows times the matrix of that name, which has so many columns, and its bias."""
        halves, scales = neighbours(self._file.tensors[name + ".w"], width)
        inputs = [
            rows,
            self._weight(name + ".halves", halves),
            self._weight(name + ".scales", scales.ravel()),
            "",  # each block's zero is 8
            "",
            self._plain(name + ".b"),
        ]
        sizes = {"K": width, "N": len(halves), "bits": 4, "block_size": WIDTH}
        out = name + ".out"
        self._node("MatMulNBits", inputs, [out], _OURS, accuracy_level=_WHOLE_FLOATS, **sizes)
        return out

    def _norm(self, name: str, kind: str, *rows: str) -> str:
        """The normalised sum of rows."""
        inputs = [*rows, self._plain(name + ".w"), self._plain(name + ".b")]
        out = name + ".out"
        domain = _OURS if len(rows) > 1 else ""
        self._node(kind, inputs, [out], domain, epsilon=self._file.epsilon)
        return out

    def _plain(self, name: str) -> str:
        return self._weight(name, self._file.tensors[name].floats())

    def _weight(self, name: str, values: NDArray[np.generic]) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **settings: Any
    ) -> None:
        self._nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **settings))


def neighbours(matrix: Tensor, width: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """A packed matrix [out, width] as ONNX Runtime wants it: halves [out, blocks, 16] and scales
    [out, blocks]. A byte holds weights 2j and 2j + 1, not j and j + 16."""
    blocks = matrix.raw.reshape(-1, width // WIDTH)
    halves = blocks["halves"]
    spread = np.concatenate([halves & 15, halves >> 4], axis=-1)
    return spread[..., ::2] | spread[..., 1::2] << 4, blocks["scale"].astype(np.float32)
