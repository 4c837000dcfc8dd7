"""All patterns of all languages, put together so that one message is read in one pass."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from intents.safety_index import WordIndex
from intents.safety_patterns import END, Pattern, Step, is_group, parse
from intents.safety_text import Words, forms_of, words_of

Span = tuple[int, int]
"""First word, and the one after the last."""
Found = Mapping[int, Sequence[Span]]
"""Where each symbol (a word form or a group of one language) stands in a message."""

_REACH = 3
"""Words between two parts of a pattern, times the parts, plus what the parts take."""
_SENTENCE = 3
"""A full stop keeps two words as far apart as this many words."""
_FEW = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of one language with its symbols, for a kind ("danger", "harmless", ...)."""

    kind: str
    language: str
    entry: str
    parts: tuple[tuple[tuple[int, int], ...], ...]
    without: tuple[tuple[tuple[int, int], ...], ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fits a message, and the words it took."""

    rule: Rule
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        return max(end for _, end in self.spans)

    @property
    def places(self) -> set[int]:
        """Where the words stand that the rule took."""
        return {at for span in self.spans for at in range(*span)}

    @property
    def looseness(self) -> int:
        """Words between the first and the last that the rule did not ask for."""
        return self.end - self.start - sum(end - start for start, end in self.spans)

    def overlaps(self, other: "Hit") -> bool:
        """Whether the two took a word in common."""
        return any(s < end and start < e for s, e in self.spans for start, end in other.spans)


@dataclass(frozen=True, slots=True)
class Scene:
    """A message taken apart; groups: the names of all word groups in it, hidden ones included."""

    words: Words
    found: Found
    groups: frozenset[str]

    def together(self, hit: Hit) -> bool:
        """Whether the words of the hit were said together: in a row, or in one clause."""
        clauses = self.words.clauses
        return len(hit.spans) == 1 or clauses[hit.start] == clauses[hit.end - 1]

    def share(self, hits: Iterable[Hit]) -> float:
        """The share of all words, 0 to 1, that the hits took."""
        taken = set().union(*(hit.places for hit in hits))
        return len(taken) / max(1, len(self.words.texts))

    def hide(self, places: set[int]) -> "Scene":
        """The scene without everything that touches one of `places`."""
        found = {
            symbol: [span for span in spans if places.isdisjoint(range(*span))]
            for symbol, spans in self.found.items()
        }
        return replace(self, found={symbol: spans for symbol, spans in found.items() if spans})


class Catalogue:
    """Word groups and rules of all languages; add them all, then `close`, then `read`."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._groups: dict[int, list[int]] = {}
        self._phrases: dict[int, list[tuple[tuple[tuple[int, int], ...], int]]] = {}
        self._rules: list[Rule] = []
        self._needs: list[int] = []
        self._rules_of: dict[str, dict[int, list[int]]] = {}
        self._index = WordIndex(())
        self._end = self.symbol("", END)
        self._names: dict[int, str] = {}
        self._digest = hashlib.blake2b(digest_size=16)

    @property
    def signature(self) -> str:
        """Names all word groups and what they consist of."""
        return self._digest.hexdigest()

    def symbol(self, language: str, name: str) -> int:
        """The number of a group or of a word form in one language; the END is one for all."""
        language = "" if name == END else language
        return self._numbers.setdefault((language, name), len(self._numbers))

    def add_group(self, language: str, name: str, forms: Iterable[str]) -> None:
        """Words, or several words in a row, that mean the same."""
        group = self.symbol(language, name)
        self._names[group] = name
        for form in map(forms_of, forms):
            self._digest.update(f"\0{language}\0{name}\0{form}".encode())
            first, *others = (self.symbol(language, word) for word in form)
            if others:
                steps = tuple((number, 0) for number in (first, *others))
                self._phrases.setdefault(first, []).append((steps, group))
            else:
                self._groups.setdefault(first, []).append(group)

    def add_rule(self, kind: str, language: str, entry: str) -> None:
        """A pattern; its groups may be added before or after."""
        rule = self._rule(kind, language, parse(entry))
        symbols = {symbol for part in rule.parts for symbol, _ in part}
        rules_of = self._rules_of.setdefault(kind, {})
        for symbol in symbols:
            rules_of.setdefault(symbol, []).append(len(self._rules))
        self._needs.append(len(symbols))
        self._rules.append(rule)

    def _rule(self, kind: str, language: str, pattern: Pattern) -> Rule:
        def numbered(part: tuple[Step, ...]) -> tuple[tuple[int, int], ...]:
            return tuple((self.symbol(language, step.name), step.gap) for step in part)

        names = frozenset(step.name for part in pattern.parts for step in part)
        parts = tuple(map(numbered, pattern.parts))
        without = tuple(map(numbered, pattern.without))
        return Rule(kind, language, pattern.entry, parts, without, names)

    def close(self) -> None:
        """Make ready for reading; call once, after everything was added."""
        forms = ((number, name) for (_, name), number in self._numbers.items())
        self._index = WordIndex(
            (number, name) for number, name in forms if not (is_group(name) or name == END)
        )

    def read(self, message: str) -> Scene:
        """The message taken apart into the symbols it contains."""
        words = words_of(message)
        found: dict[int, list[Span]] = {self._end: list(_clause_ends(words))}
        numbers = {text: self._index.numbers(text) for text in set(words.texts)}
        for at, text in enumerate(words.texts):
            for number in numbers[text]:
                for symbol in (number, *self._groups.get(number, ())):
                    found.setdefault(symbol, []).append((at, at + 1))
        for symbol in tuple(found):
            for steps, group in self._phrases.get(symbol, ()):
                if spans := in_a_row(steps, found):
                    found.setdefault(group, []).extend(spans)
        groups = frozenset(self._names[symbol] for symbol in found if symbol in self._names)
        return Scene(words, {symbol: _trimmed(spans) for symbol, spans in found.items()}, groups)

    def hits(self, scene: Scene, kinds: Iterable[str]) -> Iterator[Hit]:
        """Every rule of `kinds` that fits, with every choice of words it fits by."""
        for kind in kinds:
            rules_of = self._rules_of.get(kind, {})
            present = Counter(chain.from_iterable(map(rules_of.get, scene.found, repeat(()))))
            for number, count in present.items():
                if count == self._needs[number]:
                    yield from _fits(self._rules[number], scene)


def _clause_ends(words: Words) -> Iterator[Span]:
    """Places without width after the last word of each clause."""
    for at in range(1, len(words.texts) + 1):
        if at == len(words.texts) or words.clauses[at] != words.clauses[at - 1]:
            yield at, at


def _trimmed(spans: list[Span]) -> list[Span]:
    """Not more than the first and the last few: a word said a thousand times costs no more."""
    return sorted(spans) if len(spans) <= 2 * _FEW else sorted(spans)[:_FEW] + spans[-_FEW:]


def in_a_row(steps: Sequence[tuple[int, int]], found: Found) -> list[Span]:
    """Where the symbols of `steps` (symbol, words that may stand before it) follow each other."""
    if not all(symbol in found for symbol, _ in steps):
        return []
    (first, _), *others = steps
    spans = list(found[first])
    for symbol, gap in others:
        spans = [
            (start, next_end)
            for start, end in spans
            for next_start, next_end in found[symbol]
            if 0 <= next_start - end <= gap
        ]
    return spans


def _fits(rule: Rule, scene: Scene) -> Iterator[Hit]:
    if any(in_a_row(part, scene.found) for part in rule.without):
        return
    choices = [in_a_row(part, scene.found) for part in rule.parts]
    reach = _REACH * len(choices)
    yield from (Hit(rule, spans) for spans in _close_together(choices, (), scene.words, reach))


def _close_together(
    choices: Sequence[Sequence[Span]], taken: tuple[Span, ...], words: Words, reach: int
) -> Iterator[tuple[Span, ...]]:
    if not choices:
        yield taken
        return
    for span in choices[0]:
        spans = (*taken, span)
        if _apart(span, taken) and _spread(spans, words) <= reach:
            yield from _close_together(choices[1:], spans, words, reach)


def _apart(span: Span, taken: Iterable[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _spread(spans: Sequence[Span], words: Words) -> int:
    """Words between the spans, a full stop counted as some."""
    first, last = min(spans)[0], max(end for _, end in spans) - 1
    between = last + 1 - first - sum(end - start for start, end in spans)
    return between + _SENTENCE * (words.sentences[last] - words.sentences[first])
