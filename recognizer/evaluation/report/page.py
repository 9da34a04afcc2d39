"""The page itself: headings, tables, bars, plots and pictures, in one file, no links.

Whatever comes from a data set is escaped here; callers hand in plain text.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from recognizer.evaluation.figures import Figure
from recognizer.evaluation.report.wording import NOTHING, interval_of, value_of
from recognizer.images import thumbnail
from recognizer.types import RGB

PAGE = "index.html"
THUMBNAIL_PX = 200
_STYLE = Path(__file__).with_name("report.css")


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One or two crops side by side, what each is, and what is to be seen on them."""

    images: tuple[RGB, ...]
    names: tuple[str, ...]
    caption: str


class Page:
    """Collects sections in the order in which they are read."""

    def __init__(self, title: str, lead: str) -> None:
        self._title = title
        self._top = [f"<h1>{escape(title)}</h1>", f'<p class="lead">{escape(lead)}</p>']
        self._parts: list[str] = []
        self._sections: list[str] = []

    def headline(self, figures: Mapping[str, Figure]) -> None:
        """Show a few figures large, by what they are called in words."""
        cards = "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value_of(name, figure))}"
            f"<small>{escape(interval_of(name, figure))}</small></dd></div>"
            for name, figure in figures.items()
        )
        self._top.append(f'<dl class="heads">{cards}</dl>')

    def heading(self, text: str, lead: str = "") -> None:
        """Start a section; the top of the page links to it."""
        self._sections.append(text)
        number = len(self._sections)
        self._parts.append(f'<h2 id="s{number}">{escape(text)}</h2>')
        if lead:
            self._parts.append(f"<p>{escape(lead)}</p>")

    def part(self, text: str, lead: str = "") -> None:
        """Start a part of a section."""
        self._parts.append(f"<h3>{escape(text)}</h3>")
        if lead:
            self._parts.append(f"<p>{escape(lead)}</p>")

    def sentences(self, texts: Sequence[str]) -> None:
        """List sentences."""
        rows = "".join(f"<li>{escape(text)}</li>" for text in texts)
        self._parts.append(f"<ul>{rows}</ul>")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; numbers are set to the right, but for the first column."""
        numeric = [all(map(_is_number, column)) for column in zip(*rows, strict=True)]
        numeric = [False, *numeric[1:]] if rows else [False] * len(head)
        top = "".join(map(partial(_cell, "th"), head, numeric))
        body = "".join(
            f"<tr>{''.join(map(partial(_cell, 'td'), row, numeric))}</tr>"
            for row in rows
        )
        self._parts.append(
            f'<div class="wide"><table><thead><tr>{top}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def bars(self, groups: Mapping[str, Mapping[str, Figure]]) -> None:
        """Add bars of shares with intervals: group -> name -> figure.

        The first name of a group stands out. A group of one is a single row.
        """
        cells = []
        for group, figures in groups.items():
            alone = len(figures) == 1
            if not alone:
                cells.append(f'<div class="group">{escape(group)}</div>')
            for place, (name, figure) in enumerate(figures.items()):
                said = group if alone else name
                cells.append(_bar(said, figure, stands_out=alone or place == 0))
        self._parts.append(f'<div class="bars">{"".join(cells)}</div>')

    def plots(self, svgs: Mapping[str, str]) -> None:
        """Add plots side by side, by title; each comes from `plots`, none from data."""
        drawn = "".join(
            f"<figure><figcaption>{escape(title)}</figcaption>{svg}</figure>"
            for title, svg in svgs.items()
        )
        self._parts.append(f'<div class="plots">{drawn}</div>')

    def pictures(self, pictures: Sequence[Picture]) -> None:
        """Add a grid of pictures; the names are their alternative texts."""
        if not pictures:
            self._parts.append("<p>None.</p>")
            return
        cards = "".join(map(_card, pictures))
        self._parts.append(f'<div class="pictures">{cards}</div>')

    def save(self, folder: Path) -> Path:
        """Write the page into a folder, making it; return the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / PAGE
        links = "".join(
            f'<a href="#s{number}">{escape(text)}</a>'
            for number, text in enumerate(self._sections, start=1)
        )
        path.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(self._title)}</title>"
            f"<style>{_STYLE.read_text('utf-8')}</style></head>"
            f"<body>{''.join(self._top)}<nav>{links}</nav>"
            f"{''.join(self._parts)}</body></html>\n",
            "utf-8",
        )
        return path


def _bar(name: str, figure: Figure, *, stands_out: bool) -> str:
    first = " first" if stands_out else ""
    known = figure.value == figure.value
    fill = f'<i class="fill{first}" style="width:{_share(figure.value)}"></i>'
    reach = (
        f'<i class="reach" style="left:{_share(figure.low)};'
        f'width:{_share(figure.high - figure.low)}"></i>'
        if figure.high > figure.low
        else ""
    )
    return (
        f'<div class="bar"><span class="name">{escape(name)}</span>'
        f'<span class="track">{fill + reach if known else ""}</span>'
        f'<span class="value">{escape(value_of(name, figure))} '
        f'<span class="interval">n {figure.n:,}</span></span></div>'
    )


def _share(value: float) -> str:
    return f"{100 * min(max(value, 0.0), 1.0):.1f}%"


def _card(picture: Picture) -> str:
    sides = "".join(
        f'<div class="side"><img alt="{escape(name)}" src="{_uri(image)}">'
        f"<span>{escape(name)}</span></div>"
        for image, name in zip(picture.images, picture.names, strict=True)
    )
    return (
        f'<div class="card"><div class="pair">{sides}</div>'
        f"<p>{escape(picture.caption)}</p></div>"
    )


def _cell(tag: str, text: str, is_number: bool) -> str:
    number = ' class="number"' if is_number else ""
    return f"<{tag}{number}>{escape(text)}</{tag}>"


def _is_number(text: str) -> bool:
    return not text or text == NOTHING or text.lstrip("+-")[:1].isdigit()


def _uri(image: RGB) -> str:
    data = base64.b64encode(thumbnail(image, longest_px=THUMBNAIL_PX)).decode("ascii")
    return f"data:image/webp;base64,{data}"
