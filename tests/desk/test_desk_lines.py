"""Lines that have to fit: what is cut says so, and nothing else does."""

import pytest

from casefile.desk.questions import strip
from casefile.desk.spans import Span, cells, cut
from casefile.session.views import ChoiceView, LineView, QuestionView


def text(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


@pytest.mark.parametrize(
    ("pieces", "width", "left"),
    [
        (("twelve cells",), 12, "twelve cells"),
        (("twelve cells",), 11, "twelve cel…"),
        (("twelve cells",), 8, "twelve…"),
        (("twelve ", "cells"), 7, "twelve…"),
        (("twelve", "cells"), 6, "twelv…"),
        (("twelve", "   "), 6, "twelve"),
        (("twelve",), 1, "…"),
        (("twelve",), 0, ""),
    ],
)
def test_a_line_that_is_cut_ends_in_a_sign_behind_a_word(pieces: tuple[str, ...], width: int, left: str) -> None:
    assert text(cut([Span(piece) for piece in pieces], width)) == left


def asked(**lines: str) -> list[QuestionView]:
    choices = tuple(ChoiceView(initial, initial, initial, "", "", "", "") for initial in "ACFLNOPT")
    return [
        QuestionView("mole", "Who is the mole?", "", choices, ()),
        QuestionView("london", "London", "", (), tuple(LineView(name, name, text) for name, text in lines.items())),
    ]


def test_the_strip_says_no_word_twice_and_shares_its_room() -> None:
    line = text(strip(asked(where="Where it would be missed, says Harry.", when="Soon, and at night.", how=""), 118))
    assert "where Where" not in line
    assert "  Where it would be missed,…  when Soon, and at night.  how ░░" in line


def test_where_the_strip_has_little_room_the_title_makes_way_for_what_is_known() -> None:
    line = strip(asked(where="Where it would be missed.", when="Soon, and at night.", how="On foot."), 78)
    assert "Where it w…  when Soon, and…  how On foot." in text(line)
    assert "MOLE" not in text(line)
    assert cells(line) <= 78
