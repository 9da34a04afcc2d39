"""The steps that tests of the use cases repeat."""

import itertools

from storage.cases import next_case
from storage.decisions import decide
from storage.records import (
    Action,
    CaseView,
    DecisionInput,
    DecisionResult,
    NewReference,
    RegionView,
    ScanResult,
    SymbolChange,
    SymbolInput,
)
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png

ANN, BOB = "ann", "bob"
_requests = itertools.count()
_salts = itertools.count(1)


def scan(ws: Workspace, *marks: Placed, name: str = "image.png") -> ScanResult:
    """Scan a scene of marks; every call makes an image of its own."""
    return scan_image(ws, scene_png(*marks, salt=next(_salts)), name=name)


def add(
    ws: Workspace, name: str, *seeds: int, list_name: str = "trademark", **more: int
) -> SymbolChange:
    """Add a symbol whose references are the marks of seeds."""
    crops = [NewReference(draw_mark(seed), f"mark {seed}") for seed in seeds]
    return add_symbol(ws, SymbolInput(name, list_name, **more), crops, by="curator")


def take(ws: Workspace, *, reviewer: str = ANN) -> CaseView:
    """Take the next case, which must be there."""
    case = next_case(ws, reviewer=reviewer)
    assert case is not None
    return case


def waiting(case: CaseView) -> list[RegionView]:
    """Return the regions that wait."""
    return [region for region in case.regions if region.waiting]


def press(
    ws: Workspace,
    case: CaseView,
    action: Action,
    *,
    region: int | None = 0,
    reviewer: str = ANN,
    symbol_id: int | None = None,
    new_symbol: SymbolInput | None = None,
    add_reference: bool | None = None,
    request_id: str | None = None,
    version: int | None = None,
    reason: str = "",
    also: tuple[int, ...] = (),
) -> DecisionResult:
    """Decide a region of a case by its place in it."""
    return decide(
        ws,
        DecisionInput(
            request_id=request_id or f"request-{next(_requests)}",
            case_id=case.id,
            case_version=case.version if version is None else version,
            region_id=None if region is None else case.regions[region].id,
            action=action,
            reviewer=reviewer,
            symbol_id=symbol_id,
            new_symbol=new_symbol,
            add_reference=add_reference,
            seconds=1.5,
            reason=reason,
            note="Is this theirs?" if action is Action.ESCALATED else "",
            also=also,
        ),
    )


def confirm(
    ws: Workspace, case: CaseView, symbol_id: int, *, region: int = 0, learn: bool
) -> DecisionResult:
    """Confirm a region as a symbol."""
    return press(
        ws,
        case,
        Action.CONFIRMED,
        region=region,
        symbol_id=symbol_id,
        add_reference=learn,
    )
