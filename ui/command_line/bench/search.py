"""`markwatch bench search`: the gallery's exact search beside brute force."""

from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.bench.rows import Repeats, give, timed

EXAMPLES = (
    "markwatch bench search --vectors 10000 --vectors 100000",
    "markwatch bench search --queries 1",
)


def search(
    vectors: Annotated[
        list[int] | None,
        typer.Option(min=1, help="Gallery sizes. [default: 1000, 10000, 100000]"),
    ] = None,
    queries: Annotated[int, typer.Option(min=1, help="Regions searched at once.")] = 8,
    dim: Annotated[int, typer.Option(min=2, help="Dimensions of a vector.")] = 256,
    repeats: Repeats = 10,
    json_to: options.JsonTo = None,
) -> None:
    """Time the exact search of the gallery against numpy's brute force.

    Both must give the same answers, or the command fails.
    """
    from recognizer.errors import MarkwatchError
    from recognizer.evaluation.timing import brute_force, time_beside, unit_vectors
    from recognizer.gallery import VectorIndex

    rows = []
    asked = unit_vectors(queries, dim, seed=1)
    for size in vectors or [1_000, 10_000, 100_000]:
        references = unit_vectors(size, dim, seed=0)
        index = VectorIndex(dim)
        index.add(range(size), references)
        _, ours = index.search(asked, k=5)
        _, theirs = brute_force(references, asked, k=5)
        if ours.tolist() != theirs.tolist():
            raise MarkwatchError(
                f"The index and numpy differ on {size:,} vectors: the search is wrong."
            )
        times = time_beside(
            lambda index=index: index.search(asked, k=5),  # type: ignore[misc]
            lambda rows=references: brute_force(rows, asked, k=5),  # type: ignore[misc]
            repeats=repeats,
        )
        said = f"{queries} queries on {size:,} random unit vectors of {dim}, seed 0"
        unit = f"{queries} queries"
        rows.append(timed("search", said, unit, times, "numpy brute force", 1, repeats))
    give(rows, json_to)
