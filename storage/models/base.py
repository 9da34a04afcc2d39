"""What every table has in common: names of constraints, and ids of 64 bits."""

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
# 64 bits, yet SQLite's own row id where SQLite is used.
Id = BigInteger().with_variant(Integer, "sqlite")


class Row(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=_NAMES)
