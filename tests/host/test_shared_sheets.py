"""A hundred desks read their style sheets once between them."""

from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet

from casefile.host.apps import shared_sheets


def test_a_sheet_is_read_once_for_all_and_anew_for_other_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reads(_sheet: Stylesheet, css: str, *_: Any, **__: Any) -> list[Any]:
        read.append(css)
        return []

    monkeypatch.setattr(Stylesheet, "_parse_rules", Stylesheet._parse_rules)  # put back afterwards
    monkeypatch.setattr(shared_sheets, "_read", reads)
    monkeypatch.setattr(shared_sheets, "_READ", {})
    shared_sheets.share()
    ours, theirs, night = (Stylesheet(variables={"ground": colour}) for colour in ("red", "red", "black"))
    for sheet in (ours, theirs, night, night):
        sheet._parse_rules("Static { color: $ground }", ("", ""))
    assert len(read) == 2


def test_what_is_kept_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_sheets, "_read", lambda *_, **__: [])
    monkeypatch.setattr(shared_sheets, "_READ", {})
    monkeypatch.setattr(shared_sheets, "MOST", 10)
    for number in range(100):
        shared_sheets._once(Stylesheet(variables={}), f"/* {number} */", ("", ""))
    assert len(shared_sheets._READ) <= 10
