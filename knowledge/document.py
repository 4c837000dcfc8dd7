"""YAML read as text with positions: nothing is converted, nothing is lost, errors are sentences.

PyYAML's usual loader turns `no` into False and +49561 into a number and keeps the last of two
equal keys in silence. Here every value stays the text that was written, with its place.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.problem import Place, Problem, problem_at

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_STYLES = (None, "")
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(r"[-?:]\s+(?:[-?:]\s+){29}")  # five times as fast as {30}
_DEEPEST = 30
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_QUOTE = "put the whole text in double quotes"
_HINTS = (
    ("mapping values", f"a colon with a space after it begins a new field here; {_QUOTE}"),
    ("expected ':'", "this line is neither a field (name: value) nor a list item (- text)"),
    ("cannot start any token", f"a text may not begin with this sign; {_QUOTE}"),
    ("unexpected end of stream", "a quotation mark is opened here and never closed"),
    ("expected alphabetic", f"a text may not begin with & or *; {_QUOTE}"),
    ("undefined alias", f"a text may not begin with *; {_QUOTE}"),
    ("unknown escape", "a backslash has a meaning in double quotes; leave it out"),
    ("another document", "a line '---' begins a second document; leave it out"),
    ("undefined tag", f"a text may not begin with !; {_QUOTE}"),
    ("did not find expected", "the indentation does not fit the lines above, or a quotation "
                              "mark or bracket closes too early"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One value; `lines` holds the place of each line of a text written after `|`."""

    text: str
    place: Place
    quoted: bool = False
    lines: tuple[Place, ...] = ()

    @property
    def null(self) -> bool:
        """Whether the value was left open (`null`, `~` or nothing)."""
        return not self.quoted and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with values, and where each name stands."""

    values: dict[str, "Node"]
    keys: dict[str, Place]
    place: Place


Node = Text | Items | Fields


@dataclass(slots=True)
class _Conversion:
    """One document on its way from PyYAML's nodes to ours."""

    path: str
    source: list[str]
    problems: list[Problem]
    seen: set[int] = field(default_factory=set)

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def complain(self, node: yaml.Node, sentence: str) -> None:
        self.problems.append(problem_at(self.place(node), sentence))

    def node(self, node: yaml.Node) -> Node:
        """The node and everything below it; what cannot be understood becomes an empty text."""
        if id(node) in self.seen:
            self.complain(node, "This repeats a text by an anchor (& and *); write it out instead.")
            return Text("", self.place(node))
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.complain(node, f"A text may not begin with '!'; {_QUOTE}.")
        if isinstance(node, yaml.ScalarNode):
            return self.text(node)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item) for item in node.value), self.place(node))
        return self.fields(node)

    def text(self, node: yaml.ScalarNode) -> Text:
        lines = tuple(self.block_lines(node)) if node.style == "|" else ()
        return Text(node.value, self.place(node), node.style not in _PLAIN_STYLES, lines)

    def block_lines(self, node: yaml.ScalarNode) -> Iterator[Place]:
        """Where each line of a block text begins, without its indentation."""
        first = node.start_mark.line + 1
        for number, text in enumerate(node.value.splitlines(), first):
            written = self.source[number] if number < len(self.source) else ""
            yield Place(self.path, number + 1, max(written.find(text), 0) + 1)

    def fields(self, node: yaml.Node) -> Fields:
        result = Fields({}, {}, self.place(node))
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.complain(key, f"A field needs a plain name; if this is a text, {_QUOTE}.")
            elif key.value in result.keys:
                first = result.keys[key.value].line
                self.complain(
                    key, f"The field '{key.value}' is written twice (first on line {first}); "
                    "keep one of them."
                )  # fmt: skip
            else:
                result.keys[key.value] = self.place(key)
                result.values[key.value] = self.node(value)
        return result


def read_document(
    file: Path, problems: list[Problem], seen: Callable[[bytes], object] | None = None
) -> Node | None:
    """The document in `file`; None, with problems added, if it cannot be read at all.

    seen: is given the bytes of the file.
    """
    path = str(file)
    text = _read_text(file, path, problems, seen)
    if text is None:
        return None
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        problems.append(_not_yaml(path, error))
        return None
    if root is None:
        problems.append(Problem(path, 1, 1, "The file is empty; fill it in or delete it."))
        return None
    return _Conversion(path, text.splitlines(), problems).node(root)


def _read_text(
    file: Path, path: str, problems: list[Problem], seen: Callable[[bytes], object] | None
) -> str | None:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(path, 1, 1, "This file is missing; add it."))
        return None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.append(Problem(path, 1, 1, f"The file cannot be read ({reason})."))
        return None
    if seen is not None:
        seen(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(path, data, error.start))
        return None
    flaw = _flaw(path, text)
    if flaw is not None:
        problems.append(flaw)
    return None if flaw is not None else text.replace("\r\n", "\n")


def _not_utf8(path: str, data: bytes, position: int) -> Problem:
    before = data[:position].decode("utf-8")
    return problem_at(
        _place_of(path, before, len(before)),
        "The file is not saved as UTF-8 from here on; choose 'UTF-8' when you save it.",
    )


def _flaw(path: str, text: str) -> Problem | None:
    """What no knowledge file may contain: byte order mark, tabs, control characters."""
    if text.startswith("\ufeff"):
        return Problem(
            path, 1, 1, "The file begins with an invisible byte order mark; "
            "save it as 'UTF-8', not as 'UTF-8 with BOM'."
        )  # fmt: skip
    if "\t" in text:
        place = _place_of(path, text, text.index("\t"))
        return problem_at(place, "There is a tab; use spaces instead.")
    found = _CONTROL.search(text)
    if found:
        place = _place_of(path, text, found.start())
        code = f"U+{ord(found.group()):04X}"
        return problem_at(place, f"There is an invisible control character ({code}); delete it.")
    deep = _too_deep(text)
    if deep is not None:
        sentence = "Too many brackets or dashes are opened within each other."
        return problem_at(_place_of(path, text, deep), sentence)
    return None


def _too_deep(text: str) -> int | None:
    """Where nesting goes deeper than any of our files: the C parser would end the process."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return bracket.start()
    dashes = _DASHES.search(text)
    return dashes.start() if dashes else None


def _place_of(path: str, text: str, position: int) -> Place:
    before = text[:position]
    return Place(path, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _not_yaml(path: str, error: yaml.YAMLError) -> Problem:
    reason = str(getattr(error, "problem", None) or "it cannot be understood")
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in reason or mark is None:
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    hint = next((hint for words, hint in _HINTS if words in reason), None)
    sentence = f"This is not valid YAML: {hint or reason}."
    return Problem(path, line, column, sentence)
