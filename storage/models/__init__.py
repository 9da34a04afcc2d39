"""The rows of the database. They never leave `storage`: views turn them to records.

What is current may change in place (regions, matches, cases); what was said or done
is only ever added to (decisions, gallery changes).
"""

from storage.models.audit import AuditEntry
from storage.models.base import Row
from storage.models.edits import GalleryEdit, SymbolMerge
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
from storage.models.people import FailedLogin, Login, User
from storage.models.programs import ApiToken, Delivery, Webhook
from storage.models.queue import (
    Case,
    CaseRegion,
    CaseSkip,
    Decision,
    HuntedRegion,
    RegionEdit,
)

__all__ = [
    "ApiToken",
    "AuditEntry",
    "Case",
    "CaseRegion",
    "CaseSkip",
    "ChangeKind",
    "Decision",
    "Delivery",
    "Embedded",
    "FailedLogin",
    "GalleryChange",
    "GalleryEdit",
    "GalleryState",
    "HuntedRegion",
    "Image",
    "Login",
    "MatchRow",
    "NextEmbedding",
    "Reference",
    "Region",
    "RegionEdit",
    "Rejection",
    "Row",
    "Symbol",
    "SymbolList",
    "SymbolMerge",
    "User",
    "Webhook",
]
