"""The signs that the desk is written in, one cell each.

A terminal without UTF-8 gets them through the line filter of `ascii.py`, cell for cell, so no screen asks.
"""

DONE = "✓"
OPEN = "◐"
SHUT = "■"
HERE = "▸"
NEW = "●"
OUT = "✗"
MAYBE = "?"
SURE = "!"
NONE = "·"
FOG = "░"
FOLD = "▾"
FOLDED = "▸"
FORTH = "→"
CARET = "▏"
LINE = "─"
"""A thin rule across a form."""
STILE = "│"
"""A thin rule down a form."""
