"""Files as messages describe them: Voice, Document, a list of PhotoSize, …"""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad
from bot.simulator.files import MAX_PHOTO, Files, StoredFile, image_size
from bot.simulator.users import JSON
from bot.simulator.wire import Upload

_NAMED = ("audio", "document", "video", "animation")
_TIMED = ("voice", "audio", "video", "animation", "video_note")


def describe(files: Files, stored: StoredFile, details: JSON) -> Any:
    """The object a message carries for a new file; `details` are the sender's own claims."""
    if stored.kind == "photo":
        return _photo(files, stored)
    body: JSON = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    if stored.kind in _TIMED:
        body["duration"] = int(details.get("duration", 0))
    body |= _measures(stored, details)
    if stored.kind in _NAMED:
        body["file_name"] = details.get("file_name", "file")
    if stored.kind in (*_NAMED, "voice"):
        body["mime_type"] = stored.mime
    for key in ("performer", "title", "emoji"):
        if details.get(key):
            body[key] = details[key]
    return body | {"file_size": len(stored.data)}


def _measures(stored: StoredFile, details: JSON) -> JSON:
    if stored.kind in ("video", "animation"):
        return {"width": details.get("width", 640), "height": details.get("height", 360)}
    if stored.kind == "video_note":
        return {"length": details.get("length", 240)}
    if stored.kind == "sticker":
        width, height = image_size(stored.data) or (512, 512)
        kind = {"type": "regular", "is_animated": False, "is_video": False}
        return {"width": width, "height": height, **kind}
    return {}


def _photo(files: Files, stored: StoredFile) -> list[JSON]:
    size = image_size(stored.data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if len(stored.data) > MAX_PHOTO:
        raise bad("file is too big for a photo; the most is 10 MB")
    small = files.add("photo", Upload("small.jpg", stored.mime, stored.data))
    scale = min(1.0, 90 / max(size))
    measures = ((small, (max(1, round(scale * size[0])), max(1, round(scale * size[1])))),)
    return [
        {
            "file_id": one.file_id,
            "file_unique_id": one.unique_id,
            "file_size": len(one.data),
            "width": width,
            "height": height,
        }
        for one, (width, height) in (*measures, (stored, size))
    ]


def store(files: Files, kind: str, upload: Upload, details: JSON) -> Any:
    """Keep a new file; returns the object a message carries for it."""
    stored = files.add(kind, upload)
    stored.body = describe(files, stored, {"file_name": upload.name} | details)
    return stored.body


def known(files: Files, kind: str, file_id: str) -> Any:
    """The object for a file that is sent again by its identifier."""
    if file_id.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    stored = files.find(file_id)
    if stored.body is None and stored.kind == kind:
        stored.body = describe(files, stored, {})
    if stored.kind != kind:
        found, wished = (name.replace("_", " ").title() for name in (stored.kind, kind))
        raise bad(f"can't use file of type {found} as {wished}")
    return stored.body


def content(kind: str, body: Any) -> JSON:
    """The part of a message that shows a file; an animation is a document too."""
    if kind != "animation":
        return {kind: body}
    fields = ("file_id", "file_unique_id", "file_name", "mime_type", "file_size")
    return {kind: body, "document": {field: body[field] for field in fields}}
