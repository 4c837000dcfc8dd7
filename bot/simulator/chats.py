"""Chats: private ones, groups and forums with members, topics and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.users import JSON, User

GENERAL_TOPIC = 1
_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
# What an administrator may do who was simply made one; a test can take rights away.
ALL_RIGHTS: dict[str, bool] = dict.fromkeys(_ADMIN_RIGHTS, True)
ALL_PERMISSIONS: dict[str, bool] = dict.fromkeys(_PERMISSIONS, True)
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's place in a chat: creator, administrator, member, restricted, left, kicked."""

    user: User
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    anonymous: bool = False
    custom_title: str | None = None

    @property
    def present(self) -> bool:
        """Whether this is somebody who is in the chat now."""
        if self.status == "restricted":
            return self.rights.get("is_member", True)
        return self.status in PRESENT

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether a right is held; the creator holds all."""
        return self.status == "creator" or (self.is_admin and self.rights.get(right, False))

    @property
    def json(self) -> JSON:
        """The ChatMember object of the Bot API."""
        found: JSON = {"status": self.status, "user": self.user.json}
        if self.custom_title and self.is_admin:
            found["custom_title"] = self.custom_title
        return found | self._details()

    def _details(self) -> JSON:
        if self.status == "creator":
            return {"is_anonymous": self.anonymous}
        if self.status == "administrator":
            rights = {right: self.rights.get(right, False) for right in _ADMIN_RIGHTS}
            return {"can_be_edited": False, "is_anonymous": self.anonymous, **rights}
        if self.status == "restricted":
            allowed = {name: self.rights.get(name, False) for name in _PERMISSIONS}
            return {"is_member": self.present, "until_date": 0, **allowed}
        return {"until_date": 0} if self.status == "kicked" else {}


@dataclass(slots=True)
class Topic:
    """A topic of a forum."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_custom_emoji_id: str | None = None
    closed: bool = False

    @property
    def json(self) -> JSON:
        """The ForumTopic object of the Bot API."""
        found: JSON = {
            "message_thread_id": self.id,
            "name": self.name,
            "icon_color": self.icon_color,
        }
        if self.icon_custom_emoji_id:
            found["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return found


@dataclass(slots=True)
class Chat:
    """A chat. A private one has its person's id; messages are counted in each chat."""

    id: int
    type: str
    title: str | None = None
    person: User | None = None
    is_forum: bool = False
    protected: bool = False
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    description: str = ""
    last_id: int = 0
    general_closed: bool = False
    keyboard: JSON | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, JSON] = field(default_factory=dict)
    reactions: dict[int, dict[int, list[Any]]] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    permissions: dict[str, bool] = field(default_factory=lambda: dict(ALL_PERMISSIONS))

    @property
    def json(self) -> JSON:
        """The Chat object of the Bot API."""
        found: JSON = {"id": self.id, "type": self.type}
        if self.person is not None:
            person = self.person.json
            names = ("first_name", "last_name", "username")
            return found | {key: person[key] for key in names if key in person}
        found["title"] = self.title or ""
        if self.is_forum:
            found["is_forum"] = True
        return found

    @property
    def is_private(self) -> bool:
        """Whether this is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def kind(self) -> str:
        """What Telegram's refusals call this chat."""
        return "supergroup chat" if self.type == "supergroup" else "group chat"

    def member(self, user: User) -> Member:
        """Somebody's place in the chat; "left" for strangers."""
        return self.members.get(user.id) or Member(user, "left")

    def next_id(self) -> int:
        """The number of the next message."""
        self.last_id += 1
        return self.last_id
