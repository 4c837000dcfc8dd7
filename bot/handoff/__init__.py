"""The way from the bot to a person: cases, what newcomers and volunteers can do, and when."""
