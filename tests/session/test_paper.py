from casefile.session.paper import BAR, BLACK, Mark, marks, parse
from casefile.session.views import Block, Run, Shape, Style


def shapes(text: str) -> list[tuple[Shape, str]]:
    return [(block.shape, block.text) for block in parse(text)]


def test_lines_of_a_paragraph_are_joined_and_a_blank_line_parts_two() -> None:
    assert shapes("one\ntwo\n\nthree") == [(Shape.PARAGRAPH, "one two"), (Shape.PARAGRAPH, "three")]


def test_each_prefix_begins_a_block_of_its_own_shape() -> None:
    text = "# Head\n## Lower\n---\n> by hand\n> twice\n- item\n- item two\ngoes on\n"
    text += "Q. Where?\nA. There.\n>> right\n>> below\n-- sign"
    assert shapes(text) == [
        (Shape.HEAD, "Head"),
        (Shape.HEAD, "Lower"),
        (Shape.RULE, ""),
        (Shape.ASIDE, "by hand twice"),
        (Shape.LIST, "item"),
        (Shape.LIST, "item two goes on"),
        (Shape.QUESTION, "Where?"),
        (Shape.ANSWER, "There."),
        (Shape.RIGHT, "right\nbelow"),
        (Shape.SIGNATURE, "sign"),
    ]
    assert [block.level for block in parse(text)[:2]] == [1, 2]


def test_a_table_has_its_head_first_and_no_rule_line() -> None:
    (block,) = parse("| gate | hour |\n|------|------|\n| north | 21\\|47 |")
    assert block.shape is Shape.TABLE
    assert [["".join(run.text for run in cell) for cell in row] for row in block.rows] == [
        ["gate", "hour"],
        ["north", "21|47"],
    ]


def test_an_empty_cell_keeps_its_column() -> None:
    (block,) = parse("|a|b|c|\n|1||3|")
    assert block.rows[1] == ((Run("1"),), (), (Run("3"),))


def test_a_figure_keeps_its_lines_and_its_words() -> None:
    (block,) = parse("```figure a crossing, seen from above\n  |  |\n\n--+  +--  **no bold**\n```")
    assert block.lines == ("  |  |", "", "--+  +--  **no bold**")
    assert block.alt == "a crossing, seen from above"


def test_bold_and_italic_are_runs_and_a_lonely_star_is_a_star() -> None:
    (block,) = parse(r"a **b *c* x** d *e* 2 * 3 * 4 \*f\*")
    assert block.runs[1] == Run("b ", Style.BOLD)
    assert Run("e", Style.ITALIC) in block.runs
    assert block.text.endswith("2 * 3 * 4 *f*")


def test_a_mark_is_one_bar_of_fixed_width_until_its_lift_is_held() -> None:
    (shut,) = parse("goes to [[mark who]] only")
    assert shut.runs[1] == Run(BAR, Style.BAR, "who")
    (held,) = parse("goes to [[mark who]] only", {"who": "Probert and **nobody** else"})
    assert held.text == "goes to Probert and nobody else only"
    assert held.runs[1] == Run("Probert and ", Style.LIFTED, "who")
    assert held.runs[2] == Run("nobody", Style.BOLD, "who")


def test_a_hidden_mark_shows_nothing_not_even_its_block() -> None:
    assert parse("[[hidden later]]\n\n- [[hidden item]]\n\nText.") == parse("Text.")
    (held, _) = parse("[[hidden later]]\n\nText.", {"later": "Erratum."})
    assert held == Block(Shape.PARAGRAPH, (Run("Erratum.", Style.LIFTED, "later"),))


def test_a_lift_alone_in_its_block_may_be_several_blocks() -> None:
    blocks = parse("[[mark more]]", {"more": "# A\n\nB\n\n|c|d|\n|1|2|"})
    assert [block.shape for block in blocks] == [Shape.HEAD, Shape.PARAGRAPH, Shape.TABLE]
    assert all(run.mark == "more" for run in blocks[1].runs)


def test_a_lift_that_holds_its_own_mark_ends_in_a_bar() -> None:
    assert parse("[[mark a]]", {"a": "x [[mark a]]"})[0].text == f"x {BAR}"
    assert parse("y [[mark a]]", {"a": "[[mark b]]", "b": "[[mark a]]"})[0].text == f"y {BAR}"


def test_blacked_cells_have_their_width_and_a_limit() -> None:
    assert parse("a [[black 5]] b")[0].runs[1] == Run(BLACK * 5, Style.BLACK)
    assert len(parse("[[black 99999999999]]")[0].text) == 76


def test_marks_work_inside_figures_and_tables() -> None:
    figure = "```figure words\nA [[mark x]] B [[black 3]]\n[[mark y]]\n[[hidden z]]\n```"
    assert parse(figure)[0].lines == (f"A {BAR} B {BLACK * 3}", BAR)
    lifted = parse(figure, {"x": "1", "y": "two\nlines", "z": "z"})[0]
    assert lifted.lines == (f"A 1 B {BLACK * 3}", "two", "lines", "z")
    assert parse("|a|\n|[[mark x]]|", {"x": "1"})[0].rows[1] == ((Run("1", Style.LIFTED, "x"),),)


def test_the_name_of_the_player_is_never_markup() -> None:
    (block,) = parse("Dear [[player]],", {}, "**Bob** [[mark x]]")
    assert block.runs == (Run("Dear **Bob** [[mark x]],"),)


def test_what_is_not_markup_is_text() -> None:
    assert parse("[[mark]] [[other x]] [b]x[/b] [[black x]]")[0].text == "[[mark]] [[other x]] [b]x[/b] [[black x]]"


def test_all_marks_of_a_text_are_listed_in_order() -> None:
    assert marks("[[mark a]] x\n```figure f\n[[hidden b]]\n```") == (Mark("a", hidden=False), Mark("b", hidden=True))


def test_an_unclosed_figure_ends_with_the_paper() -> None:
    assert parse("```figure f\nx")[0].lines == ("x",)


def test_a_text_of_nothing_but_stars_does_not_hang_the_desk() -> None:
    text = "*a " * 30_000 + "**" * 30_000
    assert parse(text)[0].text.startswith("*a *a")


def test_a_wide_figure_goes_with_the_figure_before_it() -> None:
    small, large = "```figure a road\n-->\n```", "```figure-wide\n------>\n```"
    (block,) = parse(f"{small}\n{large}")
    assert (block.lines, block.wide, block.alt) == (("-->",), ("------>",), "a road")
    assert block.text == "-->"
    words, alone = parse(f"Words.\n\n{large}")
    assert (words.text, alone.lines, alone.wide) == ("Words.", ("------>",), ())
    assert len(parse(f"{small}\n\nWords.\n\n{large}")) == 3


def test_a_lift_comes_into_both_forms_of_a_figure() -> None:
    text = "```figure a road\n[[mark a]]\n```\n```figure-wide\n[[mark a]]\n```"
    (block,) = parse(text, {"a": "->"})
    assert block.lines == block.wide == ("->",)
