"""What is done with the topics' probabilities."""

import numpy as np
import pytest

from intents.calibration import Logistic
from intents.decision import decide
from intents.judge import Judge
from intents.model import Candidate, Outcome


def judge() -> Judge:
    """Answers from 0.5 and offers from 0.2."""
    weights = np.ones(2, np.float32)
    any_one = Logistic.fit(np.eye(2, dtype=np.float32), np.array([True, False]), weights)
    return Judge(any_one, any_one, None, answer_at=0.5, offer_at=0.2, service_at=0.5)


@pytest.mark.parametrize(
    ("chances", "known", "strange"),
    [
        ((0.7, 0.1, 0.1), Outcome.ANSWER, Outcome.ANSWER),
        ((0.55, 0.1, 0.1), Outcome.ANSWER, Outcome.CLARIFY),
        ((0.1, 0.08, 0.07), Outcome.CLARIFY, Outcome.HANDOFF),
        ((0.05, 0.05, 0.05), Outcome.HANDOFF, Outcome.HANDOFF),
        ((), Outcome.HANDOFF, Outcome.HANDOFF),
    ],
)
def test_more_is_asked_of_languages_without_phrasings(
    chances: tuple[float, ...], known: Outcome, strange: Outcome
) -> None:
    ranked = [Candidate(f"topic-{n}", chance) for n, chance in enumerate(chances)]
    assert decide(ranked, judge())[0] is known
    assert decide(ranked, judge(), strange=True)[0] is strange
