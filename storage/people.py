"""People: who may log in, in which role. Whoever changes that must be an admin.

Each use case here raises NotAllowedError where whoever acts is none.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.acting import Role, check_role
from storage.audit_trail import note
from storage.errors import ConflictError, NotFoundError
from storage.models import Login, User
from storage.naming import clean_name, name_key
from storage.passwords import hash_password
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UserView:
    """A user. seen_at: of the newest login that still counts; None without one."""

    id: int
    name: str
    role: Role
    enabled: bool
    has_password: bool
    created_at: datetime
    created_by: str
    logins: int
    seen_at: datetime | None


def add_user(
    ws: Workspace, name: str, *, role: Role, password: str | None, by: str
) -> UserView:
    """Add a user. password: None for one who comes by single sign-on alone.

    Raises ConflictError if there is one of that name (also a disabled one).
    """
    check_role(Role.ADMIN)
    cleaned = clean_name(name, what="user")
    hashed = None if password is None else hash_password(password)
    with ws.writing() as session:
        if find_user(session, cleaned) is not None:
            raise ConflictError(
                f"There is a user {cleaned} already: enable it again, or choose "
                "another name."
            )
        user = User(
            name=cleaned,
            name_key=name_key(cleaned),
            password_hash=hashed,
            role=role,
            created_at=ws.now(),
            created_by=by,
        )
        session.add(user)
        session.flush()
        return _view(session, user)


def list_users(ws: Workspace) -> tuple[UserView, ...]:
    """Return all users by name, disabled ones too."""
    check_role(Role.ADMIN)
    with ws.reading() as session:
        users = session.scalars(select(User).order_by(User.name_key))
        return tuple(_view(session, user) for user in users.all())


def set_password(ws: Workspace, name: str, password: str) -> UserView:
    """Give a user another password; every browser must log in again."""
    check_role(Role.ADMIN)
    hashed = hash_password(password)
    with ws.writing() as session:
        user = get_user(session, name)
        user.password_hash = hashed
        _log_out(session, user)
        return _view(session, user)


def set_role(ws: Workspace, name: str, role: Role) -> UserView:
    """Give a user another role; it counts at once.

    Raises ConflictError if no admin would be left.
    """
    check_role(Role.ADMIN)
    with ws.writing() as session:
        user = get_user(session, name)
        user.role = role
        _check_admins(session)
        return _view(session, user)


def set_user_enabled(ws: Workspace, name: str, *, enabled: bool) -> UserView:
    """Keep a user out from now on, or let them in again.

    Raises ConflictError if no admin would be left.
    """
    check_role(Role.ADMIN)
    with ws.writing() as session:
        user = get_user(session, name)
        user.enabled = enabled
        if not enabled:
            _check_admins(session)
            _log_out(session, user)
        return _view(session, user)


def log_out_everywhere(ws: Workspace, name: str) -> int:
    """Revoke all logins of a user; return how many there were."""
    check_role(Role.ADMIN)
    with ws.writing() as session:
        user = get_user(session, name)
        note(session, "user", "signed out", subject=user.name, subject_id=user.id)
        return _log_out(session, user)


def has_admin(ws: Workspace) -> bool:
    """Whether anybody can look after the people."""
    with ws.reading() as session:
        return _admins(session) > 0


def find_user(session: Session, name: str) -> User | None:
    """Return a user by name, without case; None if there is none."""
    return session.scalar(select(User).where(User.name_key == name_key(name)))


def get_user(session: Session, name: str) -> User:
    """Return a user by name. Raises NotFoundError."""
    user = find_user(session, name)
    if user is None:
        raise NotFoundError(f'No user is named "{name}". Names: markwatch user list')
    return user


def _log_out(session: Session, user: User) -> int:
    mine = Login.user_id == user.id
    logins = select(func.count()).select_from(Login).where(mine)
    count = session.execute(logins).scalar_one()
    session.execute(delete(Login).where(mine))
    return count


def _admins(session: Session) -> int:
    admins = select(func.count()).select_from(User)
    admins = admins.where(User.role == Role.ADMIN, User.enabled.is_(True))
    return session.execute(admins).scalar_one()


def _check_admins(session: Session) -> None:
    session.flush()
    if not _admins(session):
        raise ConflictError(
            "This would leave no admin. Make somebody else one first; nothing changed."
        )


def _view(session: Session, user: User) -> UserView:
    mine = select(func.count(), func.max(Login.seen_at)).where(Login.user_id == user.id)
    logins, seen_at = session.execute(mine).one()
    return UserView(
        id=user.id,
        name=user.name,
        role=user.role,
        enabled=user.enabled,
        has_password=user.password_hash is not None,
        created_at=user.created_at,
        created_by=user.created_by,
        logins=logins,
        seen_at=seen_at,
    )
