"""The rows of the database. They never leave `storage`: views turn them to records.

What is current may change in place (regions, matches, cases); what was said or done
is only ever added to (decisions, gallery changes).
"""

from storage.models.audit import AuditEntry
from storage.models.base import Row
from storage.models.edits import GalleryEdit, SymbolMerge, SymbolSplit
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
from storage.models.proposals import Proposal
from storage.models.quality import (
    AskedRegion,
    CaseBarred,
    DrawSalt,
    GoldAsk,
    GoldRegion,
    SecondOpinion,
)
from storage.models.queue import (
    Case,
    CaseRegion,
    CaseSkip,
    Decision,
    HuntedRegion,
    RegionEdit,
)
from storage.models.recorded import Recorded, RecordedState

__all__ = [
    "ApiToken",
    "AskedRegion",
    "AuditEntry",
    "Case",
    "CaseBarred",
    "CaseRegion",
    "CaseSkip",
    "ChangeKind",
    "Decision",
    "Delivery",
    "DrawSalt",
    "Embedded",
    "FailedLogin",
    "GalleryChange",
    "GalleryEdit",
    "GalleryState",
    "GoldAsk",
    "GoldRegion",
    "HuntedRegion",
    "Image",
    "Login",
    "MatchRow",
    "NextEmbedding",
    "Proposal",
    "Recorded",
    "RecordedState",
    "Reference",
    "Region",
    "RegionEdit",
    "Rejection",
    "Row",
    "SecondOpinion",
    "Symbol",
    "SymbolList",
    "SymbolMerge",
    "SymbolSplit",
    "User",
    "Webhook",
]
