"""Leaks, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit
from tests.check.faults_logic import other_kind

CASE, LETTER, STATEMENTS = "case.toml", "docs/day/letter.md", "docs/day/statements.md"
P2 = "puzzles/p2/puzzle.toml"
GONE = "A barometer is gone."
OTHERS = "world.suspects|rejectattr('id', 'equalto', world.mole)"
BY_ROLL = "world.suspects %}"
WHOLE = "{{ world.maker.name }}, {{ world.room.name }}, {{ world.refuge.name }}, {{ world.hour.name }}"
MORSE = 'phrase = "{bird} IS GONE"\nstart = "12.00"\nwords = { bird = ["KESTREL", "PLOVER", "GANNET"] }\n'


def _strip(root: Path, said: str) -> None:
    """A strip in Morse for the third puzzle, and a slip of the tongue in the letter."""
    other_kind(root, "morse", MORSE)
    edit(LETTER, GONE, f"{GONE} {said}")(root)


def a_strip_that_is_read_out(root: Path) -> None:
    _strip(root, "Somebody sent that {{ p3.answer[0]|lower }}.")


def a_strip_that_is_read_out_backwards(root: Path) -> None:
    _strip(root, "Somebody sent {{ p3.answer[0]|reverse }}.")


def a_last_rung_in_the_letter(root: Path) -> None:
    edit("puzzles/p3/hints.md", '{{ p3.answer | join(" ") }}', "It says that a bird has left its cage for good.")(root)
    _strip(root, "It says that a bird has left its cage for good.")


def more_ways_to_answer_for_one_of_them(root: Path) -> None:
    ways = ", ".join(f"""["{{% if world.mole == 'ash' %}}7000{n}{{% else %}}70000{{% endif %}}"]""" for n in range(9))
    edit(P2, "refuse = [", f"accept = [{ways}]\nrefuse = [")(root)


def near_misses_for_one_of_them(root: Path) -> None:
    rows = ", ".join(
        f"""{{ answer = ["{{% if world.mole == 'birch' %}}7000{n}{{% else %}}70000{{% endif %}}"], text = "No." }}"""
        for n in range(9)
    )
    edit(P2, "refuse = [", f"near = [{rows}]\nrefuse = [")(root)


def an_answer_for_all_but_one(root: Path) -> None:
    ways = ", ".join(f"""["{{% if world.mole == 'ash' %}}70000{{% else %}}7000{n}{{% endif %}}"]""" for n in range(9))
    edit("puzzles/p5/puzzle.toml", "refuse = [", f"accept = [{ways}]\nrefuse = [")(root)


def _answer_with(root: Path, number: int, text: str) -> None:
    """Let one of the puzzles with an invoice ask for a word."""
    path = f"puzzles/p{number}/puzzle.toml"
    edit(path, 'normal = "digits", pattern = "#####"', 'pattern = "(1 word)"')(root)
    edit(path, f'answer = ["{{{{ world.invoices[{(number - 2) // 3}] }}}}"]', f'answer = ["{text}"]')(root)


def the_maker_is_asked_for_before(root: Path) -> None:
    _answer_with(root, 2, "{{ world.maker.name }}")


def the_room_is_asked_for_before(root: Path) -> None:
    _answer_with(root, 2, "{{ world.room.name }}")


def the_culprit_is_asked_for_before(root: Path) -> None:
    _answer_with(root, 5, "{{ cast[world.mole].name }}")


def _table(root: Path, order: str, first: str) -> None:
    """The statements as a table in this order, with this in the first column."""
    path = root / STATEMENTS
    head = path.read_text("utf-8").partition("{% for")[0]
    rows = f"{{% for one in {order} %}}\n|{first}|{{{{ one.name }}}}|{{{{ one.post }}}}|\n{{% endfor %}}\n"
    path.write_text(f'{head}|#|who|what|\n|-|-|-|\n{rows}\n"I was at my own work", says each of them.\n', "utf-8")


def a_numbered_table_with_the_culprit_on_top(root: Path) -> None:
    _table(root, f"[world.suspect[world.mole]] + ({OTHERS}|list)", "{{ loop.index }}")


def a_table_in_an_order_that_is_printed(root: Path) -> None:
    """No fault: whoever it is stands on top, and the hours beside them say why."""
    _table(root, f"[world.suspect[world.mole]] + ({OTHERS}|list)", "1{{ loop.index }}.05")


FAULTS = (
    Fault("CF-L01", LETTER, GONE, f"{GONE} Think of {{{{ world.birds[0] }}}}, {{{{ world.tags[0] }}}}."),
    Fault("CF-L01", LETTER, GONE, f"{GONE} {WHOLE}."),
    Fault("CF-L01", LETTER, GONE, f"{GONE} The bill is {{{{ world.invoices[0] }}}}."),
    Fault("CF-L01", LETTER, GONE, f"{GONE} {{{{ (world.invoices[0]|string)[::-1] }}}}, a porter says."),
    Fault(
        "CF-L01", CASE, "Two of the three notes are enough", "{{ p3.answer|join(' ') }} is all that I know. Two notes"
    ),
    Fault("CF-L01", spoil=a_strip_that_is_read_out),
    Fault("CF-L01", spoil=a_strip_that_is_read_out_backwards),
    Fault("CF-L01", spoil=a_last_rung_in_the_letter),
    Fault("CF-L02", CASE, 'title = "The Falling Glass"', 'title = "The Glass of {{ p1.answer[0] }}"'),
    Fault("CF-L02", CASE, 'title = "The Falling Glass"', 'title = "The Second Gate Book"'),
    Fault("CF-L02", CASE, 'title = "The Falling Glass"', 'title = "Second Gate Book"'),
    Fault("CF-L02", CASE, 'title = "The Falling Glass"', "title = \"The {{ p3.answer|join(' ') }} Glass\""),
    Fault("CF-L02", CASE, 'title = "The Falling Glass"', 'title = "The Glass, or: Paid in the Loft"'),
    Fault("CF-L03", spoil=more_ways_to_answer_for_one_of_them),
    Fault("CF-L03", spoil=near_misses_for_one_of_them),
    Fault("CF-L03", spoil=an_answer_for_all_but_one),
    Fault("CF-L04", STATEMENTS, BY_ROLL, "([world.suspect[world.mole]] + world.suspects)|unique(attribute='id') %}"),
    Fault("CF-L04", STATEMENTS, BY_ROLL, f"({OTHERS}|list) + [world.suspect[world.mole]] %}}"),
    Fault("CF-L04", STATEMENTS, BY_ROLL, f"[{OTHERS}|first, world.suspect[world.mole]] + ({OTHERS}|list)[1:] %}}"),
    Fault("CF-L04", spoil=a_numbered_table_with_the_culprit_on_top),
    Fault("CF-L05", LETTER, GONE, f"{GONE} It was [[black {{{{ cast[world.mole].name|length }}}}]]."),
    Fault("CF-L05", LETTER, GONE, f"{GONE} It was {{{{ cast[world.mole].name[0] }}}}[[black 24]]."),
    Fault("CF-L05", LETTER, GONE, f"{GONE} Not [[black {{{{ world.decoy|length }}}}]], says he."),
    Fault("CF-L06", spoil=the_maker_is_asked_for_before),
    Fault("CF-L06", spoil=the_room_is_asked_for_before),
    Fault("CF-L06", spoil=the_culprit_is_asked_for_before),
)
