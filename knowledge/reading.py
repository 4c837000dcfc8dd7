"""Languages, areas, topics, phrasings and safety words: from fields to values."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from intents.normalize import fold
from knowledge.document import Fields, Text
from knowledge.fields import Form
from knowledge.ids import blocks, check_id, check_languages
from knowledge.model import Area, Language, SafetyFile, Source, Topic, TopicText, WishWords
from knowledge.problem import Place

_PERIOD = re.compile(r"(\d{1,2}) (month|year)s?")
_HASH = re.compile(r"[0-9a-f]{6}")


def languages(form: Form) -> dict[str, Language]:
    """languages.yaml: code -> name, english, direction, status."""
    return {code: _language(code, block) for code, block in blocks(form)}


def _language(code: str, form: Form) -> Language:
    result = Language(
        code=code,
        name=form.required("name"),
        english=form.required("english"),
        direction=form.choice("direction", ("ltr", "rtl"), "ltr"),
        status=form.choice("status", ("live", "preparing"), "preparing"),
        hint=form.text("hint"),
        also=form.texts("also"),
    )
    form.finish()
    return result


def areas(form: Form, known: Mapping[str, Language]) -> dict[str, Area]:
    """areas.yaml: id -> pictogram, titles."""
    return {id: _area(id, block, known) for id, block in blocks(form)}


def _area(id: str, form: Form, known: Mapping[str, Language]) -> Area:
    result = Area(id, form.required("pictogram"), form.mapping("titles"))
    check_languages(form, "titles", result.titles, known)
    missing = [one.code for one in known.values() if one.live and one.code not in result.titles]
    if missing:
        place = form.places.get("titles", form.fields.place)
        form.complain(place, f"The area '{id}' has no title in: {', '.join(missing)}.")
    form.finish()
    return result


def topic(form: Form | None, folder: Path, path: str, texts: Mapping[str, TopicText]) -> Topic:
    """topic.yaml in its folder; defaults for everything where the file cannot be read."""
    form = form or Form(Fields({}, {}, Place(path)), [])
    result = Topic(
        id=_topic_id(form, folder),
        area=folder.parent.name,
        tier=form.choice("tier", ("required", "useful"), "useful"),
        sensitive=form.flag("sensitive"),
        long=form.flag("long"),
        contacts=form.texts("contacts"),
        related=form.texts("related"),
        sources=_sources(form),
        verified_on=form.day("verified_on"),
        verified_by=form.text("verified_by"),
        review_in=form.parsed("review_in", parse_period) or 6,
        owner=form.text("owner"),
        texts=texts,
        path=path,
        places={"": form.fields.place, **form.places},
    )
    form.finish()
    return result


def _topic_id(form: Form, folder: Path) -> str:
    """The folder's name is the id; what the file says must agree."""
    id = form.required("id")
    if id and id != folder.name:
        form.complain(
            form.places["id"],
            f"The id '{id}' differs from the folder's name '{folder.name}'; make them equal.",
        )
    check_id(form, folder.name, form.places.get("id", form.fields.place))
    return folder.name


def _sources(form: Form) -> tuple[Source, ...]:
    return tuple(_source(form, block, n) for n, block in enumerate(form.blocks("sources")))


def _source(topic: Form, form: Form, number: int) -> Source:
    result = Source(
        text=form.required("text"),
        date=form.text("date") or "undated",
        confidence=form.choice("confidence", ("A", "B", "C"), "") or None,
    )
    form.finish()
    topic.places.update({f"sources.{number}.{name}": at for name, at in form.places.items()})
    return result


def parse_period(text: str) -> int:
    """'6 months' or '1 year' as months; ValueError with a sentence otherwise."""
    match = _PERIOD.fullmatch(text)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"'{text}' is not a period; write it like: 6 months, or: 1 year.")
    return int(match[1]) * (12 if match[2] == "year" else 1)


def topic_text(form: Form, language: str, path: str) -> TopicText:
    """<language>.yaml of a topic."""
    title, answer, phrasings = form.required("title"), _answer(form), form.texts("phrasings")
    result = TopicText(
        language=language,
        title=title,
        answer=answer,
        phrasings=phrasings,
        review=form.choice("review", ("machine", "reviewed"), "machine"),
        reviewed_by=form.text("reviewed_by"),
        reviewed_on=form.day("reviewed_on"),
        source_hash=form.parsed("source_hash", _parse_hash),
        path=path,
        places={"": form.fields.place, **form.places},
    )
    form.finish()
    return result


def _answer(form: Form) -> str:
    """The answer; the place of line n is kept as 'answer.n', for problems inside it."""
    answer = form.required("answer")
    node = form.fields.values.get("answer")
    if isinstance(node, Text):
        lead = len(node.text) - len(node.text.lstrip())
        first = node.text[:lead].count("\n")
        for number, place in enumerate(node.lines[first:]):
            form.places[f"answer.{number}"] = place
    return answer


def _parse_hash(text: str) -> str:
    if _HASH.fullmatch(text):
        return text
    raise ValueError(f"'{text}' is not a source hash; delete the line and run 'stamp'.")


def service(form: Form) -> tuple[str, ...]:
    """service/<intent>/<language>.yaml: only phrasings."""
    phrasings = form.texts("phrasings")
    if not phrasings:
        form.missing("phrasings")
    form.finish()
    return phrasings


def safety(form: Form, language: str, path: str) -> SafetyFile:
    """safety/<language>.yaml: `words`, a mapping of lists, and any number of lists by kind."""
    words = form.block("words")
    lists = {name: form.texts(name) for name in form.fields.keys if name != "words"}
    places = {**form.places, **{name: form.fields.keys[name] for name in lists}}
    named = {}
    if words is not None:
        named = {name: words.texts(name) for name in words.fields.keys}
        places.update({f"words.{name}": place for name, place in words.places.items()})
    return SafetyFile(language, named, lists, path, places)


def with_examples(file: SafetyFile, form: Form) -> SafetyFile:
    """A safety file with the whole messages of examples/<language>.yaml, lists by kind."""
    found = {f"{name}_examples": form.texts(name) for name in form.fields.keys}
    places = {}
    for key, place in (form.places | form.fields.keys).items():
        name, dot, number = key.partition(".")
        places[f"{name}_examples{dot}{number}"] = place
    return replace(file, lists={**file.lists, **found}, places={**file.places, **places})


def wishes(form: Form) -> WishWords:
    """wishes.yaml: kind -> language -> words."""
    kinds = {one.name: _words(form.block(one.name)) for one in fields(WishWords)}
    form.finish()
    return WishWords(**kinds)


def _words(form: Form | None) -> tuple[str, ...]:
    """The words of all languages; a text of two words would never be met."""
    if form is None:
        return ()
    nodes = [node for code in form.fields.keys for node in form.text_nodes(code)]
    for node in nodes:
        if len(fold(node.text.replace("*", "")).split()) != 1:
            form.complain(node.place, f"'{node.text}' is not one word; write one, or delete it.")
    return tuple(node.text.strip() for node in nodes)
