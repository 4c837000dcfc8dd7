"""The Bot API as data: which methods and parameters exist and which values they take."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.simulator.rules import RULES, wording_of
from bot.simulator.shapes import PLAIN, Check, Violation, fixed, limited, listed, note
from bot.simulator.wire import Upload

_SPEC = Path(__file__).with_name("spec.json")
_ARRAY = "Array of "
_WHOLE = re.compile(r"[+-]?\d{1,20}")
_TRUE = {"true", "1", "yes"}
_FALSE = {"false", "0", "no", ""}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: how it is read from the wire and checked."""

    name: str
    types: tuple[str, ...]
    required: bool
    check: Check

    def decoded(self, raw: Any) -> Any:
        """The value of a parameter; texts from forms become what the interface expects.

        Raises ValueError with a sentence where a text cannot be read.
        """
        if not isinstance(raw, str) or self.types == ("String",) or "InputFile" in self.types:
            return raw
        if "Integer" in self.types:
            return self._integer(raw)
        if self.types == ("Float",):
            return float(raw)
        if self.types == ("Boolean",):
            return self._boolean(raw)
        return json.loads(raw)

    def _integer(self, raw: str) -> int | str:
        if _WHOLE.fullmatch(raw):
            return int(raw)
        if "String" in self.types:
            return raw
        raise ValueError("must be an Integer")

    def _boolean(self, raw: str) -> bool:
        if raw.lower() in _TRUE | _FALSE:
            return raw.lower() in _TRUE
        raise ValueError("must be a Boolean")


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """A method of the Bot API: its parameters and what it returns."""

    name: str
    parameters: dict[str, Parameter]
    required: frozenset[str]
    returns: tuple[str, ...]

    def read(self, raw: dict[str, Any]) -> tuple[dict[str, Any], list[Violation]]:
        """Typed values of a request and everything that is wrong with it.

        Files that other values name by `attach://name` are kept under that name.
        """
        found: list[Violation] = []
        values: dict[str, Any] = {}
        for name, value in raw.items():
            parameter = self.parameters.get(name)
            if parameter is None and _is_attached(name, raw):
                values[f"attach://{name}"] = value
            elif parameter is None:
                note(found, name, f"is not a parameter of {self.name}")
            elif value is not None and value != "":
                self._take(parameter, value, values, found)
        for name in sorted(self.required - values.keys()):
            note(found, name, "is missing", wording_of(name, "missing"))
        return values, found

    def _take(
        self, parameter: Parameter, raw: Any, values: dict[str, Any], found: list[Violation]
    ) -> None:
        try:
            value = parameter.decoded(raw)
        except ValueError:
            note(found, parameter.name, f"must be {' or '.join(parameter.types)}")
            return
        values[parameter.name] = value
        parameter.check(value, parameter.name, found)


def _is_attached(name: str, raw: dict[str, Any]) -> bool:
    mark = f"attach://{name}"
    return isinstance(raw[name], Upload) and any(
        mark in value for value in raw.values() if isinstance(value, str)
    )


class Spec:
    """All methods and types of one version of the Bot API."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.version: str = data["version"]
        self._methods: dict[str, Any] = data["methods"]
        self._types: dict[str, Any] = data["types"]
        self._names = {name.lower(): name for name in self._methods}
        self._compiled: dict[str, MethodSpec] = {}
        self._checks: dict[tuple[str, ...], Check] = {}
        self._fields: dict[str, tuple[dict[str, Check], frozenset[str]]] = {}

    @property
    def methods(self) -> list[str]:
        """Names of all methods."""
        return list(self._methods)

    def method(self, name: str) -> MethodSpec | None:
        """A method by its name, in any case; None if there is none."""
        proper = self._names.get(name.lower())
        if proper is None:
            return None
        if proper not in self._compiled:
            self._compiled[proper] = self._compile(proper)
        return self._compiled[proper]

    def _compile(self, name: str) -> MethodSpec:
        data = self._methods[name]
        parameters = {
            key: Parameter(
                key, tuple(field["types"]), field.get("required", False), self._field(field)
            )
            for key, field in data["parameters"].items()
        }
        required = frozenset(key for key, item in parameters.items() if item.required)
        return MethodSpec(name, parameters, required, tuple(data["returns"]))

    def problems(self, value: Any, types: tuple[str, ...], path: str = "") -> list[Violation]:
        """What is wrong with a value that should be of one of `types`."""
        found: list[Violation] = []
        self.check_of(types)(value, path, found)
        return found

    def check_of(self, types: tuple[str, ...]) -> Check:
        """A function that checks values of one of `types`."""
        if types not in self._checks and all(name.startswith(_ARRAY) for name in types):
            # A list may mix the types that are named as several kinds of list.
            self._checks[types] = _array(self, tuple(name.removeprefix(_ARRAY) for name in types))
        if types not in self._checks:
            leaves = [leaf for name in types for leaf in self._leaves(name)]
            checks = {name: self._one(name) for name in leaves}
            self._checks[types] = checks[leaves[0]] if len(leaves) == 1 else _any_of(self, checks)
        return self._checks[types]

    def _leaves(self, name: str) -> list[str]:
        parts = self._types.get(name, {}).get("any_of")
        return [leaf for part in parts for leaf in self._leaves(part)] if parts else [name]

    def _one(self, name: str) -> Check:
        if name.startswith(_ARRAY):
            return self.check_of((name,))
        return PLAIN.get(name) or _object(self, name)

    def likeness(self, name: str, value: dict[str, Any]) -> int:
        """How well the keys and fixed fields of an object fit the type `name`."""
        fields = self._types.get(name, {}).get("fields", {})
        fixed = [key for key in fields if "is" in fields[key]]
        agreed = sum(100 if value.get(key) == fields[key]["is"] else -100 for key in fixed)
        return agreed + len(fields.keys() & value.keys())

    def _field(self, field: dict[str, Any]) -> Check:
        check = self.check_of(tuple(field["types"]))
        if "is" in field:
            return fixed(field["is"])
        if "one_of" in field:
            return listed(frozenset(field["one_of"]))
        if "min" in field and not field.get("parsed"):
            return limited(check, field)
        return check

    def fields(self, name: str) -> tuple[dict[str, Check], frozenset[str]]:
        """Checks of a type's fields by name, and the names of the required ones."""
        if name not in self._fields:
            data = self._types[name].get("fields", {})
            checks = {key: self._field(field) for key, field in data.items()}
            required = frozenset(key for key, field in data.items() if field.get("required"))
            self._fields[name] = checks, required
        return self._fields[name]


def _array(spec: Spec, items: tuple[str, ...]) -> Check:
    def check(value: Any, path: str, found: list[Violation]) -> None:
        if not isinstance(value, list):
            note(found, path, f"must be an Array of {' or '.join(items)}")
            return
        each = spec.check_of(items)
        for index, element in enumerate(value):
            each(element, f"{path}[{index}]", found)

    return check


def _object(spec: Spec, name: str) -> Check:
    rule = RULES.get(name)

    def check(value: Any, path: str, found: list[Violation]) -> None:
        if not isinstance(value, dict):
            note(found, path, f"must be a {name} object")
            return
        checks, required = spec.fields(name)
        for key, element in value.items():
            if key not in checks:
                note(found, f"{path}.{key}", f"is not a field of {name}")
            elif element is not None:
                checks[key](element, f"{path}.{key}", found)
        for key in sorted(required - value.keys()):
            note(found, f"{path}.{key}", f"is missing in {name}")
        for problem, wording in rule(value) if rule else ():
            note(found, path, problem, wording)

    return check


def _any_of(spec: Spec, checks: dict[str, Check]) -> Check:
    objects = [name for name in checks if name not in PLAIN and not name.startswith(_ARRAY)]

    def check(value: Any, path: str, found: list[Violation]) -> None:
        if isinstance(value, dict) and objects:
            likest = max(objects, key=lambda name: spec.likeness(name, value))
            checks[likest](value, path, found)
            return
        attempts: list[list[Violation]] = []
        for one in checks.values():
            attempt: list[Violation] = []
            one(value, path, attempt)
            if not attempt:
                return
            attempts.append(attempt)
        found.extend(sorted(attempts, key=len)[0])

    return check


@cache
def load_spec() -> Spec:
    """The Bot API as it is written in spec.json; read once."""
    return Spec(json.loads(_SPEC.read_text(encoding="utf-8")))
