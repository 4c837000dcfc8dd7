"""The values of the knowledge base: topics, contacts, areas, languages, and who answers for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Literal, NamedTuple

from knowledge.problem import Place

Review = Literal["machine", "reviewed"]
SOURCE_LANGUAGE = "de"
GUARDED_AREAS = frozenset({"emergency", "safety"})
OUT_OF_SCOPE = "out-of-scope"
"""The service folder of what no topic answers."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class WishWords:
    """Words around a language's name, of all languages; a star stands for any letters.

    before, after: refuse the name behind them, and before them; turning: turn what is said of a
    name around; pauses: end one wish; asking: make it no wish for a language at all.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()


def _no_places() -> Mapping[str, Place]:
    return MappingProxyType({})


class Phrasing(NamedTuple):
    """One way to ask: the intent (topic id or service intent), its language code, the words."""

    intent: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the bot; `hint` is what Telegram sends where it differs from `code`.

    `also` are further names that people give it, beside those that CLDR knows.
    """

    code: str
    name: str
    english: str
    direction: Literal["ltr", "rtl"] = "ltr"
    status: Literal["live", "preparing"] = "preparing"
    hint: str | None = None
    also: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Whether newcomers are offered this language."""
        return self.status == "live"


@dataclass(frozen=True, slots=True)
class Area:
    """A group of topics, shown in the menu; titles by language code."""

    id: str
    pictogram: str
    titles: Mapping[str, str]

    @property
    def listed(self) -> bool:
        """Whether areas.yaml knows it; a folder alone makes an area without titles."""
        return bool(self.titles)

    def title(self, language: str) -> str:
        """The title in that language, else in German, else the id."""
        return self.titles.get(language) or self.titles.get(SOURCE_LANGUAGE) or self.id


@dataclass(frozen=True, slots=True)
class OpeningTime:
    """One span on some weekdays (0 is Monday); `closes` at 00:00 is the end of the day."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """When an office is open, or answers the phone, or receives without appointment.

    `as_of` tells the year of the source where it is older than the rest.
    """

    times: tuple[OpeningTime, ...]
    kind: Literal["open", "phone", "open-hour"] = "open"
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """An office or a help line. `phones[0]` is the main number; absent facts are None or empty."""

    id: str
    name: str
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    address: str | None = None
    address_note: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    url: str | None = None
    hours: Hours | None = None
    round_the_clock: bool = False
    by_appointment: bool = False
    emergency: bool = False
    publish: Literal["yes", "check"] = "check"
    confidence: str = "B"
    source: str = ""
    source_date: str = "undated"
    note: str | None = None
    verified_on: date | None = None
    verified_by: str | None = None
    places: Mapping[str, Place] = field(default_factory=_no_places, compare=False, repr=False)

    @property
    def phone(self) -> str | None:
        """The main number."""
        return self.phones[0] if self.phones else None

    @property
    def certain(self) -> bool:
        """Whether it may be shown without "please check"."""
        return self.publish == "yes"

    @property
    def source_year(self) -> int | None:
        """The latest year named by the source's date."""
        return latest_year(self.source_date)

    def name_in(self, language: str) -> str:
        """The name in that language; proper names stay German."""
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `date` as found: a day, month or year, or 'undated'."""

    text: str
    date: str = "undated"
    confidence: str | None = None

    @property
    def year(self) -> int | None:
        """The latest year named by the date."""
        return latest_year(self.date)


@dataclass(frozen=True, slots=True)
class TopicText:
    """A topic in one language. `source_hash` is of the German text it was translated from."""

    language: str
    title: str
    answer: str
    phrasings: tuple[str, ...]
    review: Review = "machine"
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    source_hash: str | None = None
    path: str = ""
    places: Mapping[str, Place] = field(default_factory=_no_places, compare=False, repr=False)

    def place_in_answer(self, offset: int) -> Place:
        """Where in its file the character `offset` of the answer stands."""
        line = self.answer.count("\n", 0, offset)
        start = self.answer.rfind("\n", 0, offset) + 1
        exact = self.places.get(f"answer.{line}")
        if exact is not None:
            return exact.moved(offset - start)
        return self.places.get("answer", Place(self.path))


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry that answers one question; `review_in` counts months from `verified_on`."""

    id: str
    area: str
    tier: Literal["required", "useful"] = "useful"
    sensitive: bool = False
    long: bool = False
    contacts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    verified_on: date | None = None
    verified_by: str | None = None
    review_in: int = 6
    owner: str | None = None
    texts: Mapping[str, TopicText] = field(default_factory=lambda: MappingProxyType({}))
    path: str = ""
    places: Mapping[str, Place] = field(default_factory=_no_places, compare=False, repr=False)

    @property
    def required(self) -> bool:
        """Whether a language needs it before it goes live."""
        return self.tier == "required"

    @property
    def guarded(self) -> bool:
        """Whether only contacts with `publish: yes` may be shown: violence, crisis, emergency."""
        return self.sensitive or self.area in GUARDED_AREAS

    @property
    def german(self) -> TopicText | None:
        """The text all others are translated from."""
        return self.texts.get(SOURCE_LANGUAGE)

    @property
    def source_year(self) -> int | None:
        """The latest year among the sources; None if all are undated."""
        return max((source.year for source in self.sources if source.year), default=None)

    def title(self, language: str) -> str:
        """The title in that language, else in German, else in any language, else the id."""
        text = self.texts.get(language) or self.german or next(iter(self.texts.values()), None)
        return text.title if text else self.id


@dataclass(frozen=True, slots=True)
class Operator:
    """Who is responsible for the bot, as data protection law wants it told."""

    name: str | None = None
    address: str | None = None
    contact: str | None = None
    supervisory_authority: str | None = None

    @property
    def complete(self) -> bool:
        """Whether all four are filled in: without that the bot must not meet real people."""
        return all((self.name, self.address, self.contact, self.supervisory_authority))


@dataclass(frozen=True, slots=True)
class Desk:
    """The volunteers' desk: when somebody is there, what is promised, who speaks what when.

    `answer_within` counts hours; `languages` maps a weekday (0 is Monday) to language codes.
    """

    hours: tuple[OpeningTime, ...] = ()
    answer_within: int | None = None
    languages: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def staffed(self) -> bool:
        """Whether any hours are set."""
        return bool(self.hours)


@dataclass(frozen=True, slots=True)
class SafetyFile:
    """Words and patterns of danger in one language, by name and by kind, as written."""

    language: str
    words: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    path: str = ""
    places: Mapping[str, Place] = field(default_factory=_no_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the bot knows, as read from one folder; mappings are in menu order.

    version: another one for other files.
    """

    languages: Mapping[str, Language]
    areas: Mapping[str, Area]
    contacts: Mapping[str, Contact]
    topics: Mapping[str, Topic]
    services: Mapping[str, Mapping[str, tuple[str, ...]]]
    safety: Mapping[str, SafetyFile]
    operator: Operator = field(default_factory=Operator)
    desk: Desk = field(default_factory=Desk)
    wishes: WishWords = field(default_factory=WishWords)
    places: Mapping[str, Place] = field(default_factory=_no_places, compare=False, repr=False)
    version: str = field(default="", compare=False)

    def phrasings(self) -> tuple[Phrasing, ...]:
        """Every phrasing of every topic and service intent, in every language."""
        return (*self.topic_phrasings(), *self.service_phrasings())

    def topic_phrasings(self) -> Iterator[Phrasing]:
        """The phrasings of the topics, titles not among them."""
        for topic in self.topics.values():
            for text in topic.texts.values():
                yield from (Phrasing(topic.id, text.language, one) for one in text.phrasings)

    def service_phrasings(self) -> Iterator[Phrasing]:
        """The phrasings of what is said to the bot itself."""
        for intent, by_language in self.services.items():
            for language, phrasings in by_language.items():
                yield from (Phrasing(intent, language, one) for one in phrasings)

    def topics_in(self, area: str) -> tuple[Topic, ...]:
        """The topics of an area."""
        return tuple(topic for topic in self.topics.values() if topic.area == area)

    def live_languages(self) -> tuple[Language, ...]:
        """The languages newcomers are offered."""
        return tuple(language for language in self.languages.values() if language.live)

    def contacts_of(self, topic: Topic) -> tuple[Contact, ...]:
        """The contacts shown under a topic's answer, in its order."""
        return tuple(self.contacts[id] for id in topic.contacts if id in self.contacts)


def latest_year(text: str) -> int | None:
    """The latest year written in `text`, 1900 to 2099."""
    return max((int(year) for year in _YEAR.findall(text)), default=None)
