"""Tokens of other programs: shown once, kept as hashes, revoked at any time."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from storage.acting import Door, Person, Role, check_role
from storage.errors import ConflictError, NotFoundError
from storage.models import ApiToken
from storage.naming import clean_name, name_key
from storage.workspace import Workspace

PREFIX = "mw_"  # lets secret scanners know one
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token, without its secret. used_at: to the minute."""

    id: int
    name: str
    role: Role
    created_at: datetime
    created_by: str
    used_at: datetime | None
    revoked_at: datetime | None


def add_token(
    ws: Workspace, name: str, *, role: Role, by: str
) -> tuple[TokenView, str]:
    """Make a token for a program; return it with its secret, which nobody sees again.

    Raises ConflictError while there is a token of that name, and NotAllowedError where
    whoever acts is no admin.
    """
    check_role(Role.ADMIN)
    cleaned = clean_name(name, what="token")
    secret = PREFIX + secrets.token_urlsafe(32)
    with ws.writing() as session:
        key = name_key(cleaned)
        if session.scalar(select(ApiToken.id).where(ApiToken.name_key == key)):
            raise ConflictError(
                f"There is a token {cleaned} already: revoke it first, or choose "
                "another name."
            )
        token = ApiToken(
            name=cleaned,
            name_key=key,
            role=role,
            token_hash=_hash(secret),
            created_at=ws.now(),
            created_by=by,
        )
        session.add(token)
        session.flush()
        return _view(token), secret


def list_tokens(ws: Workspace) -> tuple[TokenView, ...]:
    """Return all tokens, newest first, revoked ones too. Raises NotAllowedError."""
    check_role(Role.ADMIN)
    with ws.reading() as session:
        tokens = session.scalars(select(ApiToken).order_by(ApiToken.id.desc()))
        return tuple(map(_view, tokens))


def revoke_token(ws: Workspace, name: str) -> TokenView:
    """Let a token count no longer; its name is free again.

    Raises NotFoundError, NotAllowedError.
    """
    check_role(Role.ADMIN)
    with ws.writing() as session:
        token = session.scalar(
            select(ApiToken).where(ApiToken.name_key == name_key(name))
        )
        if token is None:
            raise NotFoundError(
                f'No token is named "{name}". Names: markwatch token list'
            )
        token.revoked_at, token.name_key = ws.now(), None
        return _view(token)


def find_token(ws: Workspace, secret: str) -> Person | None:
    """Return the program that a secret belongs to; None if it counts for nobody."""
    with ws.reading() as session:
        token = session.scalar(
            select(ApiToken).where(ApiToken.token_hash == _hash(secret))
        )
        if token is None or token.revoked_at is not None:
            return None
        person = Person(f"{token.name} (token)", token.role, Door.API)
        now = ws.now()
        seen = token.used_at is not None and now - token.used_at < _USED_EVERY
        token_id = token.id
    if not seen:
        with ws.writing() as session:
            session.get_one(ApiToken, token_id).used_at = now
    return person


def _hash(secret: str) -> str:
    # 256 random bits need no slow hash; and who reads the hashes cannot use them.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _view(token: ApiToken) -> TokenView:
    return TokenView(
        id=token.id,
        name=token.name,
        role=token.role,
        created_at=token.created_at,
        created_by=token.created_by,
        used_at=token.used_at,
        revoked_at=token.revoked_at,
    )
