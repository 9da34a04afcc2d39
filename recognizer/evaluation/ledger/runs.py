"""Which evaluations the ledger rests on: their command lines, in the order to run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FLICKR, BEER, BEVERAGES = "flickrlogos27", "jp_beer", "vn_beverage"
FOLDERS = {
    FLICKR: "test/flickrlogos27",
    BEER: "test/jp_beer",
    BEVERAGES: "train/vn_beverage",
}
# Of the beverages, only what the training held out may be measured.
_HELD_OUT = {BEVERAGES: ("--held-out", "0.15")}
# Every word of every image is read end to end: all of them would take an hour.
_FEWER = {FLICKR: ("--images", "200")}
# Four rehearsals decide on the same photographs.
_FEW = ("--images", "200")
_BASELINES = ("--baseline", "imagenet", "--baseline", "hash")


@dataclass(frozen=True, slots=True)
class LedgerRun:
    """One command; verb: its first words. Its JSON lies in a file named after it."""

    name: str
    verb: tuple[str, ...]
    data_set: str
    options: tuple[str, ...] = ()

    def words(self, root: Path | str) -> list[str]:
        """Return the command line after `markwatch`; root: of all data sets."""
        data = f"{root}/{FOLDERS[self.data_set]}"
        return [*self.verb, "--data", data, *self.options]

    def file(self, folder: Path) -> Path:
        """Say where its JSON is kept."""
        return folder / f"{self.name}.json"


def _runs() -> Sequence[LedgerRun]:
    found = []
    for data_set in FOLDERS:
        kept = _HELD_OUT.get(data_set, ())
        name = f"retrieval-{data_set}"
        options = (*kept, *_BASELINES, "--baseline", "text")
        found.append(LedgerRun(name, ("evaluate", "retrieval"), data_set, options))
    for data_set in FOLDERS:
        kept = _HELD_OUT.get(data_set, ())
        for proposals in ("yolo", "both", "text"):
            name = f"detection-{data_set}-{proposals}"
            options = (*kept, "--reader", "--proposals", proposals)
            found.append(LedgerRun(name, ("evaluate", "detection"), data_set, options))
    for data_set in FOLDERS:
        kept = _HELD_OUT.get(data_set, ())
        name = f"end-to-end-{data_set}"
        options = (*kept, *_FEWER.get(data_set, ()), *_BASELINES)
        found.append(LedgerRun(name, ("evaluate", "end-to-end"), data_set, options))
    for data_set in (FLICKR, BEVERAGES):
        name = f"learning-{data_set}"
        found.append(LedgerRun(name, ("bench", "learning"), data_set, _FEW))
    return found


RUNS = tuple(_runs())
