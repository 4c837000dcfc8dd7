"""The encoder's forward pass, run by ONNX Runtime: one vector of length 1 a text."""

from collections.abc import Sequence

import numpy as np
import onnxruntime

from intents import threads
from intents.network import LENGTHS, PIECES, ROWS, network
from intents.weights import EncoderFile, Floats, Tensor

_AT_MOST = 2  # threads for a question; it is too small for many, and they would wait for each other
_ERRORS = 3  # the least that is logged


class Transformer:
    """Holds the layers in memory and leaves the table of pieces in the mapped file.

    few: whether two cores work on one question, or each core on a batch of its own.
    """

    def __init__(self, file: EncoderFile, *, few: bool = False) -> None:
        self.few = few
        self._hidden, tensors = file.shape.hidden, file.tensors
        self._table: Tensor = tensors["emb.word"]
        kind = tensors["emb.type"].floats(self._hidden)[0]
        self._places = tensors["emb.pos"].floats(self._hidden) + kind
        self._session = onnxruntime.InferenceSession(network(file), _options(few))

    def encode(
        self, batch: Sequence[Sequence[int]], weights: Sequence[Sequence[float]] | None = None
    ) -> Floats:
        """Piece numbers to vectors [texts, hidden] of length 1.

        A vector is the mean of the text's pieces, weighted if weights are given.
        """
        lengths = np.array([len(ids) for ids in batch], np.int32)
        there = np.arange(lengths.max()) < lengths[:, None]
        rows = np.zeros((*there.shape, self._hidden), np.float32)
        rows[there] = self._table.rows(np.concatenate(batch), self._hidden)
        rows += self._places[: lengths.max()]
        (pieces,) = self._session.run([PIECES], {ROWS: rows, LENGTHS: lengths})
        shares = there.astype(np.float32)
        if weights is not None:
            shares[there] = np.concatenate(weights)
        sums = (shares[:, None] @ pieces)[:, 0]
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)


def _options(few: bool) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(threads.cores(), _AT_MOST) if few else 1
    # Threads that wait sleep: a question takes 2 ms more, but others need the processor too, and
    # where they take it a question would take longer, not shorter.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _ERRORS
    return options
