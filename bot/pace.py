"""How long things wait so that they can be joined or taken back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. merge: a newcomer's texts become one message. hold: a volunteer's words can
    still be taken back. album: after the last part of an album; album_most: after the first.
    repeat: before a call whose fate is unknown is made again."""

    merge: float = 3.0
    hold: float = 4.0
    album: float = 1.5
    album_most: float = 6.0
    repeat: float = 2.0
