"""How much a program may ask: a number of requests a minute for each token.

A token bucket for each; it holds a minute's worth, so that a program that was quiet
may hurry. Counted in this process: several that serve one database count each its own.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from storage.acting import Door
from ui.access import person_in
from ui.problems import problem

_MOST_BUCKETS = 10_000  # more than one has tokens; those that are full go first


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Rate:
    """Buckets by name; one request takes one from its bucket. Safe among threads.

    per_minute: how many each refills with; 0 sets no limit.
    """

    def __init__(
        self, per_minute: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def take(self, name: str) -> float:
        """Take one; return 0, or after how many seconds there will be one to take."""
        if not self.per_minute:
            return 0.0
        with self._lock:
            now = self._clock()
            bucket = self._refilled(name, now)
            if bucket.left < 1:
                return (1 - bucket.left) * 60 / self.per_minute
            bucket.left -= 1
            return 0.0

    def _refilled(self, name: str, now: float) -> _Bucket:
        bucket = self._buckets.get(name)
        if bucket is None:
            self._forget_full(now)
            bucket = self._buckets[name] = _Bucket(self.per_minute, now)
        bucket.left, bucket.at_s = self._left(bucket, now), now
        return bucket

    def _left(self, bucket: _Bucket, now: float) -> float:
        more = (now - bucket.at_s) * self.per_minute / 60
        return min(float(self.per_minute), bucket.left + more)

    def _forget_full(self, now: float) -> None:
        if len(self._buckets) < _MOST_BUCKETS:
            return
        self._buckets = {
            name: bucket
            for name, bucket in self._buckets.items()
            if self._left(bucket, now) < self.per_minute
        }


class Throttle:
    """ASGI middleware behind the gate: what is over the rate is answered with 429.

    It counts what comes with a token. People at the screens are not counted.
    """

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        self._app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on."""
        person = person_in(scope)
        if person is not None and person.door is Door.API:
            wait_s = self._rate.take(person.name)
            if wait_s:
                seconds = math.ceil(wait_s)
                answer = problem(
                    429,
                    f"{person.name} asked more than {self._rate.per_minute:,} times a "
                    f"minute: go on in {seconds} s, as Retry-After says.",
                    headers={"Retry-After": str(seconds)},
                )
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
