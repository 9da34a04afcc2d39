"""How figures are written: shares in percent, counts as they are, with intervals."""

from recognizer.evaluation.figures import Figure

# What is counted, and no share: by the beginning of the name, or by its words.
_COUNTS = ("boxes_per_image", "false_matches_per_1000", "boxes an image", "false match")
NOTHING = "-"


def is_share(name: str) -> bool:
    """Say whether a figure is a share, by its name."""
    return not name.lower().startswith(_COUNTS)


def value_of(name: str, figure: Figure | None) -> str:
    """Write the value: "66.0 %" for a share, "5.3" for a count; a dash for none."""
    if figure is None or figure.value != figure.value:
        return NOTHING
    if is_share(name):
        return f"{100 * figure.value:.1f} %"
    return f"{figure.value:.1f}"


def interval_of(name: str, figure: Figure | None) -> str:
    """Write the interval and n: "60.6 to 71.7, n 1,127"."""
    if figure is None or figure.value != figure.value:
        return "not measured"
    return f"{_range(name, figure)}, n {figure.n:,}"


def shown(name: str, figure: Figure | None, *, signed: bool = False) -> str:
    """Write a figure with its interval, in percent (points) where it is a share."""
    if figure is None or figure.value != figure.value:
        return NOTHING
    scale = 100 if is_share(name) else 1
    sign = "+" if signed else ""
    value, low, high = (
        f"{scale * v:{sign}.1f}" for v in (figure.value, figure.low, figure.high)
    )
    return f"{value} ({low} to {high})"


def _range(name: str, figure: Figure) -> str:
    scale = 100 if is_share(name) else 1
    return f"{scale * figure.low:.1f} to {scale * figure.high:.1f}"
