"""Whether what a pattern found is said of here and now: not past, denied, told or asked about."""

from collections.abc import Iterable, Mapping
from itertools import chain

from intents.safety_match import Hit, Scene, Span

Markers = Mapping[str, int]
"""Symbol of each marker group of one language."""

_NEGATION_REACH = 2
_IF_REACH = 6
_NEAR = 4
_OF_ALL_LANGUAGES = frozenset({"TOLD", "PAST", "INFO", "ADVICE"})


def is_meant(hit: Hit, scene: Scene, markers: Mapping[str, Markers]) -> bool:
    """Whether the hit of a crisis pattern is one; False for what only looks like it.

    `markers` are those of each language: what tells of the past may be said in another one than
    the pattern, since neighbouring languages share words.
    """
    context = _Context(hit, scene, markers)
    return not (context.told() or context.past() or context.in_general() or context.denied())


def is_long_ago(scene: Scene, markers: Mapping[str, Markers]) -> bool:
    """Whether a marker of the past stands in it, and none of now."""
    past, now = (
        any(scene.found.get(each[name]) for each in markers.values() if name in each)
        for name in ("PAST", "NOW")
    )
    return past and not now


class _Context:
    def __init__(self, hit: Hit, scene: Scene, markers: Mapping[str, Markers]) -> None:
        self._hit = hit
        self._scene = scene
        self._own = (markers[hit.rule.language],)
        self._all = tuple(markers.values())
        clauses, sentences = scene.words.clauses, scene.words.sentences
        self._clauses = range(clauses[hit.start], clauses[hit.end - 1] + 1)
        self._sentences = range(sentences[hit.start], sentences[hit.end - 1] + 1)

    def told(self) -> bool:
        """Seen in a film, read in the news."""
        return any(self._in_sentence(span) for span in self._spans("TOLD"))

    def past(self) -> bool:
        """Long ago, and not again now."""
        if not any(map(self._in_sentence, self._uncovered("PAST"))):
            return False
        if "NOW" in self._hit.rule.names or len(self._clauses) > 1 or self._spans("ADVICE"):
            return True
        return not any(map(self._in_clause, self._spans("NOW")))

    def denied(self) -> bool:
        """A "not" just before, inside or, in languages that put it there, just after."""
        if "NOT" in self._hit.rule.names:
            return False
        before = self._within(self._uncovered("NOT"), _NEGATION_REACH, 0)
        after = self._within(self._uncovered("NOT_AFTER"), 0, _NEGATION_REACH)
        return any(map(self._in_clause, (*before, *after)))

    def in_general(self) -> bool:
        """A question for information: "who do I call if somebody ...", "is it allowed to ..."."""
        if any(map(self._in_clause, self._spans("INFO"))):
            return True
        asking = bool(self._spans("ASKING"))
        general = self._within(self._spans("GENERAL"), _NEAR, 0)
        if asking and general:
            return True
        return self._if_before() and self._of_nobody(asking, bool(general))

    def _of_nobody(self, asking: bool, general: bool) -> bool:
        somebody = general or bool(self._within(self._spans("SOMEBODY"), _NEAR, 1))
        return somebody or (asking and self._hit.rule.kind != "suicide")

    def _if_before(self) -> bool:
        if "IF" in self._hit.rule.names:
            return False
        return any(map(self._in_sentence, self._within(self._spans("IF"), _IF_REACH, 0)))

    def _spans(self, name: str) -> tuple[Span, ...]:
        languages = self._all if name in _OF_ALL_LANGUAGES else self._own
        symbols = (markers[name] for markers in languages if name in markers)
        return tuple(chain.from_iterable(self._scene.found.get(each, ()) for each in symbols))

    def _uncovered(self, name: str) -> list[Span]:
        """Spans of a marker that are no part of what the pattern itself says."""
        taken = self._hit.places
        return [span for span in self._spans(name) if taken.isdisjoint(range(*span))]

    def _within(self, spans: Iterable[Span], before: int, after: int) -> list[Span]:
        first, last = self._hit.start - before, self._hit.end + after
        return [span for span in spans if first < span[1] and span[0] < last]

    def _in_clause(self, span: Span) -> bool:
        return self._scene.words.clauses[span[0]] in self._clauses

    def _in_sentence(self, span: Span) -> bool:
        return self._scene.words.sentences[span[0]] in self._sentences
