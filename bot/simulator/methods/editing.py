"""Changing messages of the bot: text, caption, media, buttons."""

from __future__ import annotations

from bot.simulator.chats import Chat
from bot.simulator.errors import bad
from bot.simulator.messages import CONTENT, has_caption, same
from bot.simulator.methods.media import item_content
from bot.simulator.methods.registry import Call, handles
from bot.simulator.methods.texts import caption, message_text
from bot.simulator.users import JSON

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def _own_message(call: Call) -> tuple[Chat, JSON]:
    chat = call.chat()
    message = chat.messages.get(call.get("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != call.world.bot.id or "forward_origin" in message:
        raise bad("message can't be edited")
    return chat, message


def _changed(
    call: Call, chat: Chat, message: JSON, replaced: tuple[str, ...], content: JSON
) -> JSON:
    """Replace some fields and the buttons; buttons that are not given again disappear."""
    kept = {key: value for key, value in message.items() if key not in replaced}
    new = kept | content
    new.pop("reply_markup", None)
    if call.get("reply_markup", {}).get("inline_keyboard"):
        new["reply_markup"] = call.get("reply_markup")
    if all(same(new.get(key), message.get(key)) for key in (*replaced, "reply_markup")):
        raise bad(_NOT_MODIFIED)
    return call.world.replace(chat, new | {"edit_date": call.world.clock.date()})


@handles("editMessageText")
def edit_text(call: Call) -> JSON:
    """Change the words of a text message."""
    content = message_text(call.world, call.values) | call.given("link_preview_options")
    chat, message = _own_message(call)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _changed(call, chat, message, _TEXT, content)


@handles("editMessageCaption")
def edit_caption(call: Call) -> JSON:
    """Change the words below a picture or another file."""
    content = caption(call.world, call.values)
    chat, message = _own_message(call)
    if not has_caption(message):
        raise bad("there is no caption in the message to edit")
    return _changed(call, chat, message, _CAPTION, content)


@handles("editMessageMedia")
def edit_media(call: Call) -> JSON:
    """Put another file in the place of the one in a message."""
    chat, message = _own_message(call)
    content = item_content(call, call.get("media"))
    return _changed(call, chat, message, CONTENT, content)


@handles("editMessageReplyMarkup")
def edit_buttons(call: Call) -> JSON:
    """Change or take away the buttons below a message."""
    chat, message = _own_message(call)
    return _changed(call, chat, message, (), {})


@handles("stopMessageLiveLocation")
def stop_live_location(call: Call) -> JSON:
    """End a live location of the bot."""
    chat, message = _own_message(call)
    if "live_period" not in message.get("location", {}):
        raise bad("message can't be edited")
    still = {k: v for k, v in message["location"].items() if k != "live_period"}
    return _changed(call, chat, message, ("location",), {"location": still})


@handles("editMessageLiveLocation")
def edit_live_location(call: Call) -> JSON:
    """Move a live location of the bot."""
    chat, message = _own_message(call)
    if "live_period" not in message.get("location", {}):
        raise bad("message can't be edited")
    fields = ("latitude", "longitude", "horizontal_accuracy", "heading", "live_period")
    return _changed(
        call,
        chat,
        message,
        ("location",),
        {"location": message["location"] | call.given(*fields)},
    )
