"""ASCII for every glyph: a stand-in of the same width, for terminals and pipes without Unicode."""

import locale
import os
import sys
import unicodedata
from functools import lru_cache

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
    "<": "⌫⏎‹«◂◀◄←",
    ">": "⌦›»▸▶►→▷",
    "v": "▾▼▿↓",
    "^": "▴▲△↑",
    "o": "☐○◌◯◎",
    "*": "●◉★☆✱✶❋⬤",
    "@": "◐◑◒◓",
    "x": "☒✗✘×✕✖",
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

_COERCED = ("C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8")
"""What `LC_CTYPE` says under `LANG=C` when nobody but Python has set it."""


@lru_cache(4096)
def _stand_in(glyph: str) -> str:
    if plain := _TABLE.get(ord(glyph)):
        return plain
    base = unicodedata.normalize("NFKD", glyph)[0]
    return base if base.isascii() and base.isprintable() else "?" * cells(glyph)


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def to_ascii(text: str) -> str:
    """Replace everything outside ASCII by something of the same width."""
    return text if text.isascii() else "".join(c if c.isascii() else _stand_in(c) for c in text)


def stand_in(fault: UnicodeError) -> tuple[str | bytes, int]:
    """An error handler for `codecs`: only what a stream's encoding has not got is replaced."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return to_ascii(fault.object[fault.start : fault.end]), fault.end


def speaks_utf8() -> bool:
    """Whether the terminal was told to.

    Python itself speaks UTF-8 under `LC_ALL=C` and `LANG=C` too, and for the latter says so in `LC_CTYPE`; the terminal
    does not.
    """
    told = os.environ.get
    if not told("LC_ALL") and told("LANG") in ("C", "POSIX") and told("LC_CTYPE", "C.UTF-8") in _COERCED:
        return False
    name = (
        told("LC_ALL") or getattr(sys.__stdout__, "encoding", None) or locale.getpreferredencoding(do_setlocale=False)
    )
    return "utf" in name.lower()
