"""What becomes of regions and images by other thresholds: values, and their sums."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.judged import RegionMatches
from storage.models import Case, CaseRegion, Region
from storage.records import ThresholdEffect
from storage.waiting import open_work

AT_ONCE = 1000


def parts(ids: Sequence[int], *, size: int = AT_ONCE) -> Iterator[Sequence[int]]:
    """Yield ids in pieces that one query takes."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What becomes of one region. case_id: where it waits, None if it does not."""

    region: Region
    result: RegionMatches
    case_id: int | None
    enters: bool
    leaves: bool
    held: bool


@dataclass(slots=True)
class Plan:
    """Sums up what becomes of regions, by image and case."""

    regions: int = 0
    entering: set[int] = field(default_factory=set)
    leaving: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    held: set[int] = field(default_factory=set)

    def add(self, judged: Sequence[Judged]) -> None:
        """Take in some regions."""
        for one in judged:
            self.regions += one.region.verdict is not one.result.verdict
            if one.enters:
                self.entering.add(one.region.image_id)
            if one.case_id is not None and one.leaves:
                self.leaving[one.case_id].add(one.region.id)
            if one.case_id is not None and one.held:
                self.held.add(one.case_id)

    def effect(self, session: Session) -> ThresholdEffect:
        """Count images: those that wait already do not come in once more."""
        opened = set(_open_images(session, self.entering))
        waiting = _waiting_regions(session, self.leaving)
        out = sum(waiting[case] <= gone for case, gone in self.leaving.items())
        return ThresholdEffect(
            images_in=len(self.entering - opened),
            images_out=out,
            images_held=len(self.held),
            regions=self.regions,
        )


def _open_images(session: Session, image_ids: Collection[int]) -> Iterator[int]:
    for part in parts(sorted(image_ids)):
        yield from session.scalars(
            select(Case.image_id).where(open_work(), Case.image_id.in_(part))
        )


def _waiting_regions(
    session: Session, case_ids: Collection[int]
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for part in parts(sorted(case_ids)):
        rows = session.execute(
            select(CaseRegion.case_id, CaseRegion.region_id).where(
                CaseRegion.case_id.in_(part), CaseRegion.waiting.is_(True)
            )
        )
        for case_id, region_id in rows:
            found[case_id].add(region_id)
    return found
