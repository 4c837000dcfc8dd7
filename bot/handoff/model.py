"""A case and its states, and what a step with it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.messages import Outgoing


class State(StrEnum):
    """Where a case is: nobody has it, somebody has it, it is over."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


class Wish(StrEnum):
    """What a newcomer may ask for; kept as its letter."""

    WOMAN = "w"
    NOT_FROM_MY_COMMUNITY = "c"
    UNDER_18 = "u"


class Fate(StrEnum):
    """What became of a message that was to be taken back."""

    NOT_SENT = "not sent"
    REMOVED = "removed"
    UNKNOWN = "unknown"


REASONS = ("solved", "referred", "no-reply", "spam", "duplicate")
DAY = 86400.0
REOPEN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A member of the desk by the name that newcomers see."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """One handoff. Times are seconds since 1970, None: not so.

    opened_at: opened, or opened again.
    version: counts what buttons depend on. consent: she agreed that her words are read;
    without it (only a crisis opens such a case) nothing of hers is passed on. asked: her
    message over which she was asked for it. written: a volunteer has written to her.
    urgent: danger, suicide, medical or deadline. shown, drafts: topics that the bot showed,
    and those nearest to her question. question: the id of her message. wishes: letters of
    `Wish`. waiting_since: an answer is owed. aside: her next message is for the bot.
    files: how many files wait until somebody takes the case.
    """

    id: int
    chat_id: int
    language: str
    opened_at: float
    state: State = State.WAITING
    version: int = 0
    consent: bool = True
    asked: int | None = None
    written: bool = False
    urgent: str | None = None
    alarmed_at: float | None = None
    shown: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    wishes: str = ""
    question: int | None = None
    owner: Volunteer | None = None
    previous: Volunteer | None = None
    aside: bool = False
    waiting_since: float | None = None
    answered_at: float | None = None
    blocked_at: float | None = None
    closed_at: float | None = None
    reason: str | None = None
    helped: bool | None = None
    files: int = 0
    topic_group: int | None = None
    topic_id: int | None = None
    card_id: int | None = None

    @property
    def number(self) -> str:
        """What it is called at the desk, such as K-0412."""
        return f"K-{self.id:04}"

    @property
    def open(self) -> bool:
        """Not closed."""
        return self.state != State.CLOSED

    @property
    def crisis(self) -> bool:
        """Whether somebody may be in danger; a deadline is no danger."""
        return self.urgent not in (None, "deadline")

    @property
    def relayed(self) -> bool:
        """Whether what she writes goes to the desk."""
        return self.open and self.consent

    def is_with(self, user_id: int | None) -> bool:
        """Whether this volunteer has it."""
        return self.owner is not None and self.owner.id == user_id

    @property
    def standing(self) -> tuple[object, ...]:
        """What decides where her next message goes."""
        return (self.id, self.open, self.consent, self.aside, self.asked, self.written)


def file_of(mark: str) -> str:
    """The part of a message's mark (`Desk.mark`) that stands for its file."""
    return mark.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Step:
    """What one event did to a case, and what is to be sent.

    handed: what waited for a volunteer goes out now. back: what waited for her goes out now.
    ban: until when. audit: what is written down about it. dropped: what waits for her is given
    up. sent: the id of a message that stayed at the desk and goes to her now.
    """

    case: Case
    out: tuple[Outgoing, ...] = ()
    handed: bool = False
    back: bool = False
    dropped: bool = False
    ban: float | None = None
    audit: str | None = None
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that belongs to her question: its id, and when it came.

    file: whether it is more than words; album: the one it is of; deadline: whether one presses;
    answered: whether the bot had an answer.
    """

    message: int
    at: float
    file: bool = False
    album: str | None = None
    deadline: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the bot remembers of the conversation before: topics shown, topics nearest to the
    question, the messages of the question."""

    shown: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def urgent(self) -> str | None:
        """Whether a deadline presses."""
        return "deadline" if any(one.deadline for one in self.asked) else None


@dataclass(frozen=True, slots=True)
class Opens:
    """She agreed: open or reopen a case, with what the bot knows of what she asked."""

    wishes: str
    language: str
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class Writes:
    """She wrote something that goes to the desk; alarm: a kind of crisis in it."""

    alarm: str | None = None


@dataclass(frozen=True, slots=True)
class Alarms:
    """Somebody is in danger, and no case is open that reads her words."""

    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Consents:
    """Her answer to a volunteer's first words after an alarm."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Replies:
    """She wrote after a volunteer had written to her whom she did not call: it waits until she
    agrees, and the first time she is asked whether she does."""


@dataclass(frozen=True, slots=True)
class Speaks:
    """She chose another language."""

    language: str


@dataclass(frozen=True, slots=True)
class Ends:
    """She ends the chat."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Her next message is for the bot."""


@dataclass(frozen=True, slots=True)
class Asided:
    """That message was for the bot; the next goes to the desk again."""


@dataclass(frozen=True, slots=True)
class Returns:
    """She may be written to again, after she had blocked the bot."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Did it help? `case` is the one that was asked about."""

    case: int
    helped: bool


@dataclass(frozen=True, slots=True)
class Reports:
    """She complains about a volunteer, to the coordinators only. about: the sign of whom."""

    case: int
    about: str


Event = (
    Opens
    | Writes
    | Alarms
    | Consents
    | Replies
    | Speaks
    | Ends
    | Aside
    | Asided
    | Returns
    | Rates
    | Reports
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is at the desk: everybody who did something there, newest first; coordinators."""

    volunteers: tuple[Volunteer, ...] = ()
    coordinators: frozenset[int] = field(default_factory=frozenset)
