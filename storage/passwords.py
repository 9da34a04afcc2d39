"""Passwords: hashed with Argon2id, checked in the same time whoever asks.

The only module that imports argon2. Owns no user.
"""

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage.errors import InvalidInputError

SHORTEST = 10
LONGEST = 1000
# Each check takes 64 MiB for some tens of milliseconds: no more at once than this.
_at_once = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the hash to keep. Raises InvalidInputError for one that is too short."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            f"A password needs {SHORTEST} to {LONGEST:,} characters: choose another, "
            "for example four words."
        )
    with _at_once:
        return _hasher().hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Check a password. None takes as long as a hash and fits nothing."""
    with _at_once:
        try:
            _hasher().verify(password_hash or _nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # RFC 9106, second recommended option


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash("whoever is not there")
