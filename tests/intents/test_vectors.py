"""The vectors of phrasings are encoded once and kept."""

from pathlib import Path

import numpy as np
import pytest

from intents import vectors as vectors_module
from intents.encoder import DIMENSIONS
from intents.vectors import VectorCache


class Counting:
    """Stands in for the encoder: a vector from the length of each text, and a count of texts."""

    def __init__(self, version: str = "v1") -> None:
        self.version, self.encoded = version, 0

    def encode(self, texts: list[str]) -> np.ndarray:
        self.encoded += len(texts)
        return np.array([np.full(DIMENSIONS, len(text) / 100) for text in texts], np.float32)


def vectors(encoder: Counting, folder: Path | None, texts: list[str]) -> np.ndarray:
    return VectorCache(encoder, folder).vectors(texts)  # type: ignore[arg-type]


TEXTS = ["Buch", "Bücher leihen", "Karte", "Buch"]


def test_each_different_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = Counting()
    first = vectors(encoder, tmp_path, TEXTS)
    assert encoder.encoded == 3
    assert (vectors(encoder, tmp_path, TEXTS) == first).all()
    assert encoder.encoded == 3


def test_a_changed_text_alone_is_encoded_again(tmp_path: Path) -> None:
    encoder = Counting()
    vectors(encoder, tmp_path, TEXTS)
    vectors(encoder, tmp_path, [*TEXTS, "Lernraum"])
    assert encoder.encoded == 4


def test_another_version_encodes_all(tmp_path: Path) -> None:
    vectors(Counting("v1"), tmp_path, TEXTS)
    newer = Counting("v2")
    vectors(newer, tmp_path, TEXTS)
    assert newer.encoded == 3


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    encoder = Counting()
    expected = vectors(encoder, tmp_path, TEXTS)
    (path,) = tmp_path.glob("vectors-*.npz")
    if damage is None:
        np.savez(path, keys=np.zeros((3, 16), np.uint8), vectors=np.zeros((3, 5), np.float16))
    else:
        path.write_bytes(damage)
    assert (vectors(encoder, tmp_path, TEXTS) == expected).all()
    assert encoder.encoded == 6


def test_a_stop_in_the_middle_keeps_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors(Counting(), tmp_path, TEXTS)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("intents.store.np.savez", stop)
    with pytest.raises(KeyboardInterrupt):
        vectors(Counting(), tmp_path, ["neu"])
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["vectors-v1.npz"]
    encoder = Counting()
    vectors(encoder, tmp_path, TEXTS)
    assert encoder.encoded == 0


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vectors(Counting(), None, TEXTS)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    encoder = Counting()
    found = vectors(encoder, tmp_path / "file" / "below", TEXTS)
    assert (found == vectors(encoder, None, TEXTS)).all()
    assert "could not be saved" in caplog.text


def test_vectors_of_texts_long_gone_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "_MOST", 1000)
    encoder = Counting()
    cache = VectorCache(encoder, tmp_path)  # type: ignore[arg-type]
    cache.vectors([f"text {n}" for n in range(1200)])
    cache.keep_only(["text 1", "text 2"])
    assert vectors(encoder, tmp_path, ["text 1"]).shape == (1, DIMENSIONS)
    assert encoder.encoded == 1200
    vectors(encoder, tmp_path, ["text 3"])
    assert encoder.encoded == 1201
