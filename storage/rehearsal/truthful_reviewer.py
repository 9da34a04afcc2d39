"""A reviewer who knows what is labelled, and works through cases as a person does."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

from recognizer.evaluation.labelled import LabelledImage
from storage.cases import next_case
from storage.decisions import decide
from storage.records import Action, CaseView, DecisionInput, RegionView
from storage.rehearsal.material import shown_symbol
from storage.workspace import Workspace

NAME = "rehearsal"


class TruthfulReviewer:
    """Confirms what a box shows, and rejects the matches of any other box.

    truth: by the name under which an image is scanned. symbol_ids: what the gallery
    knows. adds_references: whether a confirmed region becomes a reference.
    """

    def __init__(
        self,
        ws: Workspace,
        *,
        truth: Mapping[str, LabelledImage],
        symbol_ids: Mapping[str, int],
        adds_references: bool,
    ) -> None:
        self._ws = ws
        self._truth = truth
        self._symbol_ids = symbol_ids
        self._adds_references = adds_references

    def work(self) -> Iterator[Action]:
        """Decide region by region until no case waits; yield what was said."""
        while (case := next_case(self._ws, reviewer=NAME)) is not None:
            region = next((r for r in case.regions if r.waiting), None)
            while region is not None:
                press = self._press(case, region)
                case = decide(self._ws, press).case
                yield press.action
                region = next((r for r in case.regions if r.waiting), None)

    def _press(self, case: CaseView, region: RegionView) -> DecisionInput:
        shown = shown_symbol(self._truth[case.image.name], region.xyxy)
        symbol_id = self._symbol_ids.get(shown) if shown else None
        return DecisionInput(
            request_id=uuid4().hex,
            case_id=case.id,
            case_version=case.version,
            region_id=region.id,
            action=Action.REJECTED if symbol_id is None else Action.CONFIRMED,
            reviewer=NAME,
            symbol_id=symbol_id,
            add_reference=self._adds_references,
        )
