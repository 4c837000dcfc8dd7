"""A complaint is about one volunteer, and never reaches that one."""

import pytest

from tests.support.desk import desk_running


def of_report(button) -> bool:
    return (button.data or "").startswith("report:")


async def introduced(person, name: str):
    """The notice that tells her who has her case now."""
    return await person.sees(lambda one: name in one.text and any(map(of_report, one.buttons)))


async def taken_over(desk, topic, volunteer):
    await volunteer.says("/take", to=topic)
    await volunteer.presses(0, on=await topic.sees("schon"))


async def test_a_complaint_is_about_the_one_whose_notice_carries_the_button(desk, leyla):
    topic = await desk.taken(leyla)
    about_anna = await introduced(leyla, "Anna")
    await taken_over(desk, topic, desk.bela)
    await introduced(leyla, "Bela")
    await leyla.presses(of_report, on=about_anna)

    assert "Bela" not in (await desk.coordinator.sees("⚠️ K-0001")).text
    assert "Anna" in (await desk.coordinator.sees("⚠️ K-0001")).text
    assert str(desk.anna.id) not in str(about_anna.json)


async def test_after_the_end_it_is_about_who_had_the_case(desk, leyla):
    topic = await desk.taken(leyla)
    await taken_over(desk, topic, desk.bela)
    await introduced(leyla, "Bela")
    await leyla.says("/end")
    await leyla.presses(of_report, on=await leyla.sees(lambda one: len(one.buttons) == 3))

    assert "Bela" in (await desk.coordinator.sees("⚠️ K-0001")).text


@pytest.fixture
async def two(simulator, tmp_path):
    """A desk with two coordinators."""
    other = simulator.person("Other", language_code="de")
    async with desk_running(simulator, tmp_path, others=(other,)) as desk:
        await other.says("/start")
        await other.hears()
        yield desk, other


async def test_a_coordinator_hears_no_complaint_about_herself(two, leyla):
    desk, other = two
    topic = await desk.opens(leyla)
    await desk.coordinator.says("/take", to=topic)
    notice = await introduced(leyla, "Coordinator")
    await leyla.presses(of_report, on=notice)

    await other.sees("⚠️ K-0001")
    assert not any("⚠️ K-0001" in one.text for one in await desk.coordinator.screen())


@pytest.mark.parametrize("away", [0, 1])
async def test_one_coordinator_who_can_be_reached_is_enough(two, leyla, away):
    desk, other = two
    await desk.taken(leyla)
    there, gone = [desk.coordinator, other][:: 1 if away else -1]
    await gone.blocks_bot()
    await leyla.presses(of_report)

    await there.sees("⚠️ K-0001")
    await leyla.sees("المسؤولين")


async def test_who_can_be_told_by_nobody_is_not_told_that_it_was(two, leyla):
    desk, other = two
    await desk.taken(leyla)
    await desk.coordinator.blocks_bot()
    await other.blocks_bot()
    await leyla.presses(of_report)

    await leyla.sees("يؤسفني")
    assert not any("تم إبلاغ" in one.text for one in await leyla.screen())


async def test_the_only_coordinator_is_not_told_about_herself(desk, leyla):
    topic = await desk.opens(leyla)
    await desk.coordinator.says("/take", to=topic)
    await leyla.presses(of_report, on=await introduced(leyla, "Coordinator"))

    await leyla.sees("يؤسفني")
    assert not any("⚠️" in one.text for one in await desk.coordinator.screen())
