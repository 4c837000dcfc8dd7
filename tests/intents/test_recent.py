"""What was found for the last texts is remembered, the texts are not."""

import gc
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from intents import encoder as encoder_module
from intents.encoder import Encoder
from intents.engine import Engine
from intents.recent import Recent
from tests.intents.encoder_file import HIDDEN, TinyFile


def test_a_text_that_is_met_again_is_one_of_the_last() -> None:
    recent: Recent[int] = Recent(2)
    looked_for = []

    def find(text: str) -> int:
        looked_for.append(text)
        return len(text)

    for text in ("one", "three", "one", "seven", "one", "three"):
        assert recent.of(text, find) == len(text)
    assert looked_for == ["one", "three", "seven", "three"]


def texts_in(root: object) -> set[str]:
    """All texts that an object holds, itself or through others."""
    found: set[str] = set()
    seen: set[int] = set()
    todo = [root]
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, (FunctionType, ModuleType, type)):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.add(one)
        todo += gc.get_referents(one)
    return found


def holding(root: object, word: str) -> set[str]:
    return {text for text in texts_in(root) if word in text.casefold()}


def test_the_encoder_keeps_no_word_of_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_module, "DIMENSIONS", HIDDEN)
    encoder = Encoder(TinyFile().write(tmp_path / "tiny.bin"), None)
    first = encoder.vector("my secretcat")
    assert encoder.vector("my  secretcat") is first
    assert holding(encoder, "secretcat") == set()


def test_the_engine_keeps_no_question(engine: Engine) -> None:
    engine.read("Where is my secretcat")
    assert holding(engine, "secretcat") == set()
