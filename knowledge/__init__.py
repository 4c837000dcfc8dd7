"""What the bot knows, with the package that reads and checks it."""
