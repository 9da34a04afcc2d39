"""Token buckets, with a clock that stands still unless it is told to go on."""

import pytest

from ui.throttle import Rate


class Clock:
    """Seconds, as a test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_without_a_limit_nobody_waits() -> None:
    rate = Rate(0, clock=Clock())

    assert [rate.take("Shop") for _ in range(1000)] == [0.0] * 1000


def test_a_bucket_holds_a_minute_and_refills_evenly() -> None:
    clock = Clock()
    rate = Rate(60, clock=clock)

    assert [rate.take("Shop") for _ in range(60)] == [0.0] * 60
    assert rate.take("Shop") == pytest.approx(1.0)
    clock.now += 0.75
    assert rate.take("Shop") == pytest.approx(0.25)
    clock.now += 0.25
    assert rate.take("Shop") == 0.0
    clock.now += 3600  # an hour gives no more than a minute's worth
    assert [rate.take("Shop") for _ in range(60)] == [0.0] * 60
    assert rate.take("Shop") > 0


def test_whoever_is_refused_is_not_made_to_wait_longer_for_asking() -> None:
    clock = Clock()
    rate = Rate(1, clock=clock)
    rate.take("Shop")

    waits = [rate.take("Shop") for _ in range(5)]

    assert waits == [60.0] * 5


def test_each_name_has_a_bucket_of_its_own() -> None:
    rate = Rate(1, clock=Clock())
    rate.take("Shop")

    assert rate.take("Crawler") == 0.0
    assert rate.take("Shop") > 0


def test_many_names_are_forgotten_but_none_that_still_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.throttle._MOST_BUCKETS", 3)
    clock = Clock()
    rate = Rate(1, clock=clock)
    for name in ("a", "b"):
        rate.take(name)
    clock.now += 60
    rate.take("late")

    for number in range(10):
        rate.take(f"new {number}")

    assert "a" not in rate._buckets
    assert rate.take("late") > 0
