"""The page itself: headings, tables, plots and pictures, in one file with no links.

Whatever comes from a data set is escaped here; callers hand in plain text.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from recognizer.evaluation.figures import Evaluation, Figure
from recognizer.images import thumbnail
from recognizer.types import RGB

PAGE = "index.html"
THUMBNAIL_PX = 160
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .9rem .2rem 0; text-align: left;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; white-space: nowrap; }
figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto;
  background: #fff; border-radius: 6px; }
.pictures { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
.pictures > div { background: var(--soft); border-radius: 6px; padding: .6rem; }
.pictures img { max-width: 48%; max-height: 10rem; object-fit: contain; }
.pictures img:only-of-type { max-width: 100%; }
.pictures p { margin: .3rem 0 0; font-size: .85rem; overflow-wrap: anywhere; }
"""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One or two crops side by side, and what is to be seen on them."""

    images: tuple[RGB, ...]
    caption: str


class Page:
    """Collects sections in the order in which they are read."""

    def __init__(self, title: str, lead: str) -> None:
        self._title = title
        self._parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(lead)}</p>"]

    def heading(self, text: str, lead: str = "") -> None:
        """Start a section."""
        self._parts.append(f"<h2>{escape(text)}</h2>")
        if lead:
            self._parts.append(f"<p>{escape(lead)}</p>")

    def sentences(self, texts: Sequence[str]) -> None:
        """List sentences."""
        rows = "".join(f"<li>{escape(text)}</li>" for text in texts)
        self._parts.append(f"<ul>{rows}</ul>")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; every column but the first holds numbers."""
        top = "".join(_cell("th", i, text) for i, text in enumerate(head))
        body = "".join(
            "<tr>"
            + "".join(_cell("td", i, text) for i, text in enumerate(row))
            + "</tr>"
            for row in rows
        )
        self._parts.append(
            f'<div class="wide"><table><thead><tr>{top}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def plot(self, svg: str) -> None:
        """Add a plot; `svg` comes from `plots`, and is no text of a data set."""
        self._parts.append(f"<figure>{svg}</figure>")

    def pictures(self, pictures: Sequence[Picture]) -> None:
        """Add a grid of pictures; their captions are their alternative texts."""
        cards = []
        for picture in pictures:
            said = escape(picture.caption)
            shown = "".join(
                f'<img alt="{said}" src="{_uri(i)}">' for i in picture.images
            )
            cards.append(f"<div>{shown}<p>{said}</p></div>")
        self._parts.append(f'<div class="pictures">{"".join(cards)}</div>')

    def save(self, folder: Path) -> Path:
        """Write the page into a folder, making it; return the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / PAGE
        path.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(self._title)}</title><style>{_STYLE}</style></head>"
            f"<body>{''.join(self._parts)}</body></html>\n",
            "utf-8",
        )
        return path


def start_page(evaluation: Evaluation) -> Page:
    """Begin a report as all begin: what was measured, figures, what was left out."""
    names = [evaluation.embedder, evaluation.detector]
    models = " and ".join(name for name in names if name)
    page = Page(
        f"{evaluation.task.capitalize()} on {Path(evaluation.data).name}",
        f"{models}; {evaluation.objects:,} logos of {evaluation.symbols:,} symbols on "
        f"{evaluation.images:,} images ({evaluation.format}).",
    )
    page.heading("Figures", "With their 95 % intervals; n is what each rests on.")
    compared = evaluation.compared
    head = ["figure", "n", models, *(other.embedder for other in compared)]
    rows = [
        [
            name,
            f"{figure.n:,}",
            shown(figure),
            *(shown(other.figures.get(name)) for other in compared),
        ]
        for name, figure in evaluation.figures.items()
    ]
    page.table(head, rows)
    for other in compared:
        page.heading(f"{other.embedder} less {evaluation.embedder}", "Paired.")
        differences = other.differences.items()
        page.table(["figure", "difference"], [[n, shown(f)] for n, f in differences])
    if evaluation.left_out:
        page.heading("Left out")
        page.sentences(evaluation.left_out)
    return page


def shown(figure: Figure | None) -> str:
    """Write a figure with its interval; a dash where there is none."""
    if figure is None or figure.value != figure.value:
        return "-"
    digits = 1 if abs(figure.value) > 2 else 4
    low, high = f"{figure.low:.{digits}f}", f"{figure.high:.{digits}f}"
    return f"{figure.value:.{digits}f} ({low} to {high})"


def _cell(tag: str, column: int, text: str) -> str:
    number = ' class="number"' if column else ""
    return f"<{tag}{number}>{escape(text)}</{tag}>"


def _uri(image: RGB) -> str:
    data = base64.b64encode(thumbnail(image, longest_px=THUMBNAIL_PX)).decode("ascii")
    return f"data:image/webp;base64,{data}"
