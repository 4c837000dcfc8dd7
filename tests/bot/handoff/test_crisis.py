"""Somebody is in danger: the desk knows at once, and not a word of hers before she agrees."""

from datetime import datetime

import pytest

from bot.handoff.hours import ZONE
from bot.telegram.limits import GROUP_PER_MINUTE
from tests.support.desk import WEEKDAYS, desk_running, edited_to_name


async def alarm(desk, person):
    await person.says("GEFAHR er schlägt mich")
    numbers = await person.hears()
    topic = await desk.group.topic("🚨")
    card = await topic.sees(lambda one: one.text.startswith("🚨"))
    return numbers, topic, card


async def test_a_crisis_makes_a_card_with_kind_and_language_and_no_word(desk, leyla):
    numbers, topic, card = await alarm(desk, leyla)

    assert "110" in numbers.text
    assert "Gefahr" in card.text
    assert "العربية" in card.text
    assert not any("schlägt" in one.text for one in await desk.group.screen())
    await topic.sees(lambda one: one.kind == "pinned_message")


async def test_there_is_one_card_a_person_and_hour(desk, leyla):
    _, topic, _ = await alarm(desk, leyla)
    await leyla.says("GEFAHR noch einmal")
    await leyla.hears()
    await leyla.hears_nothing(within=0.4)
    assert len(await desk.group.topics()) == 1
    before = len(await topic.screen())

    desk.passes(3700)
    await leyla.says("GEFAHR wieder")
    await leyla.hears()
    await topic.screen_is(lambda screen: len(screen) > before)
    assert len(await desk.group.topics()) == 1


async def test_who_takes_it_may_write_and_her_first_reply_is_asked_once(desk, leyla):
    _, topic, card = await alarm(desk, leyla)
    await desk.anna.presses(0, on=card)
    await topic.sees(lambda one: "Anna" in one.text)
    await desk.anna.says("Sind Sie in Sicherheit?", to=topic)
    assert (await leyla.hears()).text == "Sind Sie in Sicherheit?"

    await leyla.says("Nein")
    asked = await leyla.hears()
    assert len(asked.buttons) == 2
    assert not any(one.text == "Nein" for one in await topic.screen())
    await leyla.presses(0, on=asked)
    await topic.sees(lambda one: one.text == "Nein")
    await leyla.hears()
    await leyla.says("Er ist weg")
    await topic.sees("Er ist weg")


async def test_who_says_no_talks_with_the_bot_as_before(desk, leyla):
    _, topic, card = await alarm(desk, leyla)
    await desk.anna.presses(0, on=card)
    await topic.sees(lambda one: "Anna" in one.text)
    await desk.anna.says("Hallo", to=topic)
    await leyla.hears()
    await leyla.says("Wer ist da?")
    asked = await leyla.hears()
    await leyla.presses(1, on=asked)
    await leyla.hears()
    await leyla.says("Noch eine Frage")
    await leyla.hears()

    assert not any("Frage" in one.text for one in await topic.screen() if not one.buttons)


async def test_before_a_volunteer_writes_she_talks_with_the_bot(desk, leyla):
    await alarm(desk, leyla)
    await leyla.says("Wo ist das Amt?")

    assert (await leyla.hears()).buttons


async def test_in_an_open_case_the_numbers_come_once_and_the_case_is_flagged(desk, leyla):
    topic = await desk.opens(leyla)
    await leyla.says("GEFAHR hier")
    assert "110" in (await leyla.hears()).text
    await topic.sees("GEFAHR hier")
    await topic.sees(lambda one: one.text.startswith("🚨 Krise"))
    await topic.sees(lambda one: one.edited and one.text.startswith("🚨"))

    await leyla.says("GEFAHR immer noch")
    await topic.sees("GEFAHR immer noch")
    await leyla.hears_nothing(within=0.3)


async def test_an_alarm_goes_ahead_of_everything(simulator, tmp_path, leyla, oksana):
    async with desk_running(simulator, tmp_path, send_limits=True) as desk:
        topic = await desk.opens(oksana)
        held = simulator.faults.add(method="sendMessage", chat_id=desk.group.id, hold=True)
        await oksana.says("Bitte warten")
        await held.struck(timeout=20)
        # In this minute only two more calls may go to the desk.
        limits, now = desk.bot.sender._limits, simulator.clock.now()
        while len(limits._groups[0]) < GROUP_PER_MINUTE - 2:
            limits.note(0, now)
        await oksana.says("Nummer zwei")
        await leyla.says("GEFAHR")
        await leyla.hears()
        held.release()

        await desk.group.topic("🚨")
        assert not any("Nummer zwei" in one.text for one in await topic.screen())


async def test_at_night_nobody_is_called_and_she_is_told_so(simulator, tmp_path):
    moment = datetime(2027, 3, 6, 3, 0, tzinfo=ZONE)
    simulator.clock.advance(moment.timestamp() - simulator.clock.now())
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        await desk.anna.says("/take", to=await desk.opens(simulator.person("P")))
        person = simulator.person("P", language_code="de")
        numbers, _, card = await alarm(desk, person)

        assert "Im Moment liest niemand" in numbers.text
        assert "entities" not in card.json


async def test_in_the_desks_hours_volunteers_are_called(desk, leyla, oksana):
    await desk.taken(oksana)
    _, _, card = await alarm(desk, leyla)

    assert [one["type"] for one in card.json.get("entities", [])].count("text_mention") == 1


async def test_danger_in_a_case_that_nobody_has_calls_the_volunteers(desk, leyla, oksana):
    await desk.taken(oksana)
    topic = await desk.opens(leyla)
    await leyla.says("GEFAHR hier")

    notice = await topic.sees(lambda one: one.text.startswith("🚨 Krise"))
    assert [one["type"] for one in notice.json.get("entities", [])].count("text_mention") == 1


async def test_after_a_crisis_nothing_asks_or_reminds(desk, leyla):
    topic = await desk.opens(leyla)
    await leyla.says("GEFAHR")
    await leyla.hears()
    await desk.takes(desk.anna, topic)
    await leyla.hears()
    await desk.anna.says("/close", to=topic)
    await leyla.hears()

    await leyla.hears_nothing(within=0.4)


@pytest.mark.parametrize("words", ["FRIST bis Montag"])
async def test_a_deadline_marks_the_card(desk, leyla, words):
    topic = await desk.opens(leyla, words)

    assert topic.name.startswith("⏰")
    await topic.sees(lambda one: one.text.startswith("⏰ Frist"))


async def test_a_crisis_as_first_reply_gets_the_numbers_and_the_question(desk, leyla):
    topic = await desk.wrote(leyla)
    desk.passes(2 * 3600)
    await leyla.says("GEFAHR er ist wieder da")

    assert "110" in (await leyla.hears()).text
    asked = await leyla.hears()
    await topic.sees(lambda one: one.text.startswith("🚨 Krise"))
    assert not any("wieder da" in one.text for one in await topic.screen())
    await leyla.presses(0, on=asked)
    await topic.sees("GEFAHR er ist wieder da")


async def test_what_she_writes_before_she_agrees_is_passed_on_then(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("Nein")
    asked = await leyla.hears()
    await leyla.says("Er ist in der Küche")
    await leyla.hears()
    await leyla.sends_photo()
    await leyla.hears()
    assert not any("Küche" in one.text for one in await topic.screen())
    await leyla.presses(0, on=asked)

    await topic.sees(lambda one: one.kind == "photo")
    said = [one.text for one in await topic.screen()]
    assert said.index("Nein") < said.index("Er ist in der Küche")


async def test_what_she_wrote_to_a_volunteer_comes_along_when_she_asks_for_a_person(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("Nein")
    await leyla.hears()
    await leyla.says("Wo ist das Amt?")
    await leyla.hears()
    await leyla.says("/human")
    asked = await leyla.hears()
    await leyla.presses(0, on=asked)

    await topic.sees("Nein")
    await topic.sees("Wo ist das Amt?")
    await leyla.says("Hallo")
    await topic.sees("Hallo")
    said = [one.text for one in await topic.screen()]
    assert (said.count("Nein"), said.count("Wo ist das Amt?")) == (1, 1)


async def test_what_she_wrote_before_a_no_is_never_passed_on(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("Wer ist da?")
    asked = await leyla.hears()
    await leyla.presses(1, on=asked)
    await leyla.hears()
    await leyla.presses(0, on=asked)
    await leyla.hears()
    await leyla.says("Jetzt doch")

    await topic.sees("Jetzt doch")
    assert not any(one.text == "Wer ist da?" for one in await topic.screen())


async def test_neither_a_contact_nor_a_mark_is_copied_after_she_agreed(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.sends_contact()
    asked = await leyla.hears()
    again = "إذا وافقتم، فاكتبوها"
    assert again in asked.text
    user = {"id": leyla.id, "is_bot": False, "first_name": "Leyla"}
    mark = {"type": "text_mention", "offset": 0, "length": 4, "user": user}
    await leyla.says("Omar war es", entities=[mark])
    await leyla.hears()
    assert again in (await leyla.hears()).text
    await leyla.presses(0, on=asked)
    await leyla.hears()
    await leyla.says("Omar war es", entities=[mark])

    await topic.sees("Omar war es")
    assert str(leyla.id) not in "".join(str(one.json) for one in await topic.screen())


async def test_who_agrees_after_the_end_is_told_what_she_can_do(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("Nein")
    asked = await leyla.hears()
    await desk.anna.says("/close", to=topic)
    await leyla.hears()
    await leyla.presses(0, on=asked)

    assert "/human" in (await leyla.hears()).text


async def test_she_can_end_what_a_volunteer_began(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("/end")

    await topic.sees("⏹")
    assert "/human" in (await leyla.hears()).text


async def test_a_crisis_told_the_bot_in_an_open_case_is_for_the_person(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.says(desk.keys(leyla)[1])
    await leyla.hears()
    await leyla.says("GEFAHR vor der Tür")

    assert "110" in (await leyla.hears()).text
    await topic.sees("GEFAHR vor der Tür")
    await topic.sees(lambda one: one.text.startswith("🚨 Krise"))
    await leyla.says("Bitte kommt")
    await topic.sees("Bitte kommt")


async def test_another_kind_of_crisis_within_the_hour_is_shown_and_told(desk, leyla):
    topic = await desk.opens(leyla)
    await leyla.says("GEFAHR")
    await leyla.hears()
    await topic.sees("🚨 Krise: Gefahr")
    await leyla.says("UNFALL")

    assert "06131" in (await leyla.hears()).text
    await topic.sees("🚨 Krise: medizinischer Notfall")
    await topic.sees(lambda one: one.edited and one.text.startswith("🚨 medizinischer Notfall"))


async def test_an_old_message_edited_into_a_crisis_is_passed_on_and_flagged(desk, leyla):
    old = await leyla.says("Ich suche eine Wohnung")
    await leyla.hears()
    topic = await desk.opens(leyla)
    await leyla.edits(old, "GEFAHR er schlägt mich")

    assert "110" in (await leyla.hears()).text
    await topic.sees("GEFAHR er schlägt mich")
    await topic.sees(lambda one: one.text.startswith("🚨 Krise"))


@pytest.mark.parametrize("command", ["/human", "/start bitte", "/privacy", "/hilfe"])
async def test_danger_behind_a_command_is_heard(desk, leyla, command):
    await leyla.says(f"{command} GEFAHR er schlägt mich")

    assert "110" in (await leyla.hears()).text
    await desk.group.topic("🚨")


async def test_danger_behind_a_command_in_an_open_case_is_heard_and_passed_on(desk, leyla):
    topic = await desk.opens(leyla)
    await leyla.says("/end GEFAHR er schlägt mich")

    assert "110" in (await leyla.hears()).text
    await topic.sees("/end GEFAHR er schlägt mich")


async def test_the_word_of_a_link_is_no_danger(desk, leyla):
    await leyla.says("/start GEFAHR")

    assert "110" not in (await leyla.hears()).text


async def test_who_is_banned_may_be_in_danger(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("/ban", to=topic)
    await leyla.hears()
    await leyla.hears()
    await leyla.says("GEFAHR er schlägt mich")

    assert "110" in (await leyla.hears()).text
    await desk.group.topic("🚨")
    assert not any("schlägt" in one.text for one in await desk.group.screen())


async def test_an_alarm_within_the_hour_opens_the_closed_case_again(desk, leyla):
    topic = await desk.wrote(leyla)
    await desk.anna.says("/close", to=topic)
    await leyla.hears()
    await desk.group.topic(lambda one: one.closed)
    await leyla.says("GEFAHR er ist zurück")
    await leyla.hears()

    await topic.sees("🚨 Krise")
    await topic.sees(lambda one: one.edited and "🟡" in one.text)
    assert [one.id for one in await desk.group.topics()] == [topic.id]
    assert not any("zurück" in one.text for one in await topic.screen())
    await leyla.says("Ist da jemand?")
    await leyla.hears()
    assert not any("jemand" in one.text for one in await topic.screen())


async def test_while_the_desk_cannot_be_reached_nobody_is_said_to_see_it(desk, simulator):
    person = simulator.person("P", language_code="de")
    await desk.group.loses_bot()
    await desk.coordinator.sees("🚧")
    await person.says("GEFAHR")

    assert "Im Moment liest niemand" in (await person.hears()).text


async def test_a_message_that_waits_and_then_names_somebody_is_not_copied(desk, leyla):
    topic = await desk.wrote(leyla)
    said = await leyla.says("Mein Mann")
    asked = await leyla.hears()
    edited_to_name(desk, said, leyla)
    await leyla.sees("فاكتبوها")
    await leyla.presses(0, on=asked)
    await leyla.sees("رسائلكم")
    await leyla.says("Hallo")

    await topic.sees("Hallo")
    assert not any("Omar" in one.text for one in await topic.screen())


async def test_after_a_no_who_is_written_to_again_is_asked_again(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.says("Wer ist da?")
    asked = await leyla.hears()
    await leyla.presses(1, on=asked)
    await leyla.hears()
    await desk.anna.says("Ich bin Anna", to=topic)
    await leyla.hears()
    await leyla.says("Gut")

    assert len((await leyla.hears()).buttons) == 2


async def test_a_crisis_at_night_in_an_open_case_says_that_nobody_reads(simulator, tmp_path):
    moment = datetime(2027, 3, 6, 3, 0, tzinfo=ZONE)
    simulator.clock.advance(moment.timestamp() - simulator.clock.now())
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        person = simulator.person("P", language_code="de")
        await desk.taken(person)
        await person.says("GEFAHR")

        assert "Niemand liest hier gerade mit" in (await person.hears()).text


async def test_an_album_as_first_reply_is_asked_about_once_and_stays_an_album(desk, leyla):
    topic = await desk.wrote(leyla)
    await leyla.sends_album(["photo", "photo", "photo"])
    asked = await leyla.hears()
    await leyla.hears_nothing(within=0.3)
    await leyla.presses(0, on=asked)

    shown = await topic.screen_is(lambda screen: [one.kind for one in screen].count("photo") == 3)
    assert len({one.json.get("media_group_id") for one in shown if one.kind == "photo"}) == 1
