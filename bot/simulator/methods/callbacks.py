"""Answers to presses on buttons, and reactions."""

from __future__ import annotations

from bot.simulator.errors import bad, broken
from bot.simulator.methods.registry import Call, handles


@handles("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Say something to whoever pressed a button, or only end the waiting sign."""
    answer = call.given("text", "show_alert", "url")
    call.world.answer(call.get("callback_query_id"), answer)
    return True


@handles("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """Set the bot's reaction to a message: one at most, an empty list takes it away."""
    chat = call.chat()
    reactions = call.get("reaction", [])
    if len(reactions) > 1:
        raise broken("REACTIONS_TOO_MANY")
    if any(one["type"] != "emoji" for one in reactions):
        raise bad("REACTION_INVALID")
    if call.get("message_id") not in chat.messages:
        raise bad("message to react not found")
    call.world.react(chat, call.get("message_id"), call.world.bot, reactions)
    return True
