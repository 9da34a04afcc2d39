"""The rows of the database. They never leave `storage`: views turn them to records.

What is current may change in place (regions, matches, cases); what was said or done
is only ever added to (decisions, gallery changes).
"""

from storage.models.base import Row
from storage.models.gallery import (
    ChangeKind,
    Embedded,
    GalleryChange,
    GalleryState,
    NextEmbedding,
    Reference,
    Rejection,
    Symbol,
    SymbolList,
)
from storage.models.images import Image, MatchRow, Region
from storage.models.queue import Case, CaseRegion, CaseSkip, Decision, HuntedRegion

__all__ = [
    "Case",
    "CaseRegion",
    "CaseSkip",
    "ChangeKind",
    "Decision",
    "Embedded",
    "GalleryChange",
    "GalleryState",
    "HuntedRegion",
    "Image",
    "MatchRow",
    "NextEmbedding",
    "Reference",
    "Region",
    "Rejection",
    "Row",
    "Symbol",
    "SymbolList",
]
