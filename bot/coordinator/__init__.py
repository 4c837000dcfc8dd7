"""What the coordinator sees: how well the bot understands, and what an edit changed."""
