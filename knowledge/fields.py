"""Picking typed values out of a document; each wrong one becomes a problem at its place."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from knowledge.document import Fields, Items, Node, Text
from knowledge.problem import Place, Problem, did_you_mean, problem_at

T = TypeVar("T")
C = TypeVar("C", bound=str)

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FLAGS = {"true": True, "false": False, "yes": True, "no": False}


@dataclass(slots=True)
class Form:
    """The fields of one mapping; `finish()` reports those nobody asked for."""

    fields: Fields
    problems: list[Problem]
    asked: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def complain(self, place: Place, sentence: str) -> None:
        """Add a problem."""
        self.problems.append(problem_at(place, sentence))

    def take(self, name: str) -> Node | None:
        """The value of a field, or None if it is absent or left open."""
        self.asked.append(name)
        node = self.fields.values.get(name)
        if node is None or (isinstance(node, Text) and node.null):
            return None
        self.places[name] = node.place
        return node

    def has(self, name: str) -> bool:
        """Whether the field is written, be it left open."""
        return name in self.fields.keys

    def missing(self, name: str) -> None:
        """Complain that a field is absent or open: where it stands, or where the block begins."""
        if self.has(name):
            self.complain(self.fields.keys[name], f"'{name}' is empty; fill it in.")
        else:
            self.complain(self.fields.place, f"The field '{name}' is missing; add it.")

    def node_text(self, name: str) -> Text | None:
        """A field that must be one text, with its place."""
        node = self.take(name)
        if node is None or isinstance(node, Text):
            return node
        self.complain(node.place, f"'{name}' must be one text, not a list or fields.")
        return None

    def text(self, name: str) -> str | None:
        """An optional text without outer blanks."""
        node = self.node_text(name)
        return node.text.strip() if node else None

    def required(self, name: str) -> str:
        """A text that must be there; empty, with a problem, if it is not."""
        before = len(self.problems)
        value = self.text(name)
        if not value and len(self.problems) == before:
            self.missing(name)
        return value or ""

    def choice(self, name: str, allowed: Collection[C], default: C) -> C:
        """One of a few words."""
        value = self.text(name)
        if value is None:
            return default
        for word in allowed:
            if word == value:
                return word
        self.complain(
            self.places[name],
            f"'{value}' cannot stand for '{name}'; use one of: {', '.join(allowed)}."
            + did_you_mean(value, allowed),
        )
        return default

    def flag(self, name: str) -> bool:
        """true or false; false if absent."""
        value = self.text(name)
        if value is None:
            return False
        if value.lower() not in _FLAGS:
            self.complain(self.places[name], f"'{name}' must be true or false, not '{value}'.")
        return _FLAGS.get(value.lower(), False)

    def parsed(self, name: str, parse: Callable[[str], T]) -> T | None:
        """A text handed to `parse`, whose ValueError is a sentence for people."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return parse(value)
        except ValueError as error:
            self.complain(self.places[name], str(error))
            return None

    def day(self, name: str) -> date | None:
        """A date like 2026-08-14."""
        return self.parsed(name, parse_day)

    def items(self, name: str) -> tuple[Node, ...]:
        """The items of a list; a single text is a list of one where people forget the dash."""
        node = self.take(name)
        if node is None:
            return ()
        if isinstance(node, Items):
            return node.items
        self.complain(
            node.place, f"'{name}' must be a list: a line '- ...' for each item, or [a, b]."
        )
        return ()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; the place of item n is kept as 'name.n'."""
        return tuple(node.text.strip() for node in self.text_nodes(name))

    def text_nodes(self, name: str) -> tuple[Text, ...]:
        """A list of texts with their places; what is empty or no text becomes a problem."""
        found: list[Text] = []
        for node in self.items(name):
            if not isinstance(node, Text):
                self.complain(
                    node.place, f"An item of '{name}' must be one text; if it contains a colon "
                    "or begins with a bracket, put it in double quotes."
                )  # fmt: skip
            elif not node.text.strip():
                self.complain(node.place, f"An item of '{name}' is empty; fill it in or delete it.")
            else:
                self.places[f"{name}.{len(found)}"] = node.place
                found.append(node)
        return tuple(found)

    def block(self, name: str) -> "Form | None":
        """A field that holds fields."""
        node = self.take(name)
        if node is None:
            return None
        if isinstance(node, Fields):
            return Form(node, self.problems)
        self.complain(node.place, f"'{name}' must hold fields (name: value).")
        return None

    def blocks(self, name: str) -> Iterator["Form"]:
        """A list whose items hold fields."""
        for node in self.items(name):
            if isinstance(node, Fields):
                yield Form(node, self.problems)
            else:
                self.complain(node.place, f"An item of '{name}' must hold fields (name: value).")

    def mapping(self, name: str) -> dict[str, str]:
        """Free names with one text each; the place of a name is kept as 'name.key'."""
        form = self.block(name)
        if form is None:
            return {}
        for key, place in form.fields.keys.items():
            self.places[f"{name}.{key}"] = place
        return {key: form.required(key) for key in form.fields.keys}

    def finish(self) -> None:
        """Report every field nobody asked for."""
        for name, place in self.fields.keys.items():
            if name not in self.asked:
                self.complain(
                    place, f"'{name}' is not a known field here; known: {', '.join(self.asked)}."
                    + did_you_mean(name, self.asked)
                )  # fmt: skip


def form_of(node: Node | None, path: str, problems: list[Problem]) -> Form | None:
    """The fields of a whole document; a problem if it is a list or a text."""
    if node is None:
        return None
    if isinstance(node, Fields):
        return Form(node, problems)
    problems.append(Problem(path, 1, 1, "The file must consist of fields (name: value)."))
    return None


def parse_day(text: str) -> date:
    """A date like 2026-08-14; ValueError with a sentence otherwise."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"'{text}' is not a date like 2026-08-14 (year, month, day).")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar; look it up.") from None
