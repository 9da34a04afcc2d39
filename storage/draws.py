"""Draws that anybody with the database can repeat, and nobody else can foresee."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import DrawSalt

_HEX_DIGITS = 13  # 52 bits: what a float holds exactly


def draw(session: Session, what: str, *of: object) -> float:
    """Return a number in [0, 1) that the database's salt and the names decide."""
    salt = session.execute(select(DrawSalt.salt)).scalar_one()
    text = "/".join([salt, what, *map(str, of)])
    digits = hashlib.sha256(text.encode()).hexdigest()[:_HEX_DIGITS]
    return int(digits, 16) / float(16**_HEX_DIGITS)
