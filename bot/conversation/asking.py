"""One question on the command line: the answer a newcomer would get, as text."""

from __future__ import annotations

from bot.conversation.service import ConversationService
from bot.conversation.state import Conversation
from bot.conversation.understanding import Understanding
from bot.i18n import Catalogues
from bot.messages import Change, Incoming, Kind, Say
from knowledge.model import KnowledgeBase

CHAT = 1


def spoken_answer(
    base: KnowledgeBase, understanding: Understanding, text: str, language: str | None
) -> str:
    """The messages with their buttons in brackets; `language` is what she chose, if she did."""
    service = ConversationService(base, understanding, Catalogues(base.languages))
    turn = service.handle(Incoming(Kind.TEXT, CHAT, 1, text=text), Conversation(CHAT, language))
    said = [m for m in turn.outgoing if isinstance(m, Say | Change)]
    return "\n\n".join(map(_shown, said))


def _shown(message: Say | Change) -> str:
    rows = (" ".join(f"[{button.label}]" for button in row) for row in message.buttons)
    return "\n".join([message.text, "", *rows])
