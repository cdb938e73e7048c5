"""The card index: any table, kept, sorted, counted, and looked at minute by minute."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS

LIST = """|Hour|From|To|Seconds|
|-|-|-|-|
|09.00|11|22|40|
|09.01|33|44|5|
|09.02|55|66|110|
|09.30|11|22|61|
|09.32|33|44|4|
|09.38|77|44|8|
|10.10|22|11|9|"""


def ask(question: str, records: str = LIST) -> list[str]:
    return TOOLS["calls"].run({"records": records, "ask": question}).splitlines()


def rows(question: str, records: str = LIST) -> list[list[str]]:
    return [line.split() for line in ask(question, records)[3:]]


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("", "09.00 09.01 09.02 09.30 09.32 09.38 10.10"),
        ("only 11", "09.00 09.02 09.30 10.10"),
        ("only from 11", "09.00 09.30"),
        ("only FROM 11 To 22", "09.00 09.30"),
        ("only 77 44", "09.38"),
        ("without to 44", "09.00 09.02 09.30 10.10"),
        ("only seconds < 9", "09.01 09.32 09.38"),
        ("only seconds > 40; only from 11", "09.30"),
        ("sort seconds", "09.32 09.01 09.38 10.10 09.00 09.30 09.02"),
        ("sort seconds down; only to 44", "09.38 09.01 09.32"),
        ("only column 2 33", "09.01 09.32"),
        ("only nobody", ""),
    ],
)
def test_rows_are_kept_and_sorted_as_one_asks(question: str, hours: str) -> None:
    assert [row[0] for row in rows(question)] == hours.split()


def test_rows_are_counted_by_one_column_or_two() -> None:
    assert rows("count to")[0] == ["3", "44"]
    assert rows("count from to")[:2] == [["2", "11", "22"], ["2", "33", "44"]]
    assert ask("count from to")[0] == "7 rows, 5 of them different."


def test_what_comes_soon_after_is_counted_by_how_many_it_comes_after() -> None:
    assert ask("after 3 from 11 to 22")[0] == "2 rows have from 11 to 22. Within 3 minutes after them:"
    assert rows("after 3 from 11 to 22") == [["2", "of", "2", "33", "44"], ["1", "of", "2", "55", "66"]]
    assert ["1", "of", "2", "77", "44"] in rows("after 8 minutes from 11 to 22")
    assert rows("before 2 33 44") == [["2", "of", "2", "11", "22"]]


def test_a_night_goes_over_midnight() -> None:
    night = "23.59  11  22\n00.01  33  44\n00.09  33  44"
    assert rows("after 3 11", night) == [["1", "of", "1", "33", "44"]]


def test_a_table_without_a_head_has_numbered_columns_and_words_around_it_do_no_harm() -> None:
    text = "The list of that night, as it was sent up.\n\n21.00  alpha  beta\n21.05  gamma  beta\n\nEnd."
    assert ask("count column 3", text)[3].split() == ["2", "beta"]


def test_a_table_as_the_line_mode_prints_it_is_read_too() -> None:
    printed = "Hour  | From | To\n------+------+---\n09.00 | 11   | 22\n09.05 | 33   | 22"
    assert rows("only from 33", printed) == [["09.05", "33", "22"]]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("sort colour", "no column “colour”; there are: Hour, From, To, Seconds"),
        ("count", "Say only, without"),
        ("count from colour", "no column “colour”"),
        ("find 11", "Say only, without"),
        ("after 11", "within how many minutes"),
        ("only from", "what is to stand under “From”"),
    ],
)
def test_what_is_not_understood_is_said(question: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        ask(question)


def test_minutes_want_a_column_of_clocks() -> None:
    with pytest.raises(Refusal, match="no column of clocks"):
        ask("after 3 a", "a  b\nc  d\ne  f")
