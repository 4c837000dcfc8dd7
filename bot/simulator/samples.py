"""Ready-made files that people can send."""

from __future__ import annotations

from pathlib import Path

from bot.simulator.users import JSON
from bot.simulator.wire import Upload

_FOLDER = Path(__file__).with_name("samples")
SAMPLE_FILES = {
    "photo": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg"),
    "sticker": ("sticker.webp", "image/webp"),
    "document": ("letter.pdf", "application/pdf"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"),
    "animation": ("video.mp4", "video/mp4"),
    "audio": ("voice.ogg", "audio/ogg"),
}
SAMPLE_DETAILS: dict[str, JSON] = {
    "voice": {"duration": 4},
    "video": {"duration": 3, "width": 320, "height": 240},
    "animation": {"duration": 3, "width": 320, "height": 240},
    "video_note": {"duration": 3, "length": 240},
    "audio": {"duration": 4, "title": "Sample", "performer": "Simulator"},
    "sticker": {"emoji": "👋"},
}


def sample(kind: str) -> Upload:
    """A ready-made file of a kind."""
    name, mime = SAMPLE_FILES[kind]
    return Upload(name, mime, (_FOLDER / name).read_bytes())
