"""The outbox: what is owed to Telegram, in its order, until it is delivered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import delete, func, or_, select, update

from bot.handoff.model import Fate
from bot.messages import (
    DESK,
    Copy,
    Correct,
    Outgoing,
    Part,
    Priority,
    Say,
    Words,
    case_of,
    from_json,
    plainly,
    size,
    to_json,
)
from bot.pace import Pace
from bot.storage import history, relays
from bot.storage.database import Session
from bot.storage.filing import CARD, LONGEST, Filing, filed, joined, pieces
from bot.storage.tables import OutboxRow

KEEP = 72 * 3600.0
LONGEST_WAIT = 60.0
# To be sent: at once, when somebody is there, when its author says so.
_WAITING = ("queued", "held", "inside")
AT_ONCE = 256

_PACE = Pace()
_PRESSING = ("urgent", "case", "card")


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that is next in its order. attempts counts tries that did not arrive; repeated:
    it may have arrived before."""

    id: int
    lane: int
    outgoing: Outgoing
    attempts: int
    repeated: bool
    key: str = ""
    priority: int = 2


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived; message_ids are the new messages', where there are any."""

    owed: Owed
    message_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """It surely did not arrive; it is tried again after `wait` seconds."""

    owed: Owed
    wait: float
    error: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Nobody knows whether it arrived."""

    owed: Owed
    error: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It can never arrive. blocked: the person does not want messages of the bot."""

    owed: Owed
    error: str
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Stuck:
    """It did not arrive, and will when something at the desk is mended: `why` is `topic gone`,
    `topic closed`, `card gone`, `desk` (the bot may not work there) or `moved`."""

    owed: Owed
    why: str
    error: str
    topic: int | None = None
    moved_to: int | None = None


Result = Delivered | Later | Uncertain | Refused | Stuck


async def add(
    session: Session, outgoing: Iterable[Outgoing], now: float, pace: Pace = _PACE
) -> None:
    """Puts calls behind what is owed already, or together with it where they belong together."""
    for one in outgoing:
        left: Sequence[Outgoing] = [one]
        if isinstance(one, Correct):
            await relays.mark(session, one.source, one.message, one.mark)
            left = await _corrected(session, one)
        for piece in chain.from_iterable(map(pieces, left)):
            await _add(session, piece, now, pace)


async def _add(session: Session, one: Outgoing, now: float, pace: Pace) -> None:
    filing = filed(one, now, pace)
    if not await _joined(session, one, filing, now, pace):
        session.add(_row(await _late(session, one), filing, now))
    await relays.expect(session, one, now)
    await session.flush()


async def _late(session: Session, one: Outgoing) -> Outgoing:
    """A part that comes after its album was sent replies to the album."""
    if not isinstance(one, Copy) or one.album is None or one.again:
        return one
    first = await relays.first_of_album(session, one.source, one.album)
    return one if first is None else replace(one, answers=first)


def _row(one: Outgoing, filing: Filing, now: float) -> OutboxRow:
    return OutboxRow(
        lane=one.chat_id,
        key=filing.key,
        rank=filing.rank,
        priority=filing.priority,
        join=filing.join,
        case_id=case_of(one),
        payload=to_json(one),
        status=filing.status,
        attempts=0,
        repeated=0,
        not_before=filing.not_before,
        created_at=now,
    )


async def _joined(session: Session, one: Outgoing, filing: Filing, now: float, pace: Pace) -> bool:
    """Whether a row that waits already took it in."""
    if filing.join is None:
        return False
    row = await _partner(session, filing)
    if row is None:
        return False
    if row.payload is None:
        return True
    both = joined(from_json(row.payload), one)
    if both is None:
        return False
    row.payload = to_json(both)
    row.priority = min(row.priority, filing.priority)
    if isinstance(both, Copy):
        row.status = "inside" if both.inside else row.status
        most = max(row.not_before, row.created_at + pace.album_most)
        row.not_before = min(max(row.not_before, filing.not_before), most)
    elif filing.rank == CARD:
        row.key, row.rank = _sooner(row, filing)
    return True


def _sooner(row: OutboxRow, filing: Filing) -> tuple[str, int]:
    """A card goes in the more pressing of both orders."""
    places = (row.key, row.rank), (filing.key, filing.rank)
    return min(places, key=lambda place: _PRESSING.index(place[0].partition(" ")[0]))


async def _partner(session: Session, filing: Filing) -> OutboxRow | None:
    """The row that a new one may be joined with. `once`: said at any time."""
    assert filing.join is not None
    fits = select(OutboxRow).where(OutboxRow.join == filing.join)
    if filing.join.startswith("once"):
        return (await session.scalars(fits.limit(1))).first()
    waiting = OutboxRow.status.in_(_WAITING)
    if filing.join.startswith("topic"):
        waiting = OutboxRow.status.in_(("queued", "sending"))
    fits = fits.where(waiting, OutboxRow.repeated == 0).order_by(OutboxRow.id.desc()).limit(1)
    if filing.join.startswith(("words", "album")):
        fits = fits.where(OutboxRow.key == filing.key, OutboxRow.attempts == 0)
    row = (await session.scalars(fits)).first()
    if row is None or filing.join != "words":
        return row
    last = select(func.max(OutboxRow.id)).where(
        OutboxRow.key == filing.key,
        OutboxRow.rank == filing.rank,
        OutboxRow.status.in_(("queued", "sending")),
    )
    # Words may not overtake what was sent between them.
    return row if await session.scalar(last) == row.id else None


async def _corrected(session: Session, correct: Correct) -> Sequence[Outgoing]:
    """Puts words right that still wait, in their place; what is left to send."""
    found = await _waiting_with(session, correct.case, correct.source, correct.message)
    words = [old for _, old in found if isinstance(old, Words)]
    part = Part(correct.message, correct.text, correct.mark)
    if not found or len(words) > 1 or any(size(old.text + part.text) > LONGEST for old in words):
        # Nothing waits, or it is too long to be put right in its place.
        return [correct]
    rest: list[Copy | Words] = []
    for row, old in found:
        if isinstance(old, Words):
            parts = tuple(part if p.message_id == correct.message else p for p in old.parts)
            row.payload = to_json(replace(old, parts=parts))
        elif old.caption is not None:
            row.payload = to_json(replace(old, caption=correct.text))
        elif correct.marked:
            # A copy shows the message as it is when it is made: this one may not be shown so.
            kept, *rest = _plainly(old, part, file=correct.caption)
            row.payload = to_json(kept)
    return rest if len(found) == 1 else []


def _plainly(old: Copy, part: Part, *, file: bool) -> tuple[Copy | Words, ...]:
    """What waits is made plain; a part of an album leaves it, so that the others keep theirs."""
    if len(old.messages) == 1:
        return plainly(old, part, file=file)
    alone = replace(old, messages=(part.message_id,), marks=(part.mark,), album=None)
    return (_without(old, part.message_id), *plainly(alone, part, file=file))


async def _waiting_with(
    session: Session, case: int, source: int, message: int
) -> list[tuple[OutboxRow, Words | Copy]]:
    """What waits of one message: a file and its words may be two calls."""
    query = select(OutboxRow).where(OutboxRow.case_id == case, OutboxRow.status.in_(_WAITING))
    found = []
    for row in await session.scalars(query):
        old = from_json(row.payload or "")
        if isinstance(old, Words | Copy) and old.source == source and message in ids_of(old):
            found.append((row, old))
    return found


def ids_of(relayed: Words | Copy) -> tuple[int, ...]:
    """The messages of the source that a value carries."""
    if isinstance(relayed, Copy):
        return relayed.messages
    return tuple(part.message_id for part in relayed.parts)


async def withdraw(session: Session, case: int, source: int, message: int) -> Fate | None:
    """Takes back a message that waits; None if it is on its way or gone."""
    found = await _waiting_with(session, case, source, message)
    fate = _fate(found)
    for row, old in found:
        if isinstance(old, Copy) and len(old.messages) > 1:
            row.payload = to_json(_without(old, message))
        else:
            await session.delete(row)
    if found:
        await relays.drop(session, source, message)
    return fate


def _fate(found: list[tuple[OutboxRow, Words | Copy]]) -> Fate | None:
    if not found:
        return None
    return Fate.UNKNOWN if any(row.repeated for row, _ in found) else Fate.NOT_SENT


def _without(album: Copy, message: int) -> Copy:
    kept = [n for n, id in enumerate(album.messages) if id != message]
    messages = tuple(album.messages[n] for n in kept)
    return replace(album, messages=messages, marks=tuple(album.marks[n] for n in kept))


async def keep_inside(session: Session, case: int, source: int, message: int) -> Fate | None:
    """A message that waits became a note, with the album that it belongs to."""
    found = await _waiting_with(session, case, source, message)
    for row, old in found:
        row.payload, row.status = to_json(replace(old, inside="note")), "inside"
    return _fate(found)


async def inside(session: Session, case: int, source: int, message: int) -> Words | Copy | None:
    """A message that stays at the desk, for good or until its author decides."""
    found = await _waiting_with(session, case, source, message)
    return next((old for _, old in found if old.inside), None)


async def let_out(
    session: Session, case: int, source: int, message: int, now: float, pace: Pace = _PACE
) -> None:
    """Its author decided: it is sent, as if it were written now."""
    for row, old in await _waiting_with(session, case, source, message):
        await session.delete(row)
        for one in ids_of(old):
            await relays.drop(session, source, one)
        await session.flush()
        out = replace(old, inside="")
        await _add(session, replace(out, waits=False) if isinstance(out, Copy) else out, now, pace)


async def left_behind(session: Session) -> list[Uncertain]:
    """After a crash: what was being sent may have arrived or not."""
    rows = await session.scalars(select(OutboxRow).where(OutboxRow.status == "sending"))
    return [Uncertain(_owed(row), "the program had ended") for row in rows]


async def heads(session: Session, *, desk: bool = True) -> list[tuple[Owed, float]]:
    """The first queued call of each order that is not sending now, with its earliest time,
    the most pressing first. Without `desk` those to the desk stay where they are.

    A card waits for the one that is on its way: that one's place is not known yet.
    """
    busy = select(OutboxRow.key).where(OutboxRow.status == "sending")
    cards = select(OutboxRow.join).where(
        OutboxRow.status == "sending", OutboxRow.join.startswith("card ")
    )
    place = func.row_number().over(
        partition_by=OutboxRow.key, order_by=(OutboxRow.rank, OutboxRow.id)
    )
    numbered = select(OutboxRow.id, place.label("place")).where(
        OutboxRow.status == "queued",
        OutboxRow.key.not_in(busy),
        or_(OutboxRow.join.is_(None), OutboxRow.join.not_in(cards)),
    )
    if not desk:
        numbered = numbered.where(OutboxRow.lane != DESK)
    first = numbered.subquery()
    query = (
        select(OutboxRow)
        .join(first, OutboxRow.id == first.c.id)
        .where(first.c.place == 1)
        .order_by(OutboxRow.priority, OutboxRow.id)
        .limit(AT_ONCE)
    )
    return [(_owed(row), row.not_before) for row in await session.scalars(query)]


def _owed(row: OutboxRow) -> Owed:
    return Owed(
        row.id,
        row.lane or 0,
        from_json(row.payload or ""),
        row.attempts,
        bool(row.repeated),
        row.key,
        row.priority,
    )


async def sending(session: Session, owed: Sequence[Owed]) -> None:
    """Notes that these are on their way, before they are."""
    ids = [o.id for o in owed]
    await session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(status="sending"))


async def settle(
    session: Session, results: Iterable[Result], now: float, pace: Pace = _PACE
) -> None:
    """Writes down how the calls ended."""
    for result in results:
        match result:
            case Delivered():
                await _delivered(session, result, now)
            case Later(owed, wait, error):
                values = {"attempts": owed.attempts + 1, "not_before": now + wait}
                await _values(session, owed, status="queued", error=error[:200], **values)
            case Stuck(owed, why):
                await _values(session, owed, status="queued", error=why)
            case Uncertain(owed, error) if may_repeat(owed):
                await _values(
                    session,
                    owed,
                    status="queued",
                    repeated=1,
                    attempts=owed.attempts + 1,
                    not_before=now + growing(pace.repeat, owed.attempts),
                    error=error[:200],
                )
            case Uncertain(owed, error) | Refused(owed, error):
                await _failed(session, owed, error)


def may_repeat(owed: Owed) -> bool:
    """Whether a call of unknown fate is made again: rather twice than never.

    A repeat is marked at the desk. What a volunteer wrote cannot be marked for her, so it is
    repeated once, and then the volunteer is told.
    """
    its_own = not isinstance(owed.outgoing, Copy | Words)
    return owed.lane == DESK or not owed.repeated or its_own


def growing(first: float, attempts: int) -> float:
    """The pause after so many attempts: each is twice as long, up to a minute."""
    return min(LONGEST_WAIT, first * 2.0 ** min(attempts, 10))


async def _delivered(session: Session, result: Delivered, now: float) -> None:
    owed, outgoing = result.owed, result.owed.outgoing
    if outgoing.forget:
        await session.execute(delete(OutboxRow).where(OutboxRow.id == owed.id))
        return
    await _values(session, owed, status="sent", payload=None, sent_at=now, error=None)
    if outgoing.chat_id == DESK:
        return
    question = getattr(outgoing, "question", None)
    for message_id in result.message_ids:
        await history.remember(session, outgoing.chat_id, message_id, now, question)


async def _failed(session: Session, owed: Owed, error: str) -> None:
    if owed.outgoing.forget:
        await session.execute(delete(OutboxRow).where(OutboxRow.id == owed.id))
    else:
        await _values(session, owed, status="failed", payload=None, error=error[:200])


async def _values(session: Session, owed: Owed, **values: object) -> None:
    await session.execute(update(OutboxRow).where(OutboxRow.id == owed.id).values(values))


async def exists(session: Session, owed: Owed) -> bool:
    """Whether the row is still there; /delete takes away what is on its way, too."""
    return await session.scalar(select(OutboxRow.id).where(OutboxRow.id == owed.id)) is not None


async def drop_lane(session: Session, lane: int, error: str) -> None:
    """Gives up what still waits for a chat that does not want it; what volunteers wrote stays."""
    waiting = (OutboxRow.lane == lane, OutboxRow.status == "queued")
    await session.execute(
        update(OutboxRow)
        .where(*waiting, OutboxRow.case_id.is_(None))
        .values(status="failed", payload=None, error=error[:200])
    )
    await session.execute(update(OutboxRow).where(*waiting).values(status="held"))


async def hold_again(session: Session, owed: Owed) -> None:
    """A refused call waits until the person is back."""
    await _values(session, owed, status="held", payload=to_json(owed.outgoing))


async def hand_over(session: Session, case: int, lane: int) -> None:
    """What was held for the desk, or for a newcomer, goes out now."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.case_id == case, OutboxRow.lane == lane, OutboxRow.status == "held")
        .values(status="queued")
    )


async def hold(session: Session, case: int, lane: int) -> None:
    """What is queued for a newcomer who blocked the bot waits for her."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.case_id == case, OutboxRow.lane == lane, OutboxRow.status == "queued")
        .values(status="held")
    )


async def give_up(session: Session, case: int, lane: int) -> int:
    """What waits for her, or for a word of its writer, is not sent any more; how much it was
    that she should have got."""
    mine = (OutboxRow.case_id == case, OutboxRow.lane == lane)
    count = await waiting(session, case, lane)
    await session.execute(delete(OutboxRow).where(*mine, OutboxRow.status.in_(("held", "inside"))))
    return count


async def waiting(session: Session, case: int, lane: int) -> int:
    """How many messages are held: until somebody takes the case, or until she is back."""
    query = select(OutboxRow.payload).where(
        OutboxRow.case_id == case, OutboxRow.lane == lane, OutboxRow.status == "held"
    )
    held = [from_json(payload) for payload in await session.scalars(query) if payload]
    return sum(_weight(one) for one in held)


def _weight(one: Outgoing) -> int:
    """How many messages of a person it holds; what the bot says by itself is none."""
    if isinstance(one, Copy | Words):
        return len(ids_of(one))
    return int(isinstance(one, Say) and one.answer)


async def opening_topic(session: Session, case: int, priority: Priority) -> bool:
    """Whether the topic of a case is about to be made, and with no less priority."""
    query = select(OutboxRow.id).where(
        OutboxRow.join == f"topic {case}",
        OutboxRow.status.in_(("queued", "sending")),
        or_(OutboxRow.priority <= priority, OutboxRow.status == "sending"),
    )
    return await session.scalar(query.limit(1)) is not None


async def last_sends(session: Session, since: float) -> list[tuple[int, float, str]]:
    """Lane, time and order of what was sent since then: the limits outlast a restart."""
    query = select(OutboxRow.lane, OutboxRow.sent_at, OutboxRow.key).where(
        OutboxRow.sent_at >= since
    )
    rows = (await session.execute(query)).all()
    return [(lane, at, key) for lane, at, key in rows if lane is not None and at is not None]


async def forget(session: Session, chat_id: int) -> None:
    """Erases everything owed and sent to a chat, and the ids of its messages."""
    await session.execute(delete(OutboxRow).where(OutboxRow.lane == chat_id))
    await history.forget(session, chat_id)


async def forget_case(session: Session, case: int) -> None:
    """Erases everything owed and sent for a case."""
    await session.execute(delete(OutboxRow).where(OutboxRow.case_id == case))


async def purge(session: Session, now: float) -> None:
    """Erases what is delivered since 72 hours, and ids of messages after 48."""
    over = or_(OutboxRow.status == "sent", OutboxRow.status == "failed")
    await session.execute(delete(OutboxRow).where(over, OutboxRow.created_at < now - KEEP))
    await history.purge(session, now)
