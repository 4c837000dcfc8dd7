"""What a volunteer gets to know when somebody wants a person."""

from bot.conversation.service import ConversationService
from bot.conversation.state import Conversation
from bot.handoff.model import Opens
from bot.i18n import Catalogues
from bot.messages import Incoming, Kind
from tests.support.bot import knowledge, understanding

CHAT = 1


def test_a_case_is_in_the_language_she_writes_in_also_where_the_bot_lacks_it():
    base = knowledge()
    service = ConversationService(base, understanding(), Catalogues(base.languages), desk=True)
    question = "¿Dónde puedo registrar mi nueva dirección en Kassel?"
    asked = service.handle(
        Incoming(Kind.TEXT, CHAT, 1, text=question, hint="de"), Conversation(CHAT)
    )
    turn = service.handle(
        Incoming(Kind.BUTTON, CHAT, 2, data="human:yes", hint="de"), asked.conversation
    )

    assert [event.language for event in turn.events if isinstance(event, Opens)] == ["es"]
