"""Setting papers: pure, so tested without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.desk.paper.kinds import PRINTS, printed
from casefile.desk.paper.layout import Line, lay, needed, roomy
from casefile.desk.paper.tables import SCREENFUL, table
from casefile.desk.paper.wrap import justify, wrap
from casefile.desk.spans import Span, cells
from casefile.session.paper import parse
from casefile.session.views import Page, Shape

TEXT = """# Metropolitan Police
# Statement of witness

I was driving the lead car; we had the *green wave* as far as the **bridge**, and I remember it.

It goes to [[mark who]] and to [[black 9]] and to nobody in a car.

> exhibit EM/2 — see roster

Q. And had they?
A. No reply.

- one
- two

|name|out|remark|
|-|-|-|
|Abernethy|18.02|a remark that is long enough to be broken into several lines of a narrow column|
|Castellane|19.10||

```figure a road
---+------>  depot
```

---

>> at the right
>> twice

## Later

-- E. Marlow, Sgt
"""


def page(kind: str = "statement", text: str = TEXT, lifts: dict[str, str] | None = None) -> Page:
    return Page(
        id="x", title="Escort statements", kind=kind, ref="ESC/44/3", date="4 May", marking="SECRET", folder="a",
        blocks=parse(text, lifts or {}, "Ann"),
    )  # fmt: skip


def flat(laid: object) -> str:
    return "\n".join("".join(span.text for span in line.spans) for line in laid.lines)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [*PRINTS, "no-such-kind"])
@pytest.mark.parametrize("room", [50, 58, 79, 126])
def test_every_line_of_a_sheet_is_exactly_as_wide_as_the_sheet(kind: str, room: int) -> None:
    laid = lay(page(kind), room)
    assert {cells(line.spans) for line in laid.lines} == {laid.width}
    assert laid.width <= room


@pytest.mark.parametrize("kind", PRINTS)
def test_every_word_of_a_paper_is_on_its_sheet(kind: str) -> None:
    text = flat(lay(page(kind), 79)).upper()
    for word in ("DRIVING", "BRIDGE", "EXHIBIT", "REPLY", "ABERNETHY", "DEPOT", "TWICE", "LATER", "MARLOW"):
        assert word in text


def test_the_kinds_that_a_player_must_tell_apart_differ_in_ground_edge_or_head() -> None:
    known = ("statement", "minute", "log", "register", "cutting", "letter", "form", "map", "photograph", "carbon",
             "strip", "roster", "slip")  # fmt: skip
    looks = {(printed(kind).tint, printed(kind).edge, printed(kind).head) for kind in known}
    assert len(looks) == len(known)


def test_an_unknown_kind_prints_plainly_with_title_and_reference() -> None:
    text = flat(lay(page("holograph", "Words."), 60))
    assert "Escort statements" in text
    assert "ESC/44/3" in text


def test_a_paper_that_prints_its_own_head_does_not_print_its_title_too() -> None:
    text = flat(lay(page(), 60))
    assert "METROPOLITAN POLICE" in text
    assert "ESCORT STATEMENTS" not in text.upper()


@pytest.mark.parametrize("kind", PRINTS)
def test_a_figure_of_76_columns_is_never_cut_on_a_screen_of_80(kind: str) -> None:
    wide = "|" + "=" * 74 + "|"
    drawn = page(kind, f"```figure\n{wide}\n```")
    assert wide in flat(lay(drawn, 79))
    assert needed(drawn) >= 76


def test_a_place_to_be_lifted_is_told_from_what_was_blacked_for_good() -> None:
    spans = [span for line in lay(page(), 79).lines for span in line.spans]
    bar = next(span for span in spans if span.mark == "who")
    black = next(span for span in spans if span.ink == "black")
    assert set(bar.text) != set(black.text)
    assert len(black.text) == 9


def test_a_bar_is_as_wide_whatever_it_hides_and_gives_way_to_its_lift() -> None:
    spans = [span for line in lay(page(lifts={"who": "the *Deputy* Director"}), 79).lines for span in line.spans]
    lifted = [span for span in spans if span.mark == "who"]
    assert " ".join(span.text.strip() for span in lifted) == "the Deputy Director"
    assert {span.ground for span in lifted} == {"lift"}


@pytest.mark.parametrize("kind", ["statement", "letter", "cutting", "register"])
def test_a_place_in_a_paper_is_the_same_place_at_another_width(kind: str) -> None:
    narrow, broad = lay(page(kind), 40), lay(page(kind), 100)
    for row, line in enumerate(narrow.lines):
        if line.block >= 0 and line.step == 0:
            again = broad.line_of(*narrow.anchor(row))
            assert broad.lines[again].block == line.block or broad.look.columns > 1


def test_short_articles_of_a_cutting_stand_in_two_columns() -> None:
    story = "A convoy of three cars took a wrong turning in south London last night and lost what it carried. " * 3
    lines = flat(lay(page("cutting", f"# WALKS AWAY\n\n{story}"), 70)).splitlines()
    assert sum(" │ " in line for line in lines) >= 3


def test_an_article_that_would_have_to_be_scrolled_back_stands_in_one_column() -> None:
    story = "\n\n".join(["A convoy of three cars took a wrong turning in south London last night."] * 40)
    assert " │ " not in flat(lay(page("cutting", f"# WALKS AWAY\n\n{story}"), 70))


def test_markup_and_brackets_in_a_paper_are_printed_as_they_are() -> None:
    nasty = "[@click=app.quit]read me[/] [/] [bold red]x[/bold red] \\[b]"
    assert "[@click=app.quit]read me[/] [/] [bold red]x[/bold red]" in flat(lay(page("log", nasty), 100))


words = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Zs", "Cc", "Cs", "Mn", "Cf", "Zl", "Zp")), min_size=1, max_size=30), max_size=30)  # fmt: skip  # noqa: E501


@given(words, st.integers(4, 80))
def test_breaking_lines_loses_nothing_and_keeps_to_the_width(many: list[str], width: int) -> None:
    lines = wrap([Span(" ".join(many))], width)
    assert "".join(span.text for line in lines for span in line).replace(" ", "") == "".join(many).replace(" ", "")
    assert all(cells(line) <= width for line in lines)


def test_a_justified_line_ends_at_the_margin() -> None:
    assert cells(justify([Span("one two three four five")], 25)) == 25


def test_all_shapes_are_drawn_on_every_kind_of_paper() -> None:
    assert {block.shape for block in page().blocks} == set(Shape)


def test_the_bars_of_a_strip_are_set_apart_and_what_follows_keeps_its_column() -> None:
    rows = ["21.46.14    ▇▇▇           66", "21.46.36    ▇▂            65", "21.46.53                  62"]
    drawn = page("strip", "```figure bars\n" + "\n".join(rows) + "\n```")
    lines = [line for line in flat(lay(drawn, 79)).splitlines() if "21.46" in line]
    assert "▇ ▇ ▇ " in lines[0]
    assert lines[0].index("66") == lines[1].index("65") == lines[2].index("62")


def test_a_table_is_broken_between_words_as_long_as_there_is_room_for_words() -> None:
    roster = "|name|place|remark|\n|-|-|-|\n|Castellane|reading-room|" + "a remark " * 12 + "|"
    drawn = page("register", roster)
    text = flat(lay(drawn, needed(drawn)))
    assert "Castellane" in text
    assert "reading-room" in text


MAP = "The city.\n\n```figure a river\na ≈≈\n```\n```figure-wide\n" + "a Opera ".ljust(140, "≈") + "\n```\n"


def register(kind: str, remarks: list[str]) -> list[str]:
    """A table of numbered remarks as it is drawn, a string a line."""
    head = [[Span("no")], [Span("remark")]]
    rows = [[[Span(f"{number}.")], [Span(remark)]] for number, remark in enumerate(remarks, 1)]
    return ["".join(span.text for span in line) for line in table([head, *rows], printed(kind), 60)]


@pytest.mark.parametrize("kind", ["register", "form"])
def test_a_table_that_fills_more_than_a_screen_takes_one_line_a_row(kind: str) -> None:
    short, long = register(kind, ["seen"] * SCREENFUL), register(kind, ["seen"] * (SCREENFUL + 1))
    assert sum("┼" in line for line in short) == SCREENFUL - 1 + (kind == "form")
    assert sum("┼" in line or "╪" in line for line in long) == 1


@pytest.mark.parametrize("kind", ["register", "form"])
def test_in_a_long_table_a_row_of_several_lines_is_ruled_off(kind: str) -> None:
    drawn = register(kind, [*["seen"] * 4, "seen again " * 9, *["seen"] * SCREENFUL])
    row, after = (next(at for at, line in enumerate(drawn) if number in line) for number in ("5.", "6."))
    assert after - row > 2
    assert "┼" in drawn[row - 1]
    assert "┼" in drawn[after - 1]
    assert "┼" not in drawn[row - 3] + drawn[after + 1]


def test_a_wide_figure_is_drawn_where_it_fits_and_the_text_beside_it_keeps_its_measure() -> None:
    sheet = page("map", MAP)
    wide = roomy(sheet)
    assert "Opera" not in flat(lay(sheet, wide - 1))
    assert lay(sheet, wide - 1).width <= 80
    laid = lay(sheet, wide)
    assert "a Opera" in flat(laid)
    assert laid.width == wide
    assert roomy(page("map", "```figure x\nx\n```")) == 0
    long = lay(page("map", MAP.replace("The city.", "word " * 60)), wide)
    said = ["".join(span.text for span in line.spans).strip("│├┤ ") for line in long.lines if line.block == 0]
    assert 1 < max(map(len, said)) <= 76


def test_a_map_has_blue_water_red_masts_and_landmarks_that_stand_out() -> None:
    text = "```figure x\n7 p │ ▲1 q Hall ≈≈ A l t ≈≈ St Olave's s\n```"
    line = hall("map", text)
    spans = {span.text.strip(): span for span in line.spans}
    river = spans["≈≈ A l t ≈≈"]
    assert {span.text for span in line.spans if span.bold} == {"p", "q", "s"}
    assert (spans["▲"].ink, river.ink, river.ground) == ("paper-red", "carbon", "paper-carbon")
    assert not any(span.bold or span.ground for span in hall("chart", text).spans)


def hall(kind: str, text: str) -> Line:
    (line,) = (line for line in lay(page(kind, text), 78).lines if any("Hall" in span.text for span in line.spans))
    return line
