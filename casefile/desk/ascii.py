"""A screen without Unicode: every glyph has a stand-in of the same width."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ROWS = {
    "-": "─━┄┅┈┉╌╍╴╶╸╺‐‑‒–—―−▔¯",
    "=": "═",
    "|": "│┃┆┇┊┋╎╏║▏▕▌▐╽╿╵╷╹╻",
    "+": "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼╋╔╗╚╝╠╣╦╩╬╒╕╘╛╭╮╯╰╪╫✚▪◆◇",
    "#": "█▓▊▉▋■◼▰",
    ":": "░▒┇⋮⁞∶",
    ".": "·•∙▂…․◦▗▖",
    "_": "‗",
    "'": "‘’‚′ʹˈ▀▝▘",
    '"': "“”„″",
    "<": "‹«◂◀◄←",
    ">": "›»▸▶►→▷",
    "v": "▾▼▿↓",
    "^": "▴▲△↑",
    "o": "○◌◯◎",
    "*": "●◉★☆✱✶❋⬤",
    "@": "◐◑◒◓",
    "x": "✗✘×✕✖",
    "V": "✓✔√",
    "/": "╱⁄⟋◢◤▟▛",
    "\\": "╲⟍◣◥▙▜",
    "1": "▁",
    "3": "▃",
    "4": "▄",
    "5": "▅",
    "6": "▆",
    "X": "╳",
    "~": "≈∼〜∿",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u202f",
    "?": "\ufffd",
    "L": "£",
    "E": "€",
    "S": "§",
    "P": "¶",
    "d": "°",
    "n": "№",
    "&": "＆",
}
_TABLE = {ord(glyph): plain for plain, glyphs in _ROWS.items() for glyph in glyphs} | {ord("▇"): "-"}
# Bars of a recorder: ▂ and ▇ become the dots and dashes that they stand for, others say their height.


@lru_cache(4096)
def _stand_in(glyph: str) -> str:
    if plain := _TABLE.get(ord(glyph)):
        return plain
    base = unicodedata.normalize("NFKD", glyph)[0]
    return base if base.isascii() and base.isprintable() else "?" * cell_len(glyph)


def to_ascii(text: str) -> str:
    """Replace everything outside ASCII by something of the same width."""
    return text if text.isascii() else "".join(c if c.isascii() else _stand_in(c) for c in text)


class Ascii(LineFilter):
    """Lies over every line that the app draws: borders, scrollbars and foreign text alike."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  the base's signature
        """Replace the text of a line."""
        return [Segment(to_ascii(text), style, control) for text, style, control in segments]
