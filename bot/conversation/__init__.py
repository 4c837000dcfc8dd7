"""One turn: what a newcomer's message means, and what she gets."""
