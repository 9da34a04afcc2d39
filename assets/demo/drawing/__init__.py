"""Draws the demo workspace: fictional symbols, and photographs that bear them.

Run `python -m assets.demo.drawing symbols` and `python -m assets.demo.drawing images`
from the repository's root, in an environment of its own (see README.md here). Nothing
of the running app imports this package.
"""
