"""Contacts, the volunteers' desk and the operator: from fields to values."""

from collections.abc import Mapping

from knowledge.fields import Form
from knowledge.hours import parse_opening, weekday
from knowledge.ids import blocks, check_id, check_languages, unknown_language
from knowledge.model import Contact, Desk, Hours, Language, OpeningTime, Operator


def contacts(form: Form, known: Mapping[str, Language]) -> dict[str, Contact]:
    """contacts.yaml: id -> the fields of a contact."""
    return {id: _contact(id, block, known) for id, block in blocks(form)}


def _contact(id: str, form: Form, known: Mapping[str, Language]) -> Contact:
    check_id(form, id, form.fields.place)
    names = form.mapping("names")
    check_languages(form, "names", names, known)
    result = Contact(
        id=id,
        name=form.required("name"),
        names=names,
        address=form.text("address"),
        address_note=form.text("address_note"),
        phones=form.texts("phones"),
        email=form.text("email"),
        url=form.text("url"),
        hours=_hours(form),
        round_the_clock=form.flag("round_the_clock"),
        by_appointment=form.flag("by_appointment"),
        emergency=form.flag("emergency"),
        publish=form.choice("publish", ("yes", "check"), "check"),
        confidence=form.choice("confidence", ("A", "B", "C"), "B"),
        source=form.required("source"),
        source_date=form.required("source_date"),
        note=form.text("note"),
        verified_on=form.day("verified_on"),
        verified_by=form.text("verified_by"),
        places=form.places,
    )
    form.finish()
    return result


def _hours(form: Form) -> Hours | None:
    times = _openings(form, "hours")
    hours = Hours(
        times=times,
        kind=form.choice("hours_kind", ("open", "phone", "open-hour"), "open"),
        as_of=form.text("hours_as_of"),
    )
    return hours if times else None


def _openings(form: Form, name: str) -> tuple[OpeningTime, ...]:
    times = []
    for node in form.text_nodes(name):
        try:
            times.append(parse_opening(node.text))
        except ValueError as error:
            form.complain(node.place, str(error))
    return tuple(times)


def operator(form: Form | None) -> Operator:
    """operator.yaml; all empty if there is none."""
    if form is None:
        return Operator()
    result = Operator(
        name=form.text("name"),
        address=form.text("address"),
        contact=form.text("contact"),
        supervisory_authority=form.text("supervisory_authority"),
    )
    form.finish()
    return result


def desk(form: Form | None, known: Mapping[str, Language]) -> Desk:
    """desk.yaml; nobody on duty if there is none."""
    if form is None:
        return Desk()
    result = Desk(
        hours=_openings(form, "hours"),
        answer_within=form.parsed("answer_within", _parse_hours),
        languages=_desk_languages(form, known),
    )
    form.finish()
    return result


def _parse_hours(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) <= 336:
        return int(text)
    raise ValueError(f"'{text}' is not a number of hours, 1 to 336.")


def _desk_languages(form: Form, known: Mapping[str, Language]) -> dict[int, tuple[str, ...]]:
    block = form.block("languages")
    result: dict[int, tuple[str, ...]] = {}
    for name, place in (block.fields.keys if block else {}).items():
        assert block is not None
        codes = block.texts(name)
        for number, code in enumerate(codes):
            if code not in known:
                unknown_language(block, block.places[f"{name}.{number}"], code, known)
        try:
            result[weekday(name)] = codes
        except ValueError as error:
            block.complain(place, str(error))
    return result
