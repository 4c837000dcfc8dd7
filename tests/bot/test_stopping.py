"""The bot ends when it is told to, whatever it is doing."""

import asyncio

from tests.support.desk import desk_running


async def wakes(bot):
    """Timers are set and the desk is looked at, at every moment."""
    while True:
        bot.ticking.wake()
        bot.desk.doubted()
        await asyncio.sleep(0)


async def test_it_ends_while_everything_is_woken(simulator, tmp_path):
    async with asyncio.timeout(20):
        async with desk_running(simulator, tmp_path) as desk:
            waking = asyncio.create_task(wakes(desk.bot))
        waking.cancel()


async def test_it_ends_while_telegram_does_not_answer(simulator, tmp_path):
    async with asyncio.timeout(10):
        async with desk_running(simulator, tmp_path) as desk:
            held = simulator.faults.add(method="sendMessage", hold=True, times=None)
            await desk.anna.says("/help")
            await held.struck()
    simulator.faults.clear()
