"""Phone numbers and addresses written out in an answer, where {contact} should stand.

Amounts, years, hours and paragraphs are numbers too: the patterns are narrow, and a unit behind
a number or a § before it takes it out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intents.normalize import Table
from knowledge.model import Contact
from knowledge.placeholders import without_placeholders

_GAP = "[ \u00a0\u202f\u2011\u2013/-]"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.[\w.-]*\w|(?<!\w)@\w{4,}"
)
_WEB = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w-])[\w-]++(?:\.[\w-]+)*\.(?:de|org|com|net|eu|info)(?!\w|\.\w)(?:/\S*)?"
)
_PHONES = tuple(map(re.compile, (
    rf"\+ ?\d(?:{_GAP}{{0,3}}[(]?\d+[)]?){{2,}}",             # +49 561 ...
    rf"(?<![\d.,:])\(?0\d{{1,5}}\)?(?:{_GAP}{{0,3}}\d+)+",     # 0561 ...
    rf"(?<![\d.,:])116{_GAP}?\d{{3}}(?![\d.,]*\d)",            # 116 117
    r"(?<![\d.,:/-])11[025](?![\d/-]|[.,:]\d)",                # 110
    rf"(?<![\d.,:])\d{{3,4}}{_GAP}\d{{4,}}(?![\d.,]*\d)",      # 787-2032
    r"(?<![\d.,:])\d{7,}(?![\d.,]*\d)",                        # 7872032
)))  # fmt: skip
_DATE = re.compile(r"\d{1,2}\D\d{1,2}\D\d{2,4}|\d{1,2}\D(?:19|20)\d\d|(?:19|20)\d\d\D\d{1,4}")
_LAW_BEFORE = re.compile(
    r"(?:§§?|€|Art(?:ikel|\.|icle)?|Nr\.|Abs\.|[Ss]ections?|[Pp]aragraphs?|[Mm]adde(?:si)?"
    r"|ماده|المادة|ст\.|статт\w+|стать\w+|параграф\w*)\s*$"
)
_UNIT_AFTER = re.compile(
    r"\s?(?:€|%|°|m²|km\b|EUR|(?:euro|cent|prozent|percent|stunde|hour|tag|day|woche|week|monat"
    r"|month|jahr|year|person|people|mensch|kinder|plätze|unterricht|lesson|quadrat|avro|saat|gün"
    r"|hafta|kişi|ders|євро|годин|дн|тижн|місяц|осіб|людей|урок|евро|час|недел|месяц|человек|цент"
    r"|يورو|ساعة|ساعات|يوم|أيام|شخص|حصة|یورو|ساعت|روز|نفر|درصد|هفته|ماه))",
    re.IGNORECASE,
)
_STREETS = tuple(map(re.compile, (
    r"(?<![\w-])[\w-]*(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|[Aa]llee|[Gg]asse|[Cc]haussee)"
    r" \d{1,3}(?!\d)",
    r"(?<![\w-])[\w-]*(?:[Pp]latz|[Ww]eg|[Rr]ing|[Mm]arkt|[Uu]fer)"
    r" \d{1,3} ?[a-z]?(?=\s*(?:[.,;)\n]|$))",
    r"(?:(?<!\w)\w*штрас+е|(?<!\w)в?ул\.|улиц\w+|вулиц\w+)[^\n.;]{0,25}?\d{1,3}(?!\d)",
    r"(?:شارع|خیابان|(?<!\w)\w*شتراس[هة])[^\n.;،]{0,25}?\d{1,3}(?!\d)",
    r"(?:[Cc]addesi|[Ss]okağı|[Cc]ad\.|[Ss]ok\.)(?: [Nn]o:?)? \d{1,3}(?!\d)",
    r"(?<!\d)\d{5} (?:Kassel|Frankfurt|Кас\w+|كاسل|کاسل)",
)))  # fmt: skip
_DIGITS = Table(lambda char: str(int(char)) if char.isdecimal() else char)


@dataclass(frozen=True, slots=True)
class Literal:
    """Something written out in an answer; `offset` counts characters from its beginning."""

    offset: int
    text: str
    kind: str


def literals(answer: str, streets: Iterable[str] = ()) -> Iterator[Literal]:
    """Everything in an answer that belongs into contacts.yaml, in its order, none twice."""
    text = _plain_digits(without_placeholders(answer))
    covered = 0
    for literal in sorted(_candidates(text, streets), key=lambda one: (one.offset, -len(one.text))):
        if literal.offset >= covered:
            covered = literal.offset + len(literal.text)
            yield Literal(literal.offset, answer[literal.offset : covered], literal.kind)


def _candidates(text: str, streets: Iterable[str]) -> Iterator[Literal]:
    for kind, patterns in (("e-mail address", (_EMAIL,)), ("web address", (_WEB,)),
                           ("address", _STREETS)):  # fmt: skip
        for pattern in patterns:
            yield from (Literal(found.start(), found[0], kind) for found in pattern.finditer(text))
    for street in streets:
        if street in text:
            yield Literal(text.index(street), street, "address")
    yield from _phones(text)


def _phones(text: str) -> Iterator[Literal]:
    for pattern in _PHONES:
        for found in pattern.finditer(text):
            if _is_phone(found[0]) and not _is_other_number(text, found):
                yield Literal(found.start(), found[0], "phone number")


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    short = digits in ("110", "112", "115")
    return short or (len(digits) >= 6 and not _DATE.fullmatch(written.strip()))


def _is_other_number(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 15) : found.start()], text[found.end() :]
    return bool(_LAW_BEFORE.search(before) or _UNIT_AFTER.match(after))


def _plain_digits(text: str) -> str:
    """Arabic, Persian and other digits as 0-9, one for one."""
    return text.translate(_DIGITS)


def streets_of(contacts: Iterable[Contact]) -> frozenset[str]:
    """The street with its number from each address: 'Die Freiheit 2'."""
    found = set()
    for contact in contacts:
        parts = [part.strip() for part in (contact.address or "").split(",")]
        numbered = [part for part in parts if re.search(r"[^\W\d]\.? \d", part)]
        found.update(numbered[-1:])
    return frozenset(found)


def suggestion(literal: Literal, contacts: Mapping[str, Contact]) -> str:
    """The placeholder that stands for what was written out, as a hint."""
    wanted = _bare(literal.text)
    for id, contact in contacts.items():
        if any(_bare(phone) == wanted for phone in contact.phones):
            return f"{{{id}}}"
        fields = {"email": contact.email, "url": contact.url}
        for name, value in fields.items():
            if value and _bare(value) == wanted:
                return f"{{{id}.{name}}}"
        if contact.address and literal.text in contact.address:
            return f"{{{id}.address}}"
    return "{contact-id}, and the contact in contacts.yaml"


def _bare(text: str) -> str:
    """A number without gaps, an address without https and www."""
    plain = _plain_digits(text.lower())
    if not re.search(r"[a-z]", plain):
        return re.sub(r"\D", "", plain)
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", plain).rstrip("/")
