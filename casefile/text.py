"""The one sanitiser for everything foreign: packs, saves, names, guesses.

A terminal obeys what it is sent, and neither Textual nor `print` filters it. So text passes `clean` once, where
it enters the house, and is safe on every screen and in every log after that. Clean text comes back as it is.
"""

import re
import unicodedata
from functools import cache

BODY_MAX = 1 << 20
"""Code points of a body; a longer one is cut."""
BODY_LINES = 20_000
LINE_MAX = 1_000
"""Code points of a title, name or guess."""
MARKS_MAX = 8
"""Combining marks and other characters without width that one base may carry."""

_REPLACEMENT = "\ufffd"
_TAB = 4

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
_EMBEDDING = "\u202a-\u202e\u2066-\u2069"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
# No mark and no character without width is a word character, so a run too long for one base lies within such a run.
_RUN = rf"[^\w\s\x00-\x7f]{{{MARKS_MAX + 1},}}"

# All marks and characters without width lie in these ranges, and little that a paper in a Latin script needs.
_RARE = (
    "\xad\u0300-\u036f\u0483-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff"
    "\u302a-\u302f\u3099\u309a\ua66f-\U0010ffff"
)
_suspect_ascii = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_embedding = re.compile(f"[{_EMBEDDING}]")
_run = re.compile(_RUN)

_OPENERS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def clean(text: str, *, lines: bool) -> str:
    """Make foreign text safe to show and to log.

    Control characters (C0, C1, DEL), lone surrogates and the like become U+FFFD; more than eight combining marks
    on one base are dropped; what is too long is cut and ends with an ellipsis. Markup is not touched: what is
    inert as text must be shown as text. Cleaning twice changes nothing more.

    Args:
        text: Anything at all.
        lines: True for a body: line feeds stay, tabs become spaces, and bidirectional embeddings stay where they
            are balanced within their line. False for a single line (title, name, guess): line feeds and tabs
            become spaces, and every bidirectional control becomes U+FFFD.
    """
    longest = BODY_MAX if lines else LINE_MAX
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return _clean_body(text) if lines else _clean_line(text)


@cache
def _suspect() -> re.Pattern[str]:
    # One class and no alternative: that is searched several times faster, and nearly every text passes it. Compiling
    # it takes a few milliseconds, so a program that shows nothing but ASCII at first does not wait for it.
    return re.compile(f"[\t{_CONTROLS}{_RARE}]")


@cache
def _controls(*, also: str) -> re.Pattern[str]:
    return re.compile(f"[{_CONTROLS}{also}]")


def _is_suspect(text: str) -> bool:
    return (_suspect_ascii if text.isascii() else _suspect()).search(text) is not None


def _clean_line(text: str) -> str:
    if "\n" not in text and not _is_suspect(text):
        return text
    text = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    text = _controls(also=_EMBEDDING + _DIRECTION_MARKS).sub(_REPLACEMENT, text)
    return _run.sub(_thin, text)


def _clean_body(text: str) -> str:
    if text.count("\n") >= BODY_LINES:
        text = "\n".join(text.split("\n", BODY_LINES - 1)[:-1]) + "\n…"
    if not _is_suspect(text):
        return text
    text = text.replace("\r\n", "\n")
    if "\t" in text:
        text = text.expandtabs(_TAB)[:BODY_MAX]
    text = _controls(also="").sub(_REPLACEMENT, text)
    if _embedding.search(text):
        text = "\n".join(map(_straighten, text.split("\n")))
    return _run.sub(_thin, text)


def _straighten(line: str) -> str:
    """Keep a line's bidirectional embeddings only if each is closed, in order, before the line ends."""
    awaited: list[str] = []
    for control in _embedding.findall(line):
        if control in _OPENERS:
            awaited.append(_OPENERS[control])
        elif not awaited or awaited.pop() != control:
            return _embedding.sub(_REPLACEMENT, line)
    return _embedding.sub(_REPLACEMENT, line) if awaited else line


def _thin(run: re.Match[str]) -> str:
    """Drop from a run what exceeds the marks that one base may carry."""
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" or category == "Cf" else 0
        if marks <= MARKS_MAX:
            kept.append(char)
    return "".join(kept)
