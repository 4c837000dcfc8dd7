"""Write spec.json, the simulator's copy of the Bot API, from a full machine-readable one.

    python -m bot.simulator.reduce_spec path/to/api.json

The source is `api.json` of the repository PaulSonOfLars/telegram-bot-api-spec (MIT, see
spec.LICENSE). Names, types, required flags and limits are kept; the prose is left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("spec.json")

_LENGTH = re.compile(
    r"(\d+)-(\d+) (characters|bytes|items|identifiers|tasks|emoji|rows)( after entities)?", re.I
)
_RANGE = re.compile(r"(?:between |[;,] |^)(\d+)-(\d+)(?=[.;, )]|$)")
_FIXED = re.compile(r"(?:\bmust be|\balways) (?:\*|“|\")?(\w+)(?:\*|”|\")?[.]?$")

_CHOICE = re.compile(r"(?:must be|it can be) one of (.*)", re.I)


def limits(types: list[str], description: str) -> dict[str, Any]:
    """Least and greatest size of a value, as its description tells it."""
    numeric = bool({"Integer", "Float"} & set(types))
    found = (_RANGE if numeric else _LENGTH).search(description)
    if not found:
        return {}
    sizes: dict[str, Any] = {"min": int(found[1]), "max": int(found[2])}
    if not numeric:
        sizes["unit"] = "bytes" if found[3].lower() == "bytes" else "characters"
        if found[4]:
            sizes["parsed"] = True
    return sizes


def choices(types: list[str], description: str) -> list[Any]:
    """All values a field may take, where its description lists them."""
    found = _CHOICE.search(description)
    if not found:
        return []
    if types == ["Integer"] and " * " not in found[1]:
        return [int(number) for number in re.findall(r"\b\d+\b(?! \*)", found[1])]
    return list(dict.fromkeys(re.findall(r'"([^"]+)"', found[1]))) if types == ["String"] else []


def reduced_field(field: dict[str, Any]) -> dict[str, Any]:
    """One parameter of a method or one field of a type."""
    kept: dict[str, Any] = {"types": field["types"]}
    if field["required"]:
        kept["required"] = True
    kept |= limits(field["types"], field["description"])
    fixed = _FIXED.search(field["description"])
    if fixed and field["types"] == ["String"]:
        kept["is"] = fixed[1]
    elif listed := choices(field["types"], field["description"]):
        kept["one_of"] = listed
    return kept


def reduced_fields(owner: dict[str, Any]) -> dict[str, Any]:
    """All fields of a method or a type, by name."""
    return {field["name"]: reduced_field(field) for field in owner.get("fields", [])}


def reduced_type(owner: dict[str, Any]) -> dict[str, Any]:
    """A type: its fields, or the types it is one of."""
    if owner.get("subtypes"):
        return {"any_of": owner["subtypes"]}
    return {"fields": reduced_fields(owner)}


def reduced(full: dict[str, Any]) -> dict[str, Any]:
    """The whole interface without its prose."""
    return {
        "version": full["version"],
        "methods": {
            name: {"returns": method["returns"], "parameters": reduced_fields(method)}
            for name, method in full["methods"].items()
        },
        "types": {name: reduced_type(owner) for name, owner in full["types"].items()},
    }


def main() -> None:
    """Read the file named on the command line and write spec.json beside this module."""
    if len(sys.argv) != 2:
        sys.exit("Name the full specification: python -m bot.simulator.reduce_spec api.json")
    full = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(reduced(full), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
