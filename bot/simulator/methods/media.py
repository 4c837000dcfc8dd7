"""Sending files: photos, voice messages, documents and albums."""

from __future__ import annotations

from typing import Any

from bot.simulator import media
from bot.simulator.errors import bad, broken
from bot.simulator.files import MAX_DOWNLOAD
from bot.simulator.methods.registry import Call, handles
from bot.simulator.methods.sending import send
from bot.simulator.methods.targets import target
from bot.simulator.methods.texts import caption
from bot.simulator.users import JSON
from bot.simulator.wire import Upload

_ATTACHED = "attach://"
_DETAILS = ("duration", "width", "height", "length", "performer", "title", "emoji")
_BY_METHOD = {
    "sendPhoto": "photo",
    "sendVoice": "voice",
    "sendAudio": "audio",
    "sendVideo": "video",
    "sendVideoNote": "video_note",
    "sendAnimation": "animation",
    "sendDocument": "document",
    "sendSticker": "sticker",
}
_WITHOUT_CAPTION = ("video_note", "sticker")
# Documents and audio stand in albums of their own; photos and videos mix.
_ALBUM_FAMILY = {"photo": "picture", "video": "picture"}


def file_body(call: Call, kind: str, source: Any, details: JSON) -> Any:
    """The object for a file that is uploaded or named by its identifier."""
    if isinstance(source, str) and source.startswith(_ATTACHED):
        source = call.get(source)
        if source is None:
            raise broken("attached file not found in the request")
    if isinstance(source, Upload):
        return media.store(call.world.files, kind, source, details)
    return media.known(call.world.files, kind, source)


@handles(*_BY_METHOD)
def send_file(call: Call) -> JSON:
    """Send one file of any kind, with a caption where the kind allows one."""
    kind = _BY_METHOD[call.method]
    text = {} if kind in _WITHOUT_CAPTION else caption(call.world, call.values)
    place = target(call)
    body = file_body(call, kind, call.get(kind), call.given(*_DETAILS))
    return send(call, place, media.content(kind, body) | text | _spoiler(call.values))


def _spoiler(values: JSON) -> JSON:
    return {"has_media_spoiler": True} if values.get("has_spoiler") else {}


def item_content(call: Call, item: JSON) -> JSON:
    """The content of one InputMedia."""
    kind = item["type"]
    details = {key: item[key] for key in _DETAILS if key in item}
    body = file_body(call, kind, item["media"], details)
    return media.content(kind, body) | caption(call.world, item) | _spoiler(item)


@handles("sendMediaGroup")
def send_media_group(call: Call) -> list[JSON]:
    """Send two to ten files as one album."""
    items: list[JSON] = call.get("media")
    families = {_ALBUM_FAMILY.get(item["type"], item["type"]) for item in items}
    if len(families) > 1 or "animation" in families:
        raise bad("can't mix different media types in an album")
    place = target(call)
    contents = [item_content(call, item) for item in items]
    album = call.world.album_id()
    return [send(call, place, {**content, "media_group_id": album}) for content in contents]


@handles("getFile")
def get_file(call: Call) -> JSON:
    """Where a file can be downloaded; at most 20 MB."""
    stored = call.world.files.find(call.get("file_id"))
    if len(stored.data) > MAX_DOWNLOAD:
        raise bad("file is too big")
    return stored.json
