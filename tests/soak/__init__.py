"""Long runs against the promise: nothing lost, nothing to a wrong chat, order kept."""
