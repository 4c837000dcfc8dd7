"""Sending texts, places, contacts and dice, and what all kinds of sending share."""

from __future__ import annotations

import random

from bot.simulator.errors import broken
from bot.simulator.messages import by_person
from bot.simulator.methods.registry import Call, handles
from bot.simulator.methods.targets import Target, target, writable
from bot.simulator.methods.texts import message_text
from bot.simulator.users import JSON

_INLINE = "inline_keyboard"
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send(call: Call, place: Target, content: JSON) -> JSON:
    """Put a message of the bot into a chat, with its buttons; returns the message."""
    extra: JSON = {}
    markup = call.get("reply_markup")
    if markup and _INLINE in markup:
        extra["reply_markup"] = markup
    if call.get("protect_content"):
        extra["has_protected_content"] = True
    quote = (call.get("reply_parameters") or {}).get("quote")
    if quote and place.reply_to:
        extra["quote"] = {"text": quote, "position": 0, "is_manual": True}
    message = call.world.post(
        place.chat, by_person(call.world.bot), content | extra, place.thread_id, place.reply_to
    )
    if markup and _INLINE not in markup:
        set_keyboard(call, place, markup)
    return message


def set_keyboard(call: Call, place: Target, markup: JSON) -> None:
    """Show or take away the keyboard below the input line."""
    place.chat.keyboard = markup if "keyboard" in markup else None
    call.world.events.add("keyboard", place.chat.id, keyboard=place.chat.keyboard)


@handles("sendMessage")
def send_message(call: Call) -> JSON:
    """Send a text."""
    content = message_text(call.world, call.values)
    return send(call, target(call), content | call.given("link_preview_options"))


@handles("sendLocation")
def send_location(call: Call) -> JSON:
    """Send a point on the map."""
    fields = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
    return send(call, target(call), {"location": call.given(*fields)})


@handles("sendVenue")
def send_venue(call: Call) -> JSON:
    """Send a place with name and address; it carries a location too."""
    location = call.given("latitude", "longitude")
    fields = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    venue = {"location": location, **call.given("title", "address", *fields)}
    return send(call, target(call), {"venue": venue, "location": location})


@handles("sendContact")
def send_contact(call: Call) -> JSON:
    """Send somebody's phone number."""
    contact = call.given("phone_number", "first_name", "last_name", "vcard")
    return send(call, target(call), {"contact": contact})


@handles("sendDice")
def send_dice(call: Call) -> JSON:
    """Throw a die."""
    dice = {"emoji": call.get("emoji", "🎲"), "value": random.randint(1, 5)}
    return send(call, target(call), {"dice": dice})


@handles("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Show "typing…" and the like for five seconds or until a message comes."""
    chat = writable(call)
    if call.get("action") not in _ACTIONS:
        raise broken("wrong parameter action in request")
    thread_id = call.get("message_thread_id")
    call.world.events.add("action", chat.id, action=call.get("action"), thread_id=thread_id)
    return True
