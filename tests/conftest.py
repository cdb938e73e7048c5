"""Every desk in the tests is drawn by the same style sheets: each is read once for all of them."""

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_READ: dict[tuple[Any, ...], list[RuleSet]] = {}


@pytest.fixture(scope="session", autouse=True)
def sheets() -> None:
    read = Stylesheet._parse_rules

    def once(self: Stylesheet, css: str, *rest: Any, **named: Any) -> list[RuleSet]:
        key = (css, *rest, *named.items(), *self._variables.items())
        if key not in _READ:
            _READ[key] = read(self, css, *rest, **named)
        return _READ[key]

    Stylesheet._parse_rules = once  # type: ignore[method-assign]
