"""Logging in and staying logged in, across restarts and processes.

The browser holds a random token, the database only its hash. Whoever is disabled, or
has another role, is so at the next request.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.orm import Session

from recognizer.errors import MarkwatchError
from storage.acting import Person, acting_as
from storage.models import FailedLogin, Login
from storage.naming import name_key
from storage.passwords import password_fits
from storage.people import find_user
from storage.workspace import Workspace

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
WINDOW = timedelta(minutes=15)
# In one window: for a name from one address, for an address, and for a name from
# anywhere. The last is high, or anybody could keep a colleague out.
PER_NAME_AND_ADDRESS, PER_ADDRESS, PER_NAME = 5, 30, 50
_SEEN_EVERY = timedelta(minutes=1)
_ADDRESS_LENGTH = 100


class WrongLoginError(MarkwatchError):
    """The name or the password does not fit; which of them is not said."""


class TooManyAttemptsError(MarkwatchError):
    """So many logins failed that the next has to wait. `seconds`: how long."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


def log_in(
    ws: Workspace, *, name: str, password: str, address: str, replaces: str = ""
) -> str:
    """Check a name and a password; return the token for the browser's cookie.

    replaces: the token that the browser came with; it counts no longer. Raises
    WrongLoginError, TooManyAttemptsError. An unknown name takes as long as a known one.
    """
    key, address = name_key(name), address[:_ADDRESS_LENGTH]
    with ws.writing() as session:
        _one_at_a_time(session)
        _check_pace(ws, session, key, address)
        # Counted before the check, so that many at once cannot all slip through.
        attempt = FailedLogin(name_key=key, address=address, tried_at=ws.now())
        session.add(attempt)
        session.flush()
        attempt_id = attempt.id
        user = find_user(session, name)
        known = user if user is not None and user.enabled else None
        password_hash = None if known is None else known.password_hash
    if not password_fits(password_hash, password) or known is None:
        raise WrongLoginError("This name and password do not fit. Try again.")
    token = secrets.token_urlsafe(32)
    with acting_as(Person(known.name, known.role)), ws.writing() as session:
        session.execute(delete(FailedLogin).where(FailedLogin.id == attempt_id))
        _tidy(ws, session, replaces)
        now = ws.now()
        session.add(
            Login(
                token_hash=_hash(token),
                user_id=known.id,
                address=address,
                began_at=now,
                seen_at=now,
            )
        )
    return token


def find_login(ws: Workspace, token: str) -> Person | None:
    """Return who is logged in by a token; None if nobody is (any more)."""
    with ws.reading() as session:
        login = session.scalar(select(Login).where(Login.token_hash == _hash(token)))
        now = ws.now()
        if login is None or not _counts(login, now) or not login.user.enabled:
            return None
        person = Person(login.user.name, login.user.role)
        stale = now - login.seen_at >= _SEEN_EVERY
    if stale:
        _see(ws, token, now)
    return person


def find_named(ws: Workspace, name: str) -> Person | None:
    """Return the user that a trusted proxy named; None without an enabled one."""
    with ws.reading() as session:
        user = find_user(session, name)
        if user is None or not user.enabled:
            return None
        return Person(user.name, user.role)


def log_out(ws: Workspace, token: str) -> None:
    """Revoke a token; fine if it counts no longer."""
    with ws.writing() as session:
        session.execute(delete(Login).where(Login.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _counts(login: Login, now: datetime) -> bool:
    return now - login.seen_at < IDLE and now - login.began_at < LONGEST


def _see(ws: Workspace, token: str, now: datetime) -> None:
    with ws.writing() as session:
        login = session.scalar(select(Login).where(Login.token_hash == _hash(token)))
        if login is not None:
            login.seen_at = now


def _tidy(ws: Workspace, session: Session, replaces: str) -> None:
    """Delete what the new login replaces, and all that counts no longer."""
    now = ws.now()
    if replaces:
        session.execute(delete(Login).where(Login.token_hash == _hash(replaces)))
    session.execute(
        delete(Login).where(
            or_(Login.seen_at <= now - IDLE, Login.began_at <= now - LONGEST)
        )
    )
    session.execute(delete(FailedLogin).where(FailedLogin.tried_at <= now - WINDOW))


def _one_at_a_time(session: Session) -> None:
    """Let attempts be counted one after another, as SQLite does by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE failed_logins IN EXCLUSIVE MODE"))


def _check_pace(ws: Workspace, session: Session, key: str, address: str) -> None:
    since = ws.now() - WINDOW
    of_name, of_address = FailedLogin.name_key == key, FailedLogin.address == address
    for limit, conditions in (
        (PER_NAME_AND_ADDRESS, (of_name, of_address)),
        (PER_ADDRESS, (of_address,)),
        (PER_NAME, (of_name,)),
    ):
        tries = select(func.count(), func.min(FailedLogin.tried_at)).where(
            *conditions, FailedLogin.tried_at > since
        )
        count, first = session.execute(tries).one()
        if count >= limit:
            wait = max(1, round((first - since).total_seconds()))
            raise TooManyAttemptsError(
                "Too many logins failed. Wait "
                f"{max(1, round(wait / 60))} min and try again.",
                seconds=wait,
            )
