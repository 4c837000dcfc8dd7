"""The safety gate: is somebody in danger, about to end their life, or a medical emergency?

It goes before everything else and decides by patterns alone, which people can read and extend.
Every language's patterns apply to every message, since people in fear mix and misspell.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from intents.safety_context import Markers, is_meant
from intents.safety_match import Catalogue, Hit, Scene
from intents.safety_patterns import MARKERS, problem_of, problem_of_form

__all__ = ["Alarm", "Kind", "Lexicon", "Match", "SafetyGate", "problem_of", "problem_of_form"]

Kind = Literal["danger", "suicide", "medical"]
KINDS: tuple[Kind, ...] = ("danger", "suicide", "medical")
"""By precedence: a message that is several is the first of them."""
LISTS = (*KINDS, "deadline", "harmless", "aside")
"""The lists of patterns a lexicon may have."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The safety data of one language: groups of words, and lists of patterns by kind."""

    language: str
    words: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A crisis, and the language whose pattern saw it."""

    kind: Kind
    language: str


@dataclass(frozen=True, slots=True)
class Match:
    """An alarm and the pattern that raised it, for those who look after the patterns."""

    alarm: Alarm
    entry: str


class SafetyGate:
    """Reads messages for crises; made by `build`, without state, safe to share."""

    def __init__(self, catalogue: Catalogue, markers: Mapping[str, Markers]) -> None:
        self._catalogue = catalogue
        self._markers = markers

    @classmethod
    def build(cls, lexicons: Iterable[Lexicon]) -> "SafetyGate":
        """A gate for all lexicons together; ValueError with a sentence for a faulty entry."""
        catalogue = Catalogue()
        markers: dict[str, Markers] = {}
        for lexicon in lexicons:
            _check(lexicon)
            _fill(catalogue, lexicon)
            markers[lexicon.language] = {
                name: catalogue.symbol(lexicon.language, name) for name in MARKERS
            }
        catalogue.close()
        return cls(catalogue, markers)

    def check(self, utterance: str) -> Alarm | None:
        """The crisis in `utterance`, or None; never raises, whatever the text."""
        match = self.explain(utterance)
        return match.alarm if match else None

    def explain(self, utterance: str) -> Match | None:
        """What `check` finds, with the pattern that found it."""
        hits = self._meant(utterance, KINDS)
        return min(map(_match, _undisputed(hits)), key=_precedence, default=None)

    def deadline(self, utterance: str) -> bool:
        """Whether a deadline presses: deportation, detention, a letter with days to answer."""
        return bool(self._meant(utterance, ("deadline",)))

    def _meant(self, utterance: str, kinds: Collection[str]) -> list[Hit]:
        scene = self._scene(utterance)
        hits = (hit for hit in self._catalogue.hits(scene) if hit.rule.kind in kinds)
        return [hit for hit in hits if is_meant(hit, scene, self._markers[hit.rule.language])]

    def _scene(self, utterance: str) -> Scene:
        """The message without the words that belong to something harmless."""
        scene = self._catalogue.read(utterance)
        return scene.hide(
            {
                place
                for hit in self._catalogue.hits(scene)
                if hit.rule.kind in ("harmless", "aside")
                for span in hit.spans
                for place in range(*span)
            }
        )


def _check(lexicon: Lexicon) -> None:
    entries = (entry for name in LISTS for entry in lexicon.lists.get(name, ()))
    problems = [problem_of(entry, lexicon.words) for entry in entries]
    forms = (form for group in lexicon.words.values() for form in group)
    problems += [problem_of_form(form) for form in forms]
    if problem := next(filter(None, problems), None):
        raise ValueError(f"safety/{lexicon.language}: {problem}")


def _fill(catalogue: Catalogue, lexicon: Lexicon) -> None:
    for name, forms in lexicon.words.items():
        catalogue.add_group(lexicon.language, name, forms)
    for kind in LISTS:
        for entry in lexicon.lists.get(kind, ()):
            catalogue.add_rule(kind, lexicon.language, entry)


def _undisputed(hits: list[Hit]) -> Iterator[Hit]:
    """The hits without dangers made of words that say suicide more closely.

    "She wants to kill herself" has all the words of a threat to kill.
    """
    suicides = [hit for hit in hits if hit.rule.kind == "suicide"]
    for hit in hits:
        rivals = (other for other in suicides if other.looseness <= hit.looseness)
        if hit.rule.kind != "danger" or not any(map(hit.overlaps, rivals)):
            yield hit


def _match(hit: Hit) -> Match:
    kind: Kind = hit.rule.kind  # type: ignore[assignment]  # only hits of KINDS come here
    return Match(Alarm(kind, hit.rule.language), hit.rule.entry)


def _precedence(match: Match) -> tuple[int, str, str]:
    return KINDS.index(match.alarm.kind), match.alarm.language, match.entry
