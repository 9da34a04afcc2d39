"""Who does what is being done now: a person's name, their role, and by which door.

The edges (screens, API, command line) say it once; the audit log and the use cases read
it. Which route and event needs which role: see `ui.access`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from storage.errors import NotAllowedError


class Role(StrEnum):
    """What a person may do; each role may do what those before it may."""

    REVIEWER = "reviewer"
    CURATOR = "curator"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what `needed` may."""
        return _RANKS[self] >= _RANKS[needed]


_RANKS = {role: rank for rank, role in enumerate(Role)}


class Door(StrEnum):
    """By which way somebody came."""

    SCREEN = "screen"
    API = "api"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts. A program with a token is one, too."""

    name: str
    role: Role
    door: Door = Door.SCREEN


_acting: ContextVar[Person | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(person: Person) -> Iterator[None]:
    """Let what is done inside be done by this person. Holds for this thread."""
    token = _acting.set(person)
    try:
        yield
    finally:
        _acting.reset(token)


def who_acts() -> Person | None:
    """Return who acts in this thread, if anybody said so."""
    return _acting.get()


def has_role(needed: Role) -> bool:
    """Say whether whoever acts has a role.

    Where nobody said who acts, it is code of whoever owns the database, and has it.
    """
    person = who_acts()
    return person is None or person.role.covers(needed)


def check_role(needed: Role) -> None:
    """Raise NotAllowedError where whoever acts has not the role that is needed."""
    person = who_acts()
    if person is not None and not person.role.covers(needed):
        raise NotAllowedError(
            f"This needs the role {needed}; you are {person.name}, {person.role}. "
            "Ask an admin."
        )
