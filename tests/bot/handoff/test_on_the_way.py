"""Before a case is open: the screen, wishes, the truth about waiting."""

from datetime import datetime

from bot.handoff.hours import ZONE
from tests.support.desk import WEEKDAYS, desk_running


async def screen(person):
    await person.says("/human")
    return await person.hears()


def set_clock(simulator, moment: datetime) -> None:
    simulator.clock.advance(moment.timestamp() - simulator.clock.now())


async def test_the_screen_says_what_this_is_and_the_first_button_agrees(desk, simulator):
    person = simulator.person("P", language_code="en")
    seen = await screen(person)

    for words in ("do not see your name", "authorities", "not emergency help", "money"):
        assert words in seen.text
    assert seen.buttons[0].data == "human:yes:"
    assert await desk.group.topics() == []


async def test_wishes_are_chosen_on_the_same_screen_and_stand_on_the_card(desk, simulator):
    person = simulator.person("P", language_code="de")
    await screen(person)
    await person.presses(lambda button: button.data == "human:wish:w")
    await person.sees(lambda one: any("☑️" in button.text for button in one.buttons))
    await person.presses(lambda button: button.data == "human:wish:wu")
    seen = await person.sees(lambda one: sum("☑️" in b.text for b in one.buttons) == 2)
    await person.presses(0, on=seen)
    topic = await desk.group.topic()

    card = await topic.sees("Wünsche: eine Frau, unter 18")
    assert "K-0001" in card.text
    await desk.coordinator.sees("K-0001: Jemand unter 18")


async def test_another_language_may_be_chosen_for_the_chat(desk, simulator):
    person = simulator.person("P", language_code="de")
    await screen(person)
    await person.presses(lambda button: button.data == "human:languages:")
    await person.sees(lambda one: any(b.data == "human:language:tr:" for b in one.buttons))
    await person.presses(lambda button: button.data == "human:language:tr:")
    seen = await person.sees(lambda one: bool(one.buttons) and one.buttons[0].text.startswith("✅"))
    await person.presses(0, on=seen)

    assert (await desk.group.topic()).name.startswith("K-0001 · TR")


async def test_no_is_a_full_answer(desk, simulator):
    person = simulator.person("P", language_code="de")
    await screen(person)
    await person.presses(lambda button: button.data == "human:no")

    await person.sees(lambda one: one.edited and not one.buttons)
    assert await desk.group.topics() == []


async def test_at_night_the_truth_is_said_and_the_case_opens_all_the_same(simulator, tmp_path):
    set_clock(simulator, datetime(2027, 3, 6, 3, 0, tzinfo=ZONE))
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        person = simulator.person("P", language_code="fa")
        seen = await screen(person)
        assert "10:00" in seen.text
        await person.presses(0)
        confirmed = await person.hears()

        assert "112" in confirmed.text
        assert "📍" in confirmed.text
        topic = await desk.group.topic()
        card = await topic.sees(lambda one: bool(one.buttons))
        assert "entities" not in card.json


async def test_without_a_desk_the_way_to_offices_is_shown(simulator, bot):
    person = simulator.person("P", language_code="de")
    seen = await screen(person)

    assert "📍" in seen.text
    assert seen.buttons == []


async def test_asking_again_while_a_case_is_open_tells_where_it_is(desk, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await person.says("/human")
    assert (await person.hears()).buttons == []

    await desk.takes(desk.anna, topic)
    await person.hears()
    await person.says("/human")
    assert "Anna" in (await person.hears()).text


async def test_ask_the_bot_sends_one_message_to_the_bot(desk, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await person.says("Den Bot fragen")
    await person.hears()
    await person.says("Eine Frage an den Bot")
    await person.hears()
    await person.says("Und eine an euch")

    await topic.sees("Und eine an euch")
    assert not any("an den Bot" in one.text for one in await topic.screen())


async def test_the_keyboard_ends_the_chat_and_goes_away(desk, simulator):
    person = simulator.person("P", language_code="de")
    await desk.opens(person)
    place = simulator.world.chats[person.id]
    assert place.keyboard is not None

    await person.says("Chat beenden")
    await person.hears()
    assert place.keyboard is None


async def test_who_sets_the_desk_up_is_told_the_groups_number(desk, simulator):
    group = simulator.group("Neu", owner=desk.coordinator)
    assert str(group.id) in (await group.hears()).text

    other = simulator.group("Fremd")
    await other.hears()
    left = simulator.world.chats[other.id].member(simulator.world.bot)
    assert await simulator.world.bell.until(
        lambda: simulator.world.chats[other.id].member(simulator.world.bot).status == "left", 5
    ), left.status
