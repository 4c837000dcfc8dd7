"""Checking the simulator itself: does every answer fit the Bot API's description?"""

from __future__ import annotations

from typing import Any

from bot.simulator.spec import Spec


class WrongAnswerError(AssertionError):
    """The simulator was about to answer with something Telegram never would."""


class AnswerChecker:
    """Compares results of methods with what the Bot API says they return."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec

    def __call__(self, method: str, result: Any) -> None:
        """Raise WrongAnswerError if a result does not fit."""
        found = self._spec.method(method)
        types = found.returns if found else ()
        problems = self._spec.problems(result, types, method)
        if problems:
            raise WrongAnswerError("; ".join(str(problem) for problem in problems[:5]))
