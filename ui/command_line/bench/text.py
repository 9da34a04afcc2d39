"""`markwatch bench text`: finding the symbols that a text names, among thousands."""

import random
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.bench.rows import Repeats, give, timed

if TYPE_CHECKING:
    from recognizer.evaluation.timing import Timing

EXAMPLES = (
    "markwatch bench text --symbols 10000",
    "markwatch bench text --symbols 100 --json -",
)
_SYLLABLES = "ba co di fe gu ha ki lo mi nu pra ro sta ti ver wo xan yo zel chi".split()
_COMMON = ("original", "company", "beer", "since", "the", "fresh")


def text(
    symbols: Annotated[
        list[int] | None,
        typer.Option(min=1, help="How many symbols. [default: 1000, 10000]"),
    ] = None,
    queries: Annotated[int, typer.Option(min=1, help="Texts searched in turn.")] = 8,
    repeats: Repeats = 3,
    json_to: options.JsonTo = None,
) -> None:
    """Time the search of what was read among names, beside comparing with each.

    Every symbol has a name and a text on its reference, both invented. Both ways must
    give the same answers, or the command fails.
    """
    give([_timed(n, queries, repeats) for n in symbols or [1_000, 10_000]], json_to)


def _timed(symbols: int, queries: int, repeats: int) -> "Timing":
    from recognizer.errors import MarkwatchError
    from recognizer.evaluation.timing import time_beside
    from recognizer.text import text_similarity
    from recognizer.text_index import TextIndex

    rng = random.Random(0)
    known = sorted({f"{_name(rng)} {_extra(rng)}".strip() for _ in range(2 * symbols)})
    index = TextIndex()
    for number, own in enumerate(known):
        index.add(number // 2, [own])
    asked = [_misread(own, rng) for own in rng.sample(known, min(queries, len(known)))]
    weights = {word: index.weight(word) for own in known for word in own.split()}

    def by_index() -> list[dict[str, float]]:
        return [index.find(read) for read in asked]

    def one_by_one() -> list[dict[str, float]]:
        return [
            {o: text_similarity(read, [o], weights=weights) or 0.0 for o in known}
            for read in asked
        ]

    for quick, slow in zip(by_index(), one_by_one(), strict=True):
        if any(abs(value - quick.get(own, 0.0)) > 1e-6 for own, value in slow.items()):
            raise MarkwatchError(
                f"The index and the comparison one by one differ on {symbols:,} "
                "symbols: the search is wrong."
            )
    ours, theirs = time_beside(by_index, one_by_one, repeats=repeats)
    said = f"{len(asked)} texts of one to five words on {symbols:,} symbols, seed 0"
    times = ours, theirs / len(asked)
    return timed("text", said, "text", times, "one by one", len(asked), repeats)


def _name(rng: random.Random) -> str:
    words = ("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(9))
    return " ".join(next(words) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))


def _extra(rng: random.Random) -> str:
    return " ".join(rng.choices(_COMMON, k=rng.choice((0, 0, 0, 1, 2))))


def _misread(text: str, rng: random.Random) -> str:
    return "".join(rng.choice("o01ai") if rng.random() < 0.08 else c for c in text)
