"""The running service: from a Telegram update to the answer, and to the people of the desk."""
