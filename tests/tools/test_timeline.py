"""The timeline: clocks put right, people sorted, the minutes between; and people by hours."""

import pytest

from casefile.errors import Refusal
from casefile.tools import TOOLS

LOG = """|Clock|Door|Pass|
|-|-|-|
|20.00|P|11|
|20.08|Q|11|
|20.30|Q|12|
|20.32|P|12|
|21.05|R|11|"""


def ask(clocks: str = "", entries: str = LOG) -> list[str]:
    return TOOLS["timeline"].run({"entries": entries, "clocks": clocks}).splitlines()


def test_everybody_has_a_line_in_the_order_of_the_clocks_with_the_minutes_between() -> None:
    assert ask() == [
        "5 entries, 2 people, 3 places; 0 clocks put right.",
        "",
        "11  P 20.00  +8 Q 20.08  +57 R 21.05",
        "12  Q 20.30  +2 P 20.32",
    ]


@pytest.mark.parametrize("clocks", ["Q -5", "q −5 min", "Q –5; P 0", "Q  -5 minutes\nR +0"])
def test_minutes_are_added_to_the_clock_of_a_place(clocks: str) -> None:
    assert ask(clocks)[2:] == ["11  P 20.00  +3 Q 20.03  +62 R 21.05", "12  Q 20.25  +7 P 20.32"]
    assert ask(clocks)[0].endswith("1 clock put right.")


def test_a_clock_put_right_may_change_the_order() -> None:
    assert ask("P -3")[3] == "12  P 20.29  +1 Q 20.30"


def test_corrections_with_a_sign_or_without_are_the_same() -> None:
    assert ask("Q 5") == ask("Q +5")
    assert "Q 20.13" in ask("Q 5")[2]


def test_a_table_may_have_its_clock_anywhere_and_more_columns_and_words_around_it() -> None:
    text = "The night of the 4th.\n\n1  20.00  P  11  ann\n2  20.08  Q  11  ann\n\nEnd, at nine."
    assert ask(entries=text)[2:] == ["11  P 20.00  +8 Q 20.08"]
    assert ask(entries="P  11  20.00\nQ  11  20.08")[2:] == ["11  P 20.00  +8 Q 20.08"]


def test_a_table_as_the_line_mode_prints_it_is_read_too() -> None:
    printed = "Clock | Door       | Who\n------+------------+----\n20.00 | Front hall | Ann\n20.10 | Roof | Ann"
    assert ask("front hall -2", printed)[2:] == ["Ann  Front hall 19.58  +12 Roof 20.10"]


def test_people_stand_in_the_order_of_their_numbers_or_names() -> None:
    text = "20.00  P  9\n20.01  P  112\n20.02  P  bob\n20.03  P  Ann"
    assert [line.split()[0] for line in ask(entries=text)[2:]] == ["9", "112", "Ann", "bob"]


def test_a_night_goes_over_midnight_and_a_day_does_not() -> None:
    assert ask(entries="00.04  Q  11\n23.58  P  11")[2] == "11  P 23.58  +6 Q 00.04"
    assert ask(entries="00.04  Q  11\n12.00  P  11\n23.58  P  11")[2] == "11  Q 00.04  +716 P 12.00  +718 P 23.58"
    assert ask("Q -5", entries="00.04  Q  11\n23.58  P  11")[2] == "11  P 23.58  +1 Q 23.59"


def test_a_long_line_goes_on_under_its_places() -> None:
    text = "\n".join(f"{hour:02d}.00  Boiler room {hour}  11" for hour in range(8, 14))
    lines = ask(entries=text)[2:]
    assert len(lines) == 3
    assert lines[1].startswith("    +60 Boiler room")


def test_the_grid_has_people_by_hours() -> None:
    assert ask("Q -5; every 10")[2:] == [
        "    20.00   20.20   20.40   21.00",
        "11  P Q ·   ·   ·   ·   ·   R",
        "12  ·   ·   Q   P   ·   ·   ·",
    ]


def test_a_grid_that_is_too_wide_is_refused() -> None:
    with pytest.raises(Refusal, match="longer spells"):
        ask("every 1")


@pytest.mark.parametrize("clocks", ["fast", "S -3", "Q", "Q three"])
def test_what_is_not_understood_is_said_with_the_places_that_there_are(clocks: str) -> None:
    with pytest.raises(Refusal, match="such as A -3; there are: P, Q, R"):
        ask(clocks)


def test_a_text_without_clocks_is_no_table() -> None:
    with pytest.raises(Refusal, match="a clock, a place and who"):
        ask(entries="a  b  c\n20.00  P")
