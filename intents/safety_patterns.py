"""The notation of the safety patterns, and what can be wrong with an entry written in it.

HITS + ME                a word of each group, in any order, close together
won't let me ... leave   these words in a row; "..." is up to three other words
takes + PASSPORT         groups (in capitals) and words in small letters together
HITS + ME - GAME         not where the message also has a word of the last group
can't go on /            the sentence or its part ends here
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process

from intents.safety_text import forms_of

END = "/"
"""A step that is no word: here the sentence or its part ends."""
GAP = 3
"""Words that `...` may stand for."""
MARKERS = (
    *("PAST", "NOW", "NOT", "NOT_AFTER", "TOLD"),
    *("ASKING", "INFO", "IF", "SOMEBODY", "GENERAL", "ADVICE", "COMMON"),
)
"""Word groups with a meaning of their own; no pattern may consist of them alone."""
_GROUP = re.compile(r"[A-Z][A-Z0-9_]+")
_RUNS = re.compile(rf"(\.\.\.|/|\b{_GROUP.pattern}\b)")
_AND, _WITHOUT = re.compile(r"\s\+\s"), re.compile(r"\s-\s")
_SHORTEST_ALONE = 4
_SHORTEST_STEM = {True: 3, False: 2}
"""Letters beside a star, in a word that stands alone and in one of several in a row."""

WordGroups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """A word form or the name of a group, and how many other words may stand before it."""

    name: str
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry: parts in any order, each of them steps in a row, and parts that forbid it."""

    entry: str
    parts: tuple[tuple[Step, ...], ...]
    without: tuple[tuple[Step, ...], ...]


def is_group(name: str) -> bool:
    """Whether `name` is the name of a word group and not a word."""
    return _GROUP.fullmatch(name) is not None


@lru_cache(maxsize=16_384)  # an entry is read when it is checked, and when it is taken up
def parse(entry: str) -> Pattern:
    """`entry` as a pattern; whether its groups exist and it is sensible says `problem_of`."""
    wanted, *unwanted = _WITHOUT.split(f" {entry} ")
    parts = tuple(_steps(part) for part in _AND.split(wanted))
    return Pattern(entry, parts, tuple(_steps(part) for part in unwanted))


def _steps(part: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = 0
    for run in _RUNS.split(part):
        if run == "...":
            gap = GAP
            continue
        for name in (run,) if run == END or is_group(run) else forms_of(run):
            steps.append(Step(name, gap))
            gap = 0
    return tuple(steps)


def problem_of(entry: str, words: WordGroups) -> str | None:
    """A sentence that says what is wrong with a pattern and what to do, or None."""
    if not entry.strip():
        return "The pattern is empty: write a few words, or take the line out."
    pattern = parse(entry)
    if not all(pattern.parts + pattern.without):
        return f'"{entry}" has nothing beside a + or -: write a word or a group there.'
    problems = (
        _problem_of_step(entry, step, words, len(part) == 1)
        for part in pattern.parts + pattern.without
        for step in part
    )
    return next(filter(None, problems), None) or _too_general(pattern)


def problem_of_form(form: str) -> str | None:
    """A sentence that says what is wrong with a word form of a group, or None."""
    forms = forms_of(form)
    if not forms:
        return f'"{form}" has no letters: write a word, or take it out.'
    alone = len(forms) == 1
    return next(filter(None, (_problem_of_stem(form, each, alone) for each in forms)), None)


def _problem_of_step(entry: str, step: Step, words: WordGroups, alone: bool) -> str | None:
    if step.name == END:
        return None
    if not is_group(step.name):
        return _problem_of_stem(entry, step.name, alone)
    if words.get(step.name):
        return None
    near = process.extractOne(step.name, list(words), score_cutoff=60)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f'"{entry}" names the word group {step.name}, which has no words here.{hint}'


def _problem_of_stem(entry: str, form: str, alone: bool) -> str | None:
    if "*" not in form or len(form.strip("*")) >= _SHORTEST_STEM[alone]:
        return None
    return f'"{form}" in "{entry}" fits too many words: write more letters beside the star.'


def _too_general(pattern: Pattern) -> str | None:
    steps = [step for part in pattern.parts for step in part]
    if all(step.name in MARKERS for step in steps):
        return f'"{pattern.entry}" would fit nearly every message: add what happens.'
    if len(steps) > 1 or is_group(steps[0].name):
        return None
    if len(steps[0].name.strip("*")) >= _SHORTEST_ALONE:
        return None
    return f'"{pattern.entry}" is one short word and would fit too much: add a second word.'
