"""Safety words: known kinds, patterns that can be understood, every live language covered."""

from collections.abc import Iterator

from intents.normalize import fold
from intents.safety import EXAMPLES, PATTERNS, problem_of, problem_of_form
from knowledge.model import KnowledgeBase, SafetyFile
from knowledge.problem import Place, Problem, did_you_mean, problem_at

_EXAMPLES = "_examples"


def problems_of(base: KnowledgeBase) -> Iterator[Problem]:
    """The problems of all safety files."""
    for file in base.safety.values():
        yield from _kinds(file)
        yield from _patterns(file)
        yield from _words(file)
        yield from _examples(file)
    yield from _missing(base)


def _kinds(file: SafetyFile) -> Iterator[Problem]:
    for name in file.lists:
        if name not in (*PATTERNS, *EXAMPLES):
            # Inside examples/ the lists are called by their kinds alone.
            written = name.removesuffix(_EXAMPLES)
            there = [one.removesuffix(_EXAMPLES) for one in EXAMPLES]
            known = ["words", *PATTERNS] if written == name else there
            sentence = f"'{written}' is not a known list here; known: {', '.join(known)}."
            yield problem_at(_at(file, name), sentence + did_you_mean(written, known))


def _patterns(file: SafetyFile) -> Iterator[Problem]:
    for name in PATTERNS:
        for number, entry in enumerate(file.lists.get(name, ())):
            if sentence := problem_of(entry, file.words):
                yield problem_at(_at(file, f"{name}.{number}"), sentence)


def _words(file: SafetyFile) -> Iterator[Problem]:
    for name, forms in file.words.items():
        for number, form in enumerate(forms):
            if sentence := problem_of_form(form):
                yield problem_at(_at(file, f"words.{name}.{number}"), sentence)


def _examples(file: SafetyFile) -> Iterator[Problem]:
    """A message that is two things at once would teach nothing."""
    first: dict[str, str] = {}
    for name in EXAMPLES:
        for number, text in enumerate(file.lists.get(name, ())):
            earlier = first.setdefault(fold(text) or text, f"{name}.{number}")
            if earlier != f"{name}.{number}":
                other = _at(file, earlier)
                sentence = f"'{text}' stands in line {other.line} already; keep one of them."
                yield problem_at(_at(file, f"{name}.{number}"), sentence)


def _missing(base: KnowledgeBase) -> Iterator[Problem]:
    anywhere = next(iter(base.safety.values())).path if base.safety else "safety"
    for language in base.live_languages():
        if language.code not in base.safety:
            yield problem_at(
                Place(anywhere), f"There are no safety words in {language.english}; "
                f"write {language.code}.yaml beside this file."
            )  # fmt: skip


def _at(file: SafetyFile, name: str) -> Place:
    return file.places.get(name, Place(file.path))
