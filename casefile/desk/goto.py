"""Where a screen sends the player when it closes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goto:
    """A place in a paper: screens are dismissed with one when the player wants to go there."""

    paper: str
    block: int = 0
    """Index of the block in `Page.blocks`."""
