"""Style sheets that are read once for all desks of a process.

Every Textual app parses all of its style sheets for itself, with the first frame and again with each new screen: a
fifth of the work of coming in, during which everybody else waits. What comes of a sheet depends on its text and on the
colours of the theme alone, and nobody changes it afterwards.
"""

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_READ: dict[tuple[Any, ...], list[RuleSet]] = {}
MOST = 2_000
"""Sheets that are kept: some hundred for each theme that somebody has chosen."""

_read = Stylesheet._parse_rules


def _once(self: Stylesheet, css: str, *rest: Any, **named: Any) -> list[RuleSet]:
    key = (css, *rest, *named.items(), *self._variables.items())
    if key not in _READ:
        if len(_READ) >= MOST:
            _READ.clear()
        _READ[key] = _read(self, css, *rest, **named)
    return _READ[key]


def share() -> None:
    """Have all apps of this process read their style sheets once between them."""
    Stylesheet._parse_rules = _once  # type: ignore[method-assign]
