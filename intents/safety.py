"""The safety gate: is somebody in danger, about to end their life, or a medical emergency?

It goes before everything else. Patterns, which people can read and extend, apply in every language
to every message, since people in fear mix and misspell. Beside them stands a likeness to whole
examples: it hears what no pattern foresees, and doubts a pattern that fits by accident, the more
the less of the message it takes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from intents.romanised import Look
from intents.safety_context import Markers, is_long_ago, is_meant
from intents.safety_likeness import Example, Likeness, Resemblance
from intents.safety_match import Catalogue, Hit, Scene
from intents.safety_patterns import MARKERS, problem_of, problem_of_form
from intents.safety_text import sentences_of

__all__ = [
    "Alarm",
    "Example",
    "Finding",
    "Kind",
    "Lexicon",
    "Likeness",
    "SafetyGate",
    "examples_of",
    "problem_of",
    "problem_of_form",
]

Kind = Literal["danger", "suicide", "medical"]
KINDS: tuple[Kind, ...] = ("danger", "suicide", "medical")
"""By precedence: a message that is several is the first of them."""
EXAMPLES = {f"{kind}_examples": kind for kind in KINDS} | {"harmless_examples": ""}
"""The lists of whole messages, and the kind of crisis they are examples of."""
PATTERNS = (*KINDS, "deadline", "harmless", "aside")
"""The lists of patterns."""
_COVERING = ("harmless", "aside")


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
class Finding:
    """All that the gate finds in a message.

    deadline: whether one presses (deportation, detention, a letter with days to answer).
    """

    alarm: Alarm | None
    deadline: bool


class SafetyGate:
    """Reads messages for crises; made by `build`, without state, safe to share."""

    def __init__(
        self,
        catalogue: Catalogue,
        markers: Mapping[str, Markers],
        likeness: Likeness | None = None,
        look: Callable[[Sequence[str]], Sequence[Look]] | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._markers = markers
        self._likeness = likeness
        self._look = look

    @classmethod
    def build(cls, lexicons: Iterable[Lexicon]) -> "SafetyGate":
        """A gate for all lexicons together, where patterns alone decide.

        Faulty entries are left out: what is wrong with them, `problem_of` says.
        """
        catalogue = Catalogue()
        markers: dict[str, Markers] = {}
        for lexicon in lexicons:
            _fill(catalogue, lexicon)
            markers[lexicon.language] = {
                name: catalogue.symbol(lexicon.language, name) for name in MARKERS
            }
        catalogue.close()
        return cls(catalogue, markers)

    def beside(
        self, likeness: Likeness | None, look: Callable[[Sequence[str]], Sequence[Look]]
    ) -> "SafetyGate":
        """This gate, with a likeness that decides beside the patterns.

        likeness: learned with the `catalogue` of this gate; look: how texts are compared.
        """
        return SafetyGate(self.catalogue, self._markers, likeness, look)

    def read(self, utterance: str) -> Finding:
        """What is found in `utterance`; never raises, whatever the text."""
        scene = self._scene(utterance)
        return Finding(self._alarm(utterance, scene), any(self._meant(scene, ["deadline"])))

    def check(self, utterance: str) -> Alarm | None:
        """The crisis in `utterance`, or None."""
        return self.read(utterance).alarm

    def _alarm(self, utterance: str, scene: Scene) -> Alarm | None:
        """The crisis of the whole message or, among ordinary sentences, of one of them."""
        if self._likeness is None or self._look is None:
            return self._by_pattern(scene)
        sentences = sentences_of(utterance)
        texts = [utterance, *sentences] if len(sentences) > 1 else [utterance]
        scenes, looks = [scene, *map(self._scene, texts[1:])], self._look(texts)
        found = self._likeness.resemblances(looks, [one.groups for one in scenes])
        alone = [True] + [False] * len(sentences)
        return next(filter(None, map(self._judged, scenes, looks, found, alone)), None)

    def _judged(self, scene: Scene, look: Look, found: Resemblance, alone: bool) -> Alarm | None:
        """What patterns and likeness say together.

        A pattern adds to the score the share of the words that it takes: it fits a long text by
        accident, but hardly one that says nothing else. alone: whether the text is all that was
        written; of one sentence more is asked, since another may tell that it is over or a way of
        speaking. What is a phrasing word for word is asked, not cried.
        """
        assert self._likeness is not None
        hits = list(self._meant(scene, KINDS))
        enough = self._likeness.high if alone else self._likeness.certain
        if found.score + scene.share(hits) <= enough:
            return None
        if hits:
            return _first(hits)
        if look.known or (not alone and is_long_ago(scene, self._markers)):
            return None
        return Alarm(_kind(found.kind), look.kind[0])

    def _by_pattern(self, scene: Scene) -> Alarm | None:
        hits = list(self._meant(scene, KINDS))
        return _first(hits) if hits else None

    def _scene(self, utterance: str) -> Scene:
        """The message without the words that belong to something harmless."""
        scene = self.catalogue.read(utterance)
        covering = filter(scene.together, self.catalogue.hits(scene, _COVERING))
        return scene.hide(set().union(*(hit.places for hit in covering)))

    def _meant(self, scene: Scene, kinds: Iterable[str]) -> Iterator[Hit]:
        hits = self.catalogue.hits(scene, kinds)
        return (hit for hit in hits if is_meant(hit, scene, self._markers))


def examples_of(lexicons: Iterable[Lexicon]) -> list[Example]:
    """All whole messages that the lexicons give as examples."""
    return [
        Example(text, lexicon.language, kind)
        for lexicon in lexicons
        for name, kind in EXAMPLES.items()
        for text in lexicon.lists.get(name, ())
    ]


def _fill(catalogue: Catalogue, lexicon: Lexicon) -> None:
    for name, forms in lexicon.words.items():
        catalogue.add_group(lexicon.language, name, [f for f in forms if not problem_of_form(f)])
    for kind in PATTERNS:
        for entry in lexicon.lists.get(kind, ()):
            if not problem_of(entry, lexicon.words):
                catalogue.add_rule(kind, lexicon.language, entry)


def _first(hits: list[Hit]) -> Alarm:
    hit = min(_undisputed(hits), key=_precedence)
    return Alarm(_kind(hit.rule.kind), hit.rule.language)


def _undisputed(hits: list[Hit]) -> Iterator[Hit]:
    """The hits without dangers made of words that say suicide more closely.

    "She wants to kill herself" has all the words of a threat to kill.
    """
    suicides = [hit for hit in hits if hit.rule.kind == "suicide"]
    for hit in hits:
        rivals = (other for other in suicides if other.looseness <= hit.looseness)
        if hit.rule.kind != "danger" or not any(map(hit.overlaps, rivals)):
            yield hit


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


def _precedence(hit: Hit) -> tuple[int, str]:
    return KINDS.index(_kind(hit.rule.kind)), hit.rule.language
