"""A case from the first press to the last word."""

from bot.pace import Pace
from tests.support.desk import desk_running


async def test_one_press_opens_a_case_with_a_pinned_card(desk, leyla):
    topic = await desk.opens(leyla)

    [card] = await topic.pinned()
    assert topic.name.startswith("K-0001 · AR")
    assert card.text.startswith("K-0001 · العربية")
    assert "Take" in card.buttons[0].text or "Übernehmen" in card.buttons[0].text
    assert "Leyla" not in card.text
    assert str(leyla.id) not in str(card.json)


async def test_her_question_is_copied_after_she_agreed_and_not_before(desk, leyla):
    await leyla.says("Wo ist das Bürgerbüro?")
    await leyla.hears()
    await leyla.says("/human")
    await leyla.hears()
    assert await desk.group.topics() == []

    await leyla.presses(0)
    topic = await desk.group.topic()
    await topic.sees("Wo ist das Bürgerbüro?")


async def test_words_pass_both_ways_and_only_the_owners_leave(desk, leyla):
    topic = await desk.taken(leyla)

    await leyla.says("Guten Tag")
    await topic.sees("Guten Tag")
    await desk.anna.says("Willkommen", to=topic)
    assert (await leyla.hears()).text == "Willkommen"

    await desk.bela.says("Das ist falsch", to=topic)
    await leyla.hears_nothing(within=0.6)
    await topic.sees("Anna")


async def test_a_plain_message_in_an_untaken_case_asks_whether_to_take_and_send(desk, leyla):
    topic = await desk.opens(leyla)

    said = await desk.anna.says("Ich kann helfen", to=topic)
    prompt = await topic.sees(lambda one: len(one.buttons) == 2 and one.reply_to == said.id)
    await leyla.hears_nothing(within=0.4)
    await desk.anna.presses(0, on=prompt)

    assert "Anna" in (await leyla.hears()).text
    assert (await leyla.hears()).text == "Ich kann helfen"


async def test_of_twenty_who_take_one_gets_it(desk, leyla, simulator):
    topic = await desk.opens(leyla)
    people = [simulator.person(f"V{n}") for n in range(20)]
    await desk.group.admits(*people)
    card = (await topic.pinned())[0]

    presses = [await person.presses(0, on=card) for person in people]
    answers = [await press.answer() for press in presses]

    assert [bool(answer.get("text")) for answer in answers].count(False) == 1
    taken = await topic.sees(lambda one: "V" in one.text and one.edited)
    assert "V" in taken.text


async def test_she_ends_the_chat_and_is_asked_whether_it_helped(desk, leyla):
    topic = await desk.taken(leyla)

    await leyla.says("/end")
    await leyla.hears()
    asked = await leyla.hears()
    assert len(asked.buttons) == 3
    await desk.group.topic(lambda one: one.id == topic.id and one.closed)
    await leyla.says("Hallo")
    await leyla.hears()
    assert [one.text for one in await topic.screen() if one.text == "Hallo"] == []


async def test_within_seven_days_the_same_case_goes_on(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("/close erledigt", to=topic)
    await desk.group.topic(lambda one: one.closed)

    desk.passes(5 * 86400)
    await leyla.says("/human")
    await leyla.sees(lambda one: bool(one.buttons) and one.buttons[0].data == "human:yes:")
    await leyla.presses(lambda button: button.data == "human:yes:")
    await desk.group.topic(lambda one: one.id == topic.id and not one.closed)
    await topic.sees("Anna")
    assert len(await desk.group.topics()) == 1


async def reopened(desk, person, topic):
    """She asks for a person again, and presses the first button."""
    await person.says("/human")
    await person.sees(lambda one: bool(one.buttons) and one.buttons[0].data == "human:yes:")
    await person.presses(lambda button: button.data == "human:yes:")
    return await topic.sees("🔄")


async def test_an_opened_again_case_keeps_her_wishes_and_takes_up_a_deadline(desk, leyla):
    await leyla.says("/human")
    await leyla.hears()
    await leyla.presses(lambda button: button.data == "human:wish:w")
    await leyla.sees(lambda one: bool(one.buttons) and one.buttons[0].data == "human:yes:w")
    await leyla.presses(0)
    topic = await desk.group.topic()
    await topic.sees("eine Frau")
    await leyla.says("/end")
    await desk.group.topic(lambda one: one.closed)
    await leyla.says("Morgen endet die FRIST")
    await leyla.sees(lambda one: one.text != "")
    await reopened(desk, leyla, topic)

    card = await topic.sees(lambda one: "🟡" in one.text and one.edited)
    assert "eine Frau" in card.text
    assert card.text.startswith("⏰")


async def test_who_has_left_the_desk_is_not_called_when_she_is_back(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("/close", to=topic)
    await desk.group.topic(lambda one: one.closed)
    await desk.group.loses(desk.anna)

    notice = await reopened(desk, leyla, topic)
    assert "entities" not in notice.json


async def test_who_took_over_while_she_was_away_is_introduced(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.blocks_bot()
    await topic.sees("🔇")
    await desk.bela.says("/take", to=topic)
    await desk.bela.presses(0, on=await topic.sees("schon"))
    await topic.sees("übernommen")
    await desk.bela.says("Jetzt bin ich da", to=topic)
    await leyla.unblocks_bot()

    await leyla.sees("Jetzt bin ich da")
    assert ["Bela" in one.text for one in (await leyla.screen())[-2:]] == [True, False]


async def test_texts_within_the_pace_become_one_message(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=Pace(merge=1.0)) as desk:
        topic = await desk.opens(leyla)
        for word in ("eins", "zwei", "drei"):
            await leyla.says(word)

        await topic.sees("eins\nzwei\ndrei")
