"""How each kind of paper is printed: data, so that a new kind is a new row.

A kind that has no row prints plainly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edge:
    """What runs round a sheet; every pattern repeats. Empty: nothing there."""

    top: str = ""
    bottom: str = ""
    left: tuple[str, ...] = ("  ",)
    right: tuple[str, ...] = ("  ",)
    corners: str = ""
    """Top left, top right, bottom left, bottom right, where a frame closes."""
    ink: str = "pencil"
    torn: bool = False
    """Top and bottom are the sheet's own outline against the desk, not print on it."""


PLAIN = Edge()
MARGIN = Edge(left=("   ",), right=("   ",))
TORN = Edge(top="▗▟▙▟█▙▖▗▟▙▗▟██▙▟▙▖", bottom="▜▛▝▜█▛▜▛▘▝▜▛▜██▛▘", left=("  ",), right=("  ",), torn=True)
PERFORATED = Edge(top="┄ ", bottom="┄ ", left=(" ",), right=(" ",))
SPROCKETS = Edge(left=(" ○  ", "    "), right=("  ○ ", "    "))
BOX = Edge(top="━", bottom="━", left=("┃ ",), right=(" ┃",), corners="┏┓┗┛", ink="ink")
STILES = Edge(left=(" ║ ",), right=("   ",), ink="paper-red")
RED_MARGIN = Edge(left=("   │ ",), right=("  ",), ink="paper-red")
GRATICULE = Edge(
    top="────┬",
    bottom="────┴",
    left=("│ ", "│ ", "│ ", "├ "),
    right=(" │", " │", " │", " ┤"),
    corners="┌┐└┘",
)
WHITE_BORDER = Edge(left=("   ",), right=("   ",))
DASHED = Edge(top="╌", bottom="╌", left=("┊ ",), right=(" ┊",), corners="┌┐└┘")
TWICE = Edge(left=(" ▏ ",), right=("   ",), ink="carbon")
MAPPED = {"▲": "paper-red", "·": "pencil"} | dict.fromkeys("─│┌┐└┘╭╮╯╰├┤┬┴┼━┃┏┓┗┛┯┷┠┨┿╋", "pencil")
"""The inks of a map: masts, and roads that are paler than what stands at them."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a kind is printed."""

    tint: str = "paper"
    ink: str = "ink"
    accent: str = "paper-red"
    """Heads and stamps."""
    hand: str = "carbon"
    """Ink of what somebody wrote on it."""
    edge: Edge = MARGIN
    measure: int = 66
    """Widest line of text."""
    head: tuple[str, ...] = ("title", "refs", "rule")
    """Parts of the head, see `casefile.desk.paper.heads`."""
    foot: tuple[str, ...] = ()
    table: Literal["plain", "ruled", "boxed", "striped"] = "plain"
    indent: int = 0
    """Cells by which a paragraph's first line goes in; then no blank line stands between paragraphs."""
    columns: int = 1
    justify: bool = False
    bullet: str = "–"
    whole: bool = True
    """The sheet is as long as the desk; a scrap ends where its text ends."""
    shift: int = 0
    """Cells by which the head is out of line."""
    negative: bool = False
    """Figures are prints: light on dark."""
    apart: bool = False
    """Bars in figures are set apart, so that they can be counted."""
    glyphs: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    """Inks of single glyphs in figures."""


PRINTS: dict[str, Print] = {
    "statement": Print(head=("stamped", "refs", "rule"), hand="paper-red", foot=("folio",)),
    "minute": Print(
        tint="paper",
        edge=RED_MARGIN,
        head=("marking", "caption", "refs", "double"),
        foot=("circulated",),
        accent="ink",
        bullet="·",
    ),
    "memo": Print(edge=RED_MARGIN, head=("caption", "refs", "double"), accent="ink"),
    "log": Print(
        tint="paper-flimsy",
        edge=PERFORATED,
        measure=76,
        head=("wire", "thin"),
        hand="pencil",
        accent="ink",
        whole=False,
    ),
    "flimsy": Print(
        tint="paper-flimsy",
        edge=PERFORATED,
        measure=76,
        head=("wire", "thin"),
        hand="pencil",
        accent="ink",
        whole=False,
    ),
    "register": Print(
        tint="paper-register",
        edge=STILES,
        measure=76,
        head=("caption", "refs", "heavy"),
        table="ruled",
        hand="pencil",
    ),
    "roster": Print(
        tint="paper-register",
        measure=76,
        head=("strip", "refs", "blank"),
        table="striped",
        hand="carbon",
        accent="carbon",
    ),
    "cutting": Print(
        tint="paper-news",
        edge=TORN,
        measure=70,
        head=("masthead",),
        columns=2,
        justify=True,
        indent=1,
        accent="ink",
        hand="carbon",
        whole=False,
    ),
    "letter": Print(
        tint="paper-letter",
        edge=Edge(left=("      ",), right=("     ",)),
        measure=56,
        head=("letterhead", "dated"),
        indent=3,
        accent="ink",
        whole=True,
    ),
    "form": Print(
        tint="paper-form",
        edge=BOX,
        measure=72,
        head=("strip", "boxes"),
        table="boxed",
        accent="ink",
        bullet="☐",
        foot=("folio",),
    ),
    "map": Print(
        tint="paper-map",
        edge=GRATICULE,
        measure=76,
        head=("caption", "refs"),
        accent="carbon",
        whole=False,
        glyphs=MAPPED,
    ),
    "photograph": Print(
        tint="paper-photo",
        edge=WHITE_BORDER,
        measure=66,
        head=("blank",),
        foot=("caption-hand",),
        negative=True,
        whole=False,
    ),
    "carbon": Print(
        tint="paper-carbon",
        ink="carbon",
        accent="carbon",
        edge=TWICE,
        head=("ghost", "refs", "rule"),
        hand="paper-red",
        shift=2,
    ),
    "strip": Print(
        tint="paper-strip",
        edge=SPROCKETS,
        measure=72,
        head=("wire", "thin"),
        accent="ink",
        hand="carbon",
        whole=False,
        apart=True,
    ),
    "chart": Print(tint="paper-form", edge=GRATICULE, measure=76, head=("caption", "refs"), accent="ink", whole=False),
    "card": Print(
        tint="paper-letter",
        edge=BOX,
        measure=60,
        head=("strip", "refs", "blank"),
        table="plain",
        accent="carbon",
        whole=False,
    ),
    "slip": Print(
        tint="paper-slip", edge=DASHED, measure=46, head=("caption", "refs", "thin"), table="plain", whole=False
    ),
    "list": Print(tint="paper", head=("caption", "refs", "rule"), table="striped", accent="ink"),
    "report": Print(head=("stamped", "refs", "rule"), accent="ink", foot=("folio",)),
    "note": Print(tint="paper-slip", edge=PLAIN, measure=46, head=(), indent=0, whole=False, ink="carbon"),
}
"""Every kind that we print in a way of its own."""

ORDINARY = Print()


def printed(kind: str) -> Print:
    """How a kind is printed; an unknown one plainly."""
    return PRINTS.get(kind, ORDINARY)
