"""Values go to disk and come back whole, or not at all."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from intents.store import keep, load, pack, restore, save, unpack


@dataclass(frozen=True, eq=False)
class Inner:
    numbers: np.ndarray
    name: str


@dataclass(frozen=True, eq=False)
class Outer:
    parts: tuple[Inner, ...]
    share: float
    nothing: None


VALUE = Outer((Inner(np.arange(3), "ä"), Inner(np.zeros((2, 0)), "")), 0.5, None)


def test_a_value_comes_back_equal(tmp_path: Path) -> None:
    save(tmp_path / "deep" / "value.npz", pack(VALUE))
    found = restore(tmp_path / "deep" / "value.npz", Outer, [Inner])
    assert (found.share, found.nothing, len(found.parts)) == (0.5, None, 2)
    assert found.parts[0].name == "ä"
    assert (found.parts[0].numbers == np.arange(3)).all()
    assert found.parts[1].numbers.shape == (2, 0)


def test_only_the_kinds_asked_for_are_made() -> None:
    with pytest.raises(KeyError):
        unpack(pack(VALUE), (Outer,))


def test_a_missing_or_foreign_file_is_none(tmp_path: Path) -> None:
    assert restore(tmp_path / "none.npz", Outer) is None
    np.savez(tmp_path / "other.npz", x=np.arange(2))
    assert load(tmp_path / "other.npz") is not None
    assert restore(tmp_path / "other.npz", Outer, [Inner]) is None


def test_a_file_with_parts_missing_is_none(tmp_path: Path) -> None:
    arrays = pack(VALUE)
    shape = json.loads(bytes(arrays["shape"]))
    del shape["parts"]["share"]
    arrays["shape"] = np.frombuffer(json.dumps(shape).encode(), np.uint8)
    save(tmp_path / "value.npz", arrays)
    assert restore(tmp_path / "value.npz", Outer, [Inner]) is None


def test_a_flipped_bit_anywhere_is_found_or_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "value.npz"
    save(path, pack(VALUE))
    whole, random = path.read_bytes(), np.random.default_rng(0)
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << int(random.integers(8))
        path.write_bytes(flipped)
        found = restore(path, Outer, [Inner])
        assert found is None or alike(found, VALUE), place


def test_a_flipped_bit_in_a_length_is_found(tmp_path: Path) -> None:
    path = tmp_path / "value.npz"
    save(path, pack(Inner(np.arange(9000), "")))
    assert restore(path, Inner) is not None
    path.write_bytes(path.read_bytes().replace(b"(9000,)", b"(1000,)"))
    assert restore(path, Inner) is None


def alike(one: Outer, other: Outer) -> bool:
    first, second = pack(one), pack(other)
    return first.keys() == second.keys() and all(
        np.array_equal(first[name], second[name]) for name in first
    )


def test_a_file_with_another_value_is_none(tmp_path: Path) -> None:
    save(tmp_path / "value.npz", pack(VALUE.parts[0]))
    assert restore(tmp_path / "value.npz", Outer, [Inner]) is None


def test_pickled_objects_are_not_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "bad.npz", shape=np.array([{"a": 1}], dtype=object))
    assert restore(tmp_path / "bad.npz", Outer) is None


def test_the_files_used_last_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        keep(tmp_path / f"engine-{number}.npz", VALUE)
        os.utime(tmp_path / f"engine-{number}.npz", (number, number))
    assert restore(tmp_path / "engine-0.npz", Outer, [Inner]) is not None
    keep(tmp_path / "engine-6.npz", VALUE)
    assert {path.name[7] for path in tmp_path.iterdir()} == set("023456")


def test_what_a_killed_process_left_half_written_is_removed(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from intents import store\n"
        "store.os.fsync = lambda handle: os.kill(os.getpid(), 9)\n"
        "store.save(Path(sys.argv[1]), {})\n"
    )
    for kind in ("engine", "vectors"):
        subprocess.run([sys.executable, "-c", program, tmp_path / f"{kind}-1.npz"], check=False)
    young, old = tmp_path.iterdir()
    os.utime(old, (0, 0))
    keep(tmp_path / "engine-2.npz", VALUE)
    assert set(tmp_path.iterdir()) == {young, tmp_path / "engine-2.npz"}
