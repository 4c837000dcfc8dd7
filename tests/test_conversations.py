"""Conversations as YAML files, played over the local Bot API server."""

from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*.yaml"))
KNOWN = {"says", "presses", "sends", "edits", "hears", "not", "buttons", "no-buttons", "screen"}


async def act(person, turn, said):
    if "says" in turn:
        said.append(await person.says(turn["says"]))
    elif "presses" in turn:
        await person.presses(turn["presses"])
    elif "edits" in turn:
        said[-1] = await person.edits(said[-1], turn["edits"])
    elif "sends" in turn:
        said.append(await person.sends(turn["sends"]))


async def heard(person, turn):
    """What the person sees after her turn: a new message, or a changed one."""
    if "screen" in turn:
        return await person.sees(turn["screen"])
    return await person.hears()


def check(turn, message):
    labels = [button.text for button in message.buttons]
    for words in turn.get("hears", []):
        assert words in message.text
    for words in turn.get("not", []):
        assert words not in message.text
    for label in turn.get("buttons", []):
        assert any(label in one for one in labels), f"{label!r} not among {labels}"
    for label in turn.get("no-buttons", []):
        assert not any(label in one for one in labels), f"{label!r} among {labels}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_conversation(path, newcomer):
    conversation = yaml.safe_load(path.read_text("utf-8"))
    person, said = newcomer(conversation["phone"]), []

    for turn in conversation["turns"]:
        assert set(turn) <= KNOWN, f"unknown: {set(turn) - KNOWN}"
        await act(person, turn, said)
        check(turn, await heard(person, turn))
    # The answer to a message is one message.
    await person.hears_nothing(within=0.1)
