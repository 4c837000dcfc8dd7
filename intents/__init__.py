"""From an utterance in any language to ranked intents and a decision; pure code."""
