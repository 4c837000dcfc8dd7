"""Keeps what was learned on disk: values of arrays in one file, written whole or not at all.

No pickle is read, and whatever goes wrong while a file is read means that it is damaged: then it
is learned again.
"""

import io
import json
import logging
import os
import tempfile
import time
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

Arrays = dict[str, NDArray[Any]]
_KEPT = 6  # files of one kind: several catalogues may share the folder
_PART = ".part"  # ends the name of a file that is being written
_ABANDONED = 3600.0  # seconds after which nobody writes it any more
T = TypeVar("T")


class NotKeptError(Exception):
    """What was only to be loaded is not kept, or is damaged."""


def pack(value: object) -> Arrays:
    """A value made of dataclasses, tuples, numbers, texts and arrays, as named arrays."""
    arrays: Arrays = {}
    text = json.dumps(_plain(value, arrays))
    return arrays | {"shape": np.frombuffer(text.encode(), np.uint8)}


def _plain(value: object, arrays: Arrays) -> object:
    if isinstance(value, np.ndarray):
        arrays[name := f"a{len(arrays)}"] = value
        return {"array": name}
    if is_dataclass(value):
        parts = {f.name: _plain(getattr(value, f.name), arrays) for f in fields(value)}
        return {"kind": type(value).__name__, "parts": parts}
    if isinstance(value, tuple):
        return {"tuple": [_plain(part, arrays) for part in value]}
    return value


def unpack(arrays: Mapping[str, NDArray[Any]], kinds: Sequence[type]) -> Any:
    """The value again; raises KeyError for a kind that is none of these."""
    known = {kind.__name__: kind for kind in kinds}

    def whole(plain: Any) -> Any:
        if not isinstance(plain, dict):
            return plain
        if "array" in plain:
            return arrays[plain["array"]]
        if "tuple" in plain:
            return tuple(map(whole, plain["tuple"]))
        parts = {name: whole(part) for name, part in plain["parts"].items()}
        return known[plain["kind"]](**parts)

    return whole(json.loads(bytes(arrays["shape"])))


def save(path: Path, arrays: Arrays) -> bool:
    """Write the file under another name, then put it in place; whether that could be done.

    A full disk costs the next start time, nothing else.
    """
    try:
        _write(path, arrays)
    except OSError as error:
        log.warning("What was learned could not be saved: %s", error.strerror or error)
        return False
    return True


def _write(path: Path, arrays: Arrays) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load(path: Path) -> Arrays | None:
    """The arrays of a file; None when it is missing or damaged."""
    try:
        with zipfile.ZipFile(path) as file:  # a part is read whole, so its checksum is compared
            return {name.removesuffix(".npy"): _array(file.read(name)) for name in file.namelist()}
    except Exception:
        return None  # damage shows in too many ways to name them


def _array(part: bytes) -> NDArray[Any]:
    """The array that was saved in these bytes; it stays in them and cannot be changed."""
    header = io.BytesIO(part)
    if np.lib.format.read_magic(header) != (1, 0):
        raise ValueError
    shape, by_columns, kind = np.lib.format.read_array_header_1_0(header)
    values = np.frombuffer(part, kind, offset=header.tell())
    return values.reshape(shape, order="F" if by_columns else "C")


def restore(path: Path, kind: type[T], parts: Sequence[type] = ()) -> T | None:
    """The value of a kind, made of these parts; None when it is missing or damaged."""
    arrays = load(path)
    try:
        value = None if arrays is None else unpack(arrays, (kind, *parts))
    except Exception:
        return None
    if not isinstance(value, kind):
        return None
    with suppress(OSError):  # perhaps only readable
        os.utime(path)  # it was used now
    return value


def keep(path: Path | None, value: object) -> None:
    """Save a value beside older ones of its kind (the name before the hyphen)."""
    if path is not None and save(path, pack(value)):
        with suppress(OSError):  # another process may forget them too
            forget_old(path.parent, f"{path.name.partition('-')[0]}-*.npz")


def forget_old(folder: Path, pattern: str) -> None:
    """Remove all but the files used last, and what a killed process left half written."""
    found = sorted(folder.glob(pattern), key=_used, reverse=True)
    now = time.time()
    parts = [path for path in folder.glob(f".*.npz-*{_PART}") if now - _used(path) > _ABANDONED]
    for path in [*found[_KEPT:], *parts]:
        path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    return path.stat().st_mtime
