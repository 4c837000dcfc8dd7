"""Everything the simulator remembers, and the few ways in which it changes."""

from __future__ import annotations

import itertools
from typing import Any

from bot.simulator.bell import Bell
from bot.simulator.callbacks import CALLBACK_LIFE, Callback
from bot.simulator.chats import ALL_RIGHTS, Chat, Member, Topic
from bot.simulator.clock import Clock
from bot.simulator.errors import bad
from bot.simulator.events import Events
from bot.simulator.files import Files
from bot.simulator.messages import place, quoted, thread_of
from bot.simulator.profile import Profile
from bot.simulator.updates import Updates
from bot.simulator.users import JSON, User

# Above 32 bits, as Telegram's ids may be.
FIRST_PERSON = 7_100_000_001
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


class World:
    """People, chats, messages and files; everything changes through methods of this class."""

    def __init__(self, token: str, bot: User) -> None:
        self.token = token
        self.bot = bot
        self.clock = Clock()
        self.bell = Bell()
        self.events = Events(self.bell)
        self.updates = Updates(self.bell)
        self.files = Files()
        self.profile = Profile(names={"": bot.first_name})
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.logged_out = False
        self._people = itertools.count(FIRST_PERSON)
        self._groups = itertools.count(FIRST_GROUP, -1)
        self._supergroups = itertools.count(FIRST_SUPERGROUP, -1)
        self._callback_ids = itertools.count(4_000_000_000_000_001)
        self._albums = itertools.count(13_000_000_000_001)

    # -- people and chats --------------------------------------------------------------------

    def add_person(self, first_name: str, **details: Any) -> User:
        """A new person with a private chat in which the bot cannot write yet."""
        user = User(details.pop("id", None) or next(self._people), first_name, **details)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", person=user)
        self.events.add("person", user.id, user=user.json)
        return user

    def add_group(self, title: str, owner: User, forum: bool, supergroup: bool) -> Chat:
        """A new group of `owner`; a forum is always a supergroup."""
        big = supergroup or forum
        number = next(self._supergroups if big else self._groups)
        chat = Chat(number, "supergroup" if big else "group", title, is_forum=forum)
        chat.members[owner.id] = Member(owner, "creator")
        self.chats[chat.id] = chat
        self.events.add("chat", chat.id, chat=chat.json)
        return chat

    def chat(self, chat_id: Any) -> Chat:
        """A chat by its id; raises Telegram's "chat not found"."""
        found = self.chats.get(chat_id)
        if found is None:
            raise bad("chat not found")
        return found

    def user(self, user_id: Any) -> User:
        """A person or bot by id; raises Telegram's "user not found"."""
        found = self.users.get(user_id)
        if found is None:
            raise bad("user not found")
        return found

    def album_id(self) -> str:
        """A new identifier that holds the parts of an album together."""
        return str(next(self._albums))

    # -- messages ----------------------------------------------------------------------------

    def post(
        self,
        chat: Chat,
        sender: JSON,
        content: JSON,
        thread_id: int | None = None,
        reply_to: JSON | None = None,
    ) -> JSON:
        """Put a new message into a chat; returns it as the Bot API writes it."""
        message: JSON = {
            "message_id": chat.next_id(),
            **sender,
            "date": self.clock.date(),
            "chat": chat.json,
            **place(chat, thread_id, reply_to, rooted="pinned_message" not in content),
            **content,
        }
        if chat.protected:
            message["has_protected_content"] = True
        chat.messages[message["message_id"]] = message
        self.events.add("message", chat.id, message=message)
        return message

    def replace(self, chat: Chat, message: JSON) -> JSON:
        """Put a changed message in the place of the old one with the same number."""
        chat.messages[message["message_id"]] = message
        self.events.add("edit", chat.id, message=message)
        return message

    def remove(self, chat: Chat, message_ids: list[int]) -> None:
        """Take messages out of a chat; unknown numbers are passed over."""
        gone = [number for number in message_ids if chat.messages.pop(number, None)]
        for number in gone:
            chat.reactions.pop(number, None)
            if number in chat.pinned:
                chat.pinned.remove(number)
        if gone:
            self.events.add("delete", chat.id, message_ids=gone)

    def deliver(self, chat: Chat, message: JSON, kind: str = "message") -> None:
        """Tell the bot of a message, if it may read it.

        Of its own messages Telegram tells it only those that say that something happened:
        topics created, renamed and closed, messages pinned, the title changed, its leaving.
        """
        if self._bot_reads(chat, message):
            self.updates.add(kind, message)

    def _bot_reads(self, chat: Chat, message: JSON) -> bool:
        if chat.is_private:
            return True
        member = chat.member(self.bot)
        if not member.present or member.is_admin:
            return member.present
        text: str = message.get("text") or message.get("caption") or ""
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        named = f"@{self.bot.username}".lower() in text.lower()
        # Without being an administrator a bot in privacy mode reads little else.
        return text.startswith("/") or named or replied == self.bot.id or "text" not in message

    # -- members -----------------------------------------------------------------------------

    def set_member(self, chat: Chat, member: Member, by: User) -> None:
        """Change somebody's place in a chat and tell the bot as Telegram would."""
        old = chat.member(member.user)
        chat.members[member.user.id] = member
        change: JSON = {
            "chat": chat.json,
            "from": by.json,
            "date": self.clock.date(),
            "old_chat_member": old.json,
            "new_chat_member": member.json,
        }
        if member.user.id == self.bot.id:
            self.updates.add("my_chat_member", change)
        elif chat.member(self.bot).is_admin:
            self.updates.add("chat_member", change)
        self.events.add("member", chat.id, member=member.json)

    def set_blocked(self, chat: Chat, blocked: bool) -> None:
        """A person blocks the bot or lets it write again."""
        if chat.person is None or chat.blocked == blocked:
            return
        chat.blocked = blocked
        states = [Member(self.bot, "kicked").json, Member(self.bot, "member").json]
        old, new = states[::-1] if blocked else states
        self.updates.add(
            "my_chat_member",
            {
                "chat": chat.json,
                "from": chat.person.json,
                "date": self.clock.date(),
                "old_chat_member": old,
                "new_chat_member": new,
            },
        )
        self.events.add("blocked", chat.id, blocked=blocked)

    def admit_bot(self, chat: Chat, by: User, rights: dict[str, bool] | None) -> None:
        """Add the bot to a group, as administrator if `rights` are given."""
        admin = rights is not None
        status = "administrator" if admin else "member"
        self.set_member(chat, Member(self.bot, status, {**ALL_RIGHTS, **(rights or {})}), by)

    # -- topics ------------------------------------------------------------------------------

    def add_topic(self, chat: Chat, sender: JSON, topic: JSON) -> Topic:
        """A new topic; its id is the number of the message that says so."""
        message: JSON = {
            "message_id": chat.next_id(),
            **sender,
            "date": self.clock.date(),
            "chat": chat.json,
            "forum_topic_created": topic,
            "is_topic_message": True,
        }
        message["message_thread_id"] = message["message_id"]
        chat.messages[message["message_id"]] = message
        made = Topic(message["message_id"], **topic)
        chat.topics[made.id] = made
        self.events.add("topic", chat.id, topic=made.json | {"closed": False})
        self.events.add("message", chat.id, message=message)
        return made

    def topic_changed(self, chat: Chat, topic: Topic, sender: JSON, what: JSON) -> JSON:
        """Say in a topic that it was renamed, closed or opened again."""
        self.events.add("topic", chat.id, topic=topic.json | {"closed": topic.closed})
        return self.post(chat, sender, what, topic.id)

    def set_topic_closed(self, chat: Chat, topic: Topic, closed: bool, sender: JSON) -> JSON:
        """Close a topic or open it again."""
        topic.closed = closed
        what = "forum_topic_closed" if closed else "forum_topic_reopened"
        return self.topic_changed(chat, topic, sender, {what: {}})

    def remove_topic(self, chat: Chat, topic: Topic) -> None:
        """Delete a topic with all its messages."""
        del chat.topics[topic.id]
        inside = [number for number, one in chat.messages.items() if thread_of(one) == topic.id]
        self.remove(chat, inside)
        self.events.add("topic", chat.id, topic=topic.json | {"deleted": True})

    # -- buttons -----------------------------------------------------------------------------

    def press(self, user: User, chat: Chat, message: JSON, data: str) -> Callback:
        """A press on an inline button; the bot hears of it even if the message is gone."""
        callback = Callback(str(next(self._callback_ids)), user.id, self.clock.now())
        self.callbacks[callback.id] = callback
        number = message["message_id"]
        gone = {"chat": chat.json, "message_id": number, "date": 0}
        self.updates.add(
            "callback_query",
            {
                "id": callback.id,
                "from": user.json,
                "message": chat.messages.get(number, gone),
                "chat_instance": str(-chat.id * 7919),
                "data": data,
            },
        )
        return callback

    def answer(self, callback_id: str, answer: JSON) -> None:
        """The bot answers a press, once and in time."""
        callback = self.callbacks.get(callback_id)
        late = callback and self.clock.now() - callback.at > CALLBACK_LIFE
        if callback is None or late or callback.answer is not None:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        callback.answer = answer
        self.events.add("answer", callback.user_id, callback_query_id=callback_id, answer=answer)

    # -- pins and reactions ------------------------------------------------------------------

    def pin(self, chat: Chat, message: JSON, sender: JSON) -> JSON:
        """Pin a message and say so in its topic."""
        number = message["message_id"]
        if number in chat.pinned:
            chat.pinned.remove(number)
        chat.pinned.append(number)
        self.events.add("pins", chat.id, pinned=list(chat.pinned))
        return self.post(chat, sender, {"pinned_message": quoted(message)}, thread_of(message))

    def unpin(self, chat: Chat, message_ids: list[int]) -> None:
        """Unpin messages."""
        chat.pinned = [number for number in chat.pinned if number not in message_ids]
        self.events.add("pins", chat.id, pinned=list(chat.pinned))

    def react(self, chat: Chat, number: int, user: User, reactions: list[JSON]) -> None:
        """Set somebody's reactions to a message; the bot hears of those of others."""
        all_of = chat.reactions.setdefault(number, {})
        old = all_of.get(user.id, [])
        all_of[user.id] = reactions
        shown = [one for each in all_of.values() for one in each]
        self.events.add("reaction", chat.id, message_id=number, reactions=shown)
        reads = chat.is_private or chat.member(self.bot).is_admin
        if user.id != self.bot.id and reads and old != reactions:
            self.updates.add(
                "message_reaction",
                {
                    "chat": chat.json,
                    "message_id": number,
                    "user": user.json,
                    "date": self.clock.date(),
                    "old_reaction": old,
                    "new_reaction": reactions,
                },
            )
