"""The simulator's own HTTP interface below /sim/: act as people, look on, set faults."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.simulator.actions import PERSON_ACTS, Act, CannotDoError
from bot.simulator.errors import ApiError
from bot.simulator.faults import Faults
from bot.simulator.groups import GROUP_ACTS
from bot.simulator.journal import Entry, Journal
from bot.simulator.users import JSON
from bot.simulator.wire import Upload
from bot.simulator.world import World

_MAX_WAIT = 55.0
Reply = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Control:
    """Everything a person, a test or the page can do to a simulator."""

    world: World
    faults: Faults
    journal: Journal
    languages: list[JSON] = field(default_factory=list)

    def person_act(self, person_id: int, name: str, arguments: JSON) -> Any:
        """Let a person do something; raises CannotDoError with a sentence."""
        person = self.world.users.get(person_id)
        if person is None:
            raise CannotDoError(f"There is no person {person_id}.")
        return _perform(PERSON_ACTS, name, (self.world, person), arguments)

    def group_act(self, chat_id: int, name: str, arguments: JSON) -> Any:
        """Let something happen to a group; raises CannotDoError with a sentence."""
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise CannotDoError(f"There is no group {chat_id}.")
        return _perform(GROUP_ACTS, name, (self.world, chat), arguments)

    def found_group(self, title: str, owner_id: int, forum: bool, supergroup: bool) -> JSON:
        """A new group without the bot."""
        owner = self.world.users[owner_id]
        return self.world.add_group(title, owner, forum, supergroup).json

    def snapshot(self, chat_id: int) -> JSON:
        """A chat as its members see it now."""
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise CannotDoError(f"There is no chat {chat_id}.")
        return {
            "chat": chat.json,
            "messages": list(chat.messages.values()),
            "topics": [one.json | {"closed": one.closed} for one in chat.topics.values()],
            "pinned": list(chat.pinned),
            "members": [member.json for member in chat.members.values()],
            "keyboard": chat.keyboard,
            "blocked": chat.blocked,
            "started": chat.started,
            "migrated_to": chat.migrated_to,
            "reactions": {
                number: [one for each in all_of.values() for one in each]
                for number, all_of in chat.reactions.items()
            },
            "seq": self.world.events.last,
        }

    def bot_as_seen_by(self, person_id: int) -> JSON:
        """The bot's name, texts and commands in a person's language."""
        world, profile = self.world, self.world.profile
        person = world.user(person_id)
        return {
            "id": world.bot.id,
            "username": world.bot.username,
            "name": profile.shown(profile.names, person) or world.bot.first_name,
            "description": profile.shown(profile.descriptions, person),
            "short_description": profile.shown(profile.short_descriptions, person),
            "commands": profile.commands_for(person, world.chats[person_id]),
        }

    def overview(self) -> JSON:
        """All people, groups and languages, and the number of the latest event."""
        world = self.world
        return {
            "bot": world.bot.json,
            "people": [user.json for user in world.users.values() if not user.is_bot],
            "groups": [
                chat.json
                for chat in world.chats.values()
                if not chat.is_private and chat.migrated_to is None
            ],
            "languages": self.languages,
            "seq": world.events.last,
        }


def _perform(acts: dict[str, Act], name: str, first: tuple[Any, Any], arguments: JSON) -> Any:
    if name not in acts:
        raise CannotDoError(f"There is no act {name}; there are {', '.join(sorted(acts))}.")
    try:
        return acts[name](*first, **_with_upload(arguments))
    except ApiError as refusal:
        raise CannotDoError(refusal.description) from refusal
    except TypeError as error:
        raise CannotDoError(f"{name} was given wrong arguments: {error}") from error


def _with_upload(arguments: JSON) -> JSON:
    """A file comes as {"name", "mime", "base64"}."""
    sent = arguments.get("upload")
    if not isinstance(sent, dict):
        return arguments
    data = base64.b64decode(sent["base64"])
    return arguments | {"upload": Upload(sent["name"], sent["mime"], data)}


def _entry(entry: Entry) -> JSON:
    found = asdict(entry)
    return found | {"violations": [str(one) for one in entry.violations]}


async def _arguments(request: Request) -> JSON:
    """The JSON body. Its content type keeps other web sites from posting here."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise CannotDoError("Send the arguments as application/json.")
    body = await request.body()
    arguments = json.loads(body) if body else {}
    if not isinstance(arguments, dict):
        raise CannotDoError("Send the arguments as a JSON object.")
    return arguments


def _told(reply: Callable[[Request], Awaitable[Any]]) -> Reply:
    """Answer with what `reply` returns, or with 400 and a sentence."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await reply(request))
        except (CannotDoError, ApiError, KeyError, ValueError, TypeError) as error:
            sentence = str(error.args[0]) if error.args else type(error).__name__
            return JSONResponse({"error": sentence}, status_code=400)

    return endpoint


class ControlRoutes:
    """The HTTP routes of a Control."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def routes(self) -> list[BaseRoute]:
        """All routes below /sim/."""
        return [
            Route("/sim/state", _told(self._state)),
            Route("/sim/events", _told(self._events)),
            Route("/sim/people", _told(self._new_person), methods=["POST"]),
            Route("/sim/people/{id:int}/bot", _told(self._bot)),
            Route("/sim/people/{id:int}/{act}", _told(self._person_act), methods=["POST"]),
            Route("/sim/groups", _told(self._new_group), methods=["POST"]),
            Route("/sim/groups/{id}/{act}", _told(self._group_act), methods=["POST"]),
            Route("/sim/chats/{id}", _told(self._chat)),
            Route("/sim/faults", _told(self._new_fault), methods=["POST"]),
            Route("/sim/faults/clear", _told(self._clear_faults), methods=["POST"]),
            Route("/sim/faults/{id:int}", _told(self._fault)),
            Route("/sim/faults/{id:int}/release", _told(self._release), methods=["POST"]),
            Route("/sim/journal", _told(self._journal)),
            Route("/sim/clock", _told(self._advance), methods=["POST"]),
            Route("/sim/files/{id}", self._file),
        ]

    async def _state(self, _: Request) -> JSON:
        return self._control.overview()

    async def _events(self, request: Request) -> list[JSON]:
        after = int(request.query_params.get("after", "0"))
        timeout = min(_MAX_WAIT, float(request.query_params.get("timeout", "0")))
        return await self._control.world.events.wait(after, timeout)

    async def _new_person(self, request: Request) -> JSON:
        return self._control.world.add_person(**await _arguments(request)).json

    async def _bot(self, request: Request) -> JSON:
        return self._control.bot_as_seen_by(request.path_params["id"])

    async def _person_act(self, request: Request) -> Any:
        where = request.path_params
        return self._control.person_act(where["id"], where["act"], await _arguments(request))

    async def _new_group(self, request: Request) -> JSON:
        return self._control.found_group(**await _arguments(request))

    async def _group_act(self, request: Request) -> Any:
        where = request.path_params
        return self._control.group_act(int(where["id"]), where["act"], await _arguments(request))

    async def _chat(self, request: Request) -> JSON:
        return self._control.snapshot(int(request.path_params["id"]))

    async def _new_fault(self, request: Request) -> JSON:
        return {"id": self._control.faults.add(**await _arguments(request)).id}

    async def _fault(self, request: Request) -> JSON:
        return {"hits": self._control.faults.get(request.path_params["id"]).hits}

    async def _release(self, request: Request) -> JSON:
        fault = self._control.faults.get(request.path_params["id"])
        fault.release()
        return {"hits": fault.hits}

    async def _clear_faults(self, _: Request) -> bool:
        self._control.faults.clear()
        return True

    async def _journal(self, request: Request) -> JSON:
        journal = self._control.journal
        calls = journal.calls(request.query_params.get("method"))
        return {
            "calls": [_entry(entry) for entry in calls],
            "violations": [_entry(entry) for entry in journal.violations],
        }

    async def _advance(self, request: Request) -> bool:
        self._control.world.clock.advance(float((await _arguments(request))["seconds"]))
        return True

    async def _file(self, request: Request) -> Response:
        try:
            stored = self._control.world.files.find(request.path_params["id"])
        except ApiError:
            return Response(status_code=404)
        return Response(stored.data, media_type=stored.mime)
