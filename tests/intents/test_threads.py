"""Work on all cores at once."""

import pytest

from intents import threads


def blas() -> list[int]:
    return [library["num_threads"] for library in threads._controller().info()]


def test_every_part_is_done_once_with_one_thread_each() -> None:
    threads.use_all()
    before, done, meanwhile = blas(), [], []
    threads.each_its_own(lambda part: (done.append(part), meanwhile.extend(blas())), range(20))
    assert sorted(done) == list(range(20))
    assert set(meanwhile) == {1}
    assert blas() == before
    threads.use_one()


def test_what_goes_wrong_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        threads.each_its_own(lambda part: 1 / part, [1, 0, 2])


def test_results_come_in_their_order_and_few_are_made_ahead() -> None:
    begun: list[int] = []
    results = threads.in_order(lambda part: begun.append(part) or part, range(50))
    assert next(results) == 0
    assert len(begun) <= threads.cores() + 1
    assert [*results] == [*range(1, 50)]
