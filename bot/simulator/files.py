"""Files: kept under identifiers, downloadable by path."""

from __future__ import annotations

import base64
import hashlib
import itertools
import struct
from dataclasses import dataclass
from typing import Any

from bot.simulator.errors import ApiError, bad
from bot.simulator.users import JSON
from bot.simulator.wire import Upload

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
# Each kind of file: how its identifiers begin, its folder and its usual ending.
_KINDS: dict[str, tuple[str, str, str]] = {
    "photo": ("AgACAgI", "photos", ".jpg"),
    "voice": ("AwACAgI", "voice", ".oga"),
    "video": ("BAACAgI", "videos", ".mp4"),
    "document": ("BQACAgI", "documents", ""),
    "sticker": ("CAACAgI", "stickers", ".webp"),
    "animation": ("CgACAgI", "animations", ".mp4"),
    "audio": ("CQACAgI", "music", ".mp3"),
    "video_note": ("DQACAgI", "video_notes", ".mp4"),
}
MEDIA_KINDS = tuple(_KINDS)


@dataclass(slots=True)
class StoredFile:
    """A file and the object that describes it in messages (a Voice, a list of PhotoSize, …)."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    mime: str
    data: bytes
    body: Any = None

    @property
    def json(self) -> JSON:
        """The File object of the Bot API."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
            "file_path": self.path,
        }


class Files:
    """All files that people and the bot have sent."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file of one of MEDIA_KINDS under a new identifier."""
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large", violation=True)
        prefix, folder, ending = _KINDS[kind]
        number = next(self._numbers)
        digest = hashlib.sha256(upload.data).digest()
        code = base64.urlsafe_b64encode(struct.pack(">Q", number) + digest[:24]).decode()
        name = upload.name.rpartition(".")[2]
        path = f"{folder}/file_{number}{ending or ('.' + name if name else '')}"
        unique = base64.urlsafe_b64encode(digest[:8]).decode().rstrip("=")
        stored = StoredFile(prefix + code, unique, kind, path, upload.mime, upload.data)
        self._by_id[stored.file_id] = stored
        self._by_path[path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        """A file by its identifier."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("wrong file identifier/HTTP URL specified")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """A file by the path that getFile has told."""
        return self._by_path.get(path)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"GIF8") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp_size(data)
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
