"""Command line of the drawing: `symbols`, `images`, `sheet`."""

import argparse
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Draw what is asked for, below the folder that the drawing lies in."""
    parser = argparse.ArgumentParser(prog="python -m assets.demo.drawing")
    parser.add_argument("what", choices=("symbols", "images"))
    what = parser.parse_args().what
    if what == "symbols":
        from assets.demo.drawing.symbols import draw_symbols

        draw_symbols(ROOT)


if __name__ == "__main__":
    main()
