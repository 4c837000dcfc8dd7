"""Who the bot is: getMe, names and descriptions by language, logging out."""

from __future__ import annotations

from bot.simulator.methods.registry import Call, handles
from bot.simulator.profile import checked_language
from bot.simulator.users import JSON


@handles("getMe")
def get_me(call: Call) -> JSON:
    """The bot itself."""
    return {
        **call.world.bot.json,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def _texts(call: Call) -> tuple[str, dict[str, str]]:
    """The parameter and the stored texts a method of this module is about."""
    profile = call.world.profile
    return {
        "Name": ("name", profile.names),
        "Description": ("description", profile.descriptions),
        "ShortDescription": ("short_description", profile.short_descriptions),
    }[call.method[5:]]


@handles("setMyName", "setMyDescription", "setMyShortDescription")
def set_text(call: Call) -> bool:
    """Set a name or description for one language or for all; an empty one removes it."""
    field, texts = _texts(call)
    language = checked_language(call.get("language_code"))
    texts.pop(language, None)
    if call.get(field):
        texts[language] = call.get(field)
    call.world.events.add("bot", None)
    return True


@handles("getMyName", "getMyDescription", "getMyShortDescription")
def get_text(call: Call) -> JSON:
    """The name or description in one language, else the one for all."""
    field, texts = _texts(call)
    language = checked_language(call.get("language_code"))
    spare = call.world.bot.first_name if field == "name" else ""
    return {field: texts.get(language) or texts.get("") or spare}


@handles("logOut")
def log_out(call: Call) -> bool:
    """Leave this server; afterwards it answers nothing but refusals."""
    call.world.logged_out = True
    return True


@handles("close")
def close(call: Call) -> bool:
    """End the bot's work on this server; a waiting getUpdates is let go."""
    call.world.bell.ring()
    return True
