"""`python -m bot` is `allin-bot`."""

from bot.cli import main

main()
