"""The bot's list of commands by scope and language, and its menu button."""

from __future__ import annotations

from bot.simulator.methods.registry import Call, handles
from bot.simulator.profile import ScopeKey, checked_language, scope_key
from bot.simulator.users import JSON

_DEFAULT_BUTTON: JSON = {"type": "commands"}


def _key(call: Call) -> tuple[ScopeKey, str]:
    scope = call.get("scope") or {}
    if "chat_id" in scope:
        call.world.chat(scope["chat_id"])
    return scope_key(scope), checked_language(call.get("language_code"))


@handles("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Set the commands of one scope and language; an empty list removes them."""
    key = _key(call)
    commands = [one | {"command": one["command"].lstrip("/")} for one in call.get("commands")]
    call.world.profile.commands.pop(key, None)
    if commands:
        call.world.profile.commands[key] = commands
    call.world.events.add("bot", None)
    return True


@handles("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Remove the commands of one scope and language; broader ones are seen again."""
    call.world.profile.commands.pop(_key(call), None)
    call.world.events.add("bot", None)
    return True


@handles("getMyCommands")
def get_my_commands(call: Call) -> list[JSON]:
    """The commands that were set for exactly this scope and language."""
    return call.world.profile.commands.get(_key(call), [])


@handles("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """Set what the button beside the input line does, in one chat or in all."""
    where = call.get("chat_id", 0)
    if where:
        call.world.chat(where)
    call.world.profile.menu_buttons[where] = call.get("menu_button", _DEFAULT_BUTTON)
    call.world.events.add("bot", None)
    return True


@handles("getChatMenuButton")
def get_chat_menu_button(call: Call) -> JSON:
    """The menu button of a chat, else the one of all chats."""
    buttons = call.world.profile.menu_buttons
    return buttons.get(call.get("chat_id", 0)) or buttons.get(0, _DEFAULT_BUTTON)


@handles("setMyDefaultAdministratorRights")
def set_default_rights(call: Call) -> bool:
    """Set which rights the bot asks for when it is added to a group."""
    channels = bool(call.get("for_channels"))
    call.world.profile.default_rights[channels] = call.get("rights", {})
    return True
