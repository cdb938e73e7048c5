"""A paper in plain lines."""

import pytest

from casefile.desk.plain.page import Sheet, columns, print_page
from casefile.session import paper
from casefile.session.views import Page

REGISTER = "|Name|Place|In|Out|\n|-|-|-|-|\n|Probert|canteen|18.50|19.10|\n|Tregear||18.40|18.55|"


def page(text: str) -> Page:
    return Page("log", "Net log", "log", "ESC/44/1", "3 May", "SECRET", "convoy", paper.parse(text, {}, "Ann"))


def printed(text: str, **how: object) -> str:
    return "\n".join(print_page(page(text), Sheet(**how)))  # type: ignore[arg-type]


def test_a_paper_begins_with_its_title_and_its_particulars_in_one_line() -> None:
    assert print_page(page("Nothing."), Sheet())[:2] == ["Net log", "log · ESC/44/1 · 3 May · SECRET"]


def test_a_mark_that_waits_is_said_in_a_word_and_a_black_with_its_width() -> None:
    assert printed("Goes to [[mark who]] and [[black 7]].").endswith("Goes to [shut] and [black: 7].")


def test_a_black_is_never_broken_over_two_lines() -> None:
    assert "[black: 12]" in printed("word " * 13 + "[[black 12]] end", width=72)


def test_prose_is_wrapped_to_the_width_and_a_long_word_left_whole() -> None:
    lines = printed("a " * 60 + "x" * 50, width=40).splitlines()[2:]
    assert lines[-1] == "x" * 50
    assert max(map(len, lines[:-1])) <= 40


def test_a_table_keeps_its_columns_and_its_empty_cells() -> None:
    lines = printed(REGISTER).splitlines()
    assert lines[3:] == [
        "Name    | Place   | In    | Out",
        "--------+---------+-------+------",
        "Probert | canteen | 18.50 | 19.10",
        "Tregear |         | 18.40 | 18.55",
    ]


def test_for_the_ear_a_table_says_each_cell_with_its_head() -> None:
    assert printed(REGISTER, figures=False).splitlines()[3] == "- Name: Probert; Place: canteen; In: 18.50; Out: 19.10."


def test_on_a_terminal_a_table_that_is_too_wide_is_folded_and_in_a_pipe_its_rows_stay_whole() -> None:
    rows = [("Name", "Remarks"), ("Probert", "turned the racing page face down on my desk")]
    assert max(map(len, columns(rows, Sheet(width=30, folds=True)))) <= 30
    assert len(columns(rows, Sheet(width=30))) == 3


@pytest.mark.parametrize(("figures", "drawn"), [(True, True), (False, False)])
def test_a_figure_is_followed_by_its_words_or_said_in_words_alone(figures: bool, drawn: bool) -> None:
    text = printed("```figure two short bars\n  ▂▂   62\n```", figures=figures)
    assert ("[Figure: two short bars]" if drawn else "[Figure]\n- two short bars") in text
    assert ("▂▂" in text) is drawn


def test_a_figure_without_words_is_drawn_even_for_the_ear() -> None:
    assert "▂▂" in printed("```figure\n▂▂\n```", figures=False)


def test_a_list_a_signature_and_an_aside_are_told_by_words_and_signs() -> None:
    text = printed("- one\n- two\n\n> Corrected. E.M.\n\n-- H. Pearce")
    assert text.endswith("- one\n- two\n\n    [by hand: Corrected. E.M.]\n\n(signed) H. Pearce")
