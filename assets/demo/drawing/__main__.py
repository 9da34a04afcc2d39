"""Command line of the drawing: `symbols`, `images`."""

import argparse
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Draw what is asked for, into the folder above this one."""
    parser = argparse.ArgumentParser(prog="python -m assets.demo.drawing")
    parser.add_argument("what", choices=("symbols", "images"))
    parser.add_argument("--only", nargs="*", default=[], help="names of images")
    parser.add_argument("--preview", type=Path, help="small and quick, into a folder")
    args = parser.parse_args()
    if args.what == "symbols":
        from assets.demo.drawing.symbols import draw_symbols

        draw_symbols(ROOT)
    else:
        from assets.demo.drawing.images import draw_images

        draw_images(ROOT, only=args.only, preview=args.preview)


if __name__ == "__main__":
    main()
