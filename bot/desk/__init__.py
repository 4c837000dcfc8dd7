"""The desk at work: loads what is stored, lets the handoff decide, writes down what it decided."""
