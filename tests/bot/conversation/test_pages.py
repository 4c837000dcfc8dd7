"""The pages behind the commands."""

from bot.conversation.pages import COMMANDS
from bot.telegram import menu


def test_every_command_of_the_menu_is_known_and_no_other():
    assert set(menu.COMMANDS) == COMMANDS
