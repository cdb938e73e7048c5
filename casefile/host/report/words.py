"""How a report writes what it has: foreign text made harmless, times, counts."""

import time
from html import escape

from casefile.text import clean


def safe(text: str) -> str:
    """Foreign text as it may stand in a page, within an attribute too."""
    return escape(clean(text, lines=False))


def short(text: str, most: int) -> str:
    """A text that is cut where it is too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def minutes(seconds: float) -> str:
    """A length of time: `42 min`, `1 h 05`."""
    whole = round(max(0.0, seconds) / 60)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02d}"


def hour(at: float) -> str:
    """An hour of the evening, where the report is made."""
    return _moment("%H.%M", at)


def day(at: float) -> str:
    """A day."""
    return _moment("%Y-%m-%d", at)


def _moment(form: str, at: float) -> str:
    try:
        return time.strftime(form, time.localtime(at))
    except (OverflowError, ValueError, OSError):  # an edited save may claim any date
        return "?"


def count(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else more}"
