"""Contacts: numbers, addresses and dates in the right form, and none that may not be shown."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.checks.dates import flaw_of
from knowledge.model import Contact, KnowledgeBase
from knowledge.problem import Place, Problem, problem_at

_PHONE = re.compile(r"\+?\d[\d -]*\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_URL = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_TODO = re.compile(r"\bTODO\b")


def problems_of(base: KnowledgeBase, today: date) -> Iterator[Problem]:
    """The problems of all contacts."""
    for contact in base.contacts.values():
        yield from _forms(contact)
        yield from _trust(contact)
        yield from _dates(contact, today)
        yield from _todo(contact)


def _at(contact: Contact, name: str) -> Place:
    return contact.places.get(name, Place("contacts.yaml"))


def _forms(contact: Contact) -> Iterator[Problem]:
    for number, phone in enumerate(contact.phones):
        if not _PHONE.fullmatch(phone):
            yield problem_at(
                _at(contact, f"phones.{number}"),
                f"'{phone}' is not a phone number; digits, blanks and hyphens only.",
            )
    if contact.email and not _EMAIL.fullmatch(contact.email):
        yield problem_at(_at(contact, "email"), f"'{contact.email}' is not an e-mail address.")
    if contact.url and not _URL.fullmatch(contact.url):
        yield problem_at(
            _at(contact, "url"), f"'{contact.url}' is not a web address like https://www.kassel.de."
        )


def _trust(contact: Contact) -> Iterator[Problem]:
    if contact.confidence == "C" and not contact.emergency:
        yield problem_at(
            _at(contact, "confidence"),
            "Confidence C is never shown: find a better source, or delete this contact.",
        )
    if contact.emergency and not (contact.certain and contact.phone):
        yield problem_at(
            _at(contact, "emergency"), "An emergency contact needs a phone number and publish: yes."
        )


def _dates(contact: Contact, today: date) -> Iterator[Problem]:
    flaw = flaw_of(contact.source_date, today) if contact.source_date else None
    if flaw:
        yield problem_at(_at(contact, "source_date"), flaw)
    as_of = contact.hours.as_of if contact.hours else None
    if as_of and (flaw := flaw_of(as_of, today)):
        yield problem_at(_at(contact, "hours_as_of"), flaw)
    if contact.verified_on and contact.verified_on > today:
        yield problem_at(_at(contact, "verified_on"), "This day lies in the future.")
    if contact.verified_on and not contact.verified_by:
        yield problem_at(_at(contact, "verified_on"), "Say who compared it: add verified_by.")


def _todo(contact: Contact) -> Iterator[Problem]:
    for name in ("name", "address", "email", "url", "source", "source_date", "note"):
        if _TODO.search(getattr(contact, name) or ""):
            yield problem_at(_at(contact, name), f"A TODO is left in '{name}'; fill it in.")
