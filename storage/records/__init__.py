"""What leaves the storage layer: frozen records. Database rows never do."""

from storage.records.cases import (
    CaseView,
    DecisionRecord,
    ImageView,
    MatchView,
    QueueStatus,
    RegionView,
)
from storage.records.decisions import (
    DecisionFilter,
    DecisionInput,
    DecisionResult,
    DecisionRow,
)
from storage.records.gallery import (
    ImportSummary,
    ListView,
    NewReference,
    ReferenceView,
    RetroHuntResult,
    SimilarSymbol,
    SymbolChange,
    SymbolInput,
    SymbolSuggestion,
    SymbolUpdate,
    SymbolView,
)
from storage.records.matching import DetectionMatches, ImageMatches
from storage.records.paging import Page
from storage.records.pictures import Media
from storage.records.scanning import (
    ScanItem,
    ScanOutcome,
    ScanProgress,
    ScanResult,
    ScanSummary,
)
from storage.records.thresholds import (
    EffectiveThresholds,
    OwnedThresholds,
    OwnerKind,
    PastDecisions,
    Suggestion,
    ThresholdChange,
    ThresholdEdit,
    ThresholdEffect,
    ThresholdOwner,
)
from storage.records.words import Action, CaseReason, EditKind, Origin, RegionSource

__all__ = [
    "Action",
    "CaseReason",
    "CaseView",
    "DecisionFilter",
    "DecisionInput",
    "DecisionRecord",
    "DecisionResult",
    "DecisionRow",
    "DetectionMatches",
    "EditKind",
    "EffectiveThresholds",
    "ImageMatches",
    "ImageView",
    "ImportSummary",
    "ListView",
    "MatchView",
    "Media",
    "NewReference",
    "Origin",
    "OwnedThresholds",
    "OwnerKind",
    "Page",
    "PastDecisions",
    "QueueStatus",
    "ReferenceView",
    "RegionSource",
    "RegionView",
    "RetroHuntResult",
    "ScanItem",
    "ScanOutcome",
    "ScanProgress",
    "ScanResult",
    "ScanSummary",
    "SimilarSymbol",
    "Suggestion",
    "SymbolChange",
    "SymbolInput",
    "SymbolSuggestion",
    "SymbolUpdate",
    "SymbolView",
    "ThresholdChange",
    "ThresholdEdit",
    "ThresholdEffect",
    "ThresholdOwner",
]
