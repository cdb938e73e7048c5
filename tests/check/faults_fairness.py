"""Faults of fairness, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit

CASE = "case.toml"
LETTER = "docs/day/letter.md"
TOLD = "docs/day/told.md"
GONE = "A barometer is gone."
LAST = "The director thanked you"


def nobody_is_named_at_first(root: Path) -> None:
    edit(
        LETTER, "Four people have keys: Ida Ash, Oskar Birch, Wanda Carverly and Ulf Donnellanson.", "Some have keys."
    )(root)
    edit("docs/day/statements.md", "{{ one.name }}, {{ one.post }}", "{{ one.post }}")(root)
    for book in ("book1", "book2", "book3"):
        edit(f"docs/day/{book}.md", "row.name", "row.id")(root)


def a_strip_without_its_card(root: Path) -> None:
    puzzle = root / "puzzles/p3/puzzle.toml"
    head, _, rest = puzzle.read_text("utf-8").partition("fields = [")
    assert rest
    head = head.replace('kind = "plain"', 'kind = "morse"').replace('family = "map"\n', "")
    field = 'fields = [{ id = "phrase", label = "what was sent" }]\n\n'
    params = (
        '[params]\nphrase = "{bird} IS GONE"\nstart = "12.00"\n[params.words]\nbird = ["KESTREL", "PLOVER", "GANNET"]\n'
    )
    puzzle.write_text(head + field + params, "utf-8")
    edit(
        "docs/day/note3.md",
        "Sent: {{ world.birds[0] }} {{ world.tags[0] }}.",
        "```figure {{ p3.strip_alt }}\n{{ p3.strip }}\n```",
    )(root)


def two_false_trails(root: Path) -> None:
    edit(LETTER, "order = 1", 'order = 1\nherring = "cat"')(root)
    edit("docs/day/statements.md", "order = 2", 'order = 2\nherring = "draught"')(root)
    edit(TOLD, 'kind = "minute"', 'kind = "minute"\nexplains = ["cat", "draught"]')(root)


def a_long_act(root: Path) -> None:
    much = " ".join(f"The porter wrote down barometer {number} too." for number in range(400))
    edit("docs/night/van.md", "A second instrument", f"{much} A second instrument")(root)


def two_families_by_turns(root: Path) -> None:
    edit("puzzles/p3/puzzle.toml", 'family = "map"', 'family = "document"')(root)
    edit("puzzles/p4/puzzle.toml", 'act = "night"', 'act = "day"\nfamily = "table"')(root)


def one_of_four_of_no_family(root: Path) -> None:
    edit("puzzles/p3/puzzle.toml", 'family = "map"\n', "")(root)
    edit("puzzles/p4/puzzle.toml", 'act = "night"', 'act = "day"')(root)


FAULTS = (
    Fault("CF-F01", spoil=nobody_is_named_at_first),
    Fault("CF-F01", "docs/day/statements.md", '"I was at my own work."', "at work."),
    Fault("CF-F02", CASE, 'opens = "night"\nof = ["m"]', 'opens = "night"\nof = ["branch:d1/tell"]'),
    Fault("CF-F02", CASE, 'title = "Without a Word"', 'title = "Without a Word"\nwhen = ["chose:d1=tell"]'),
    Fault("CF-F02", CASE, 'of = ["p4", "p5", "p6"]', 'of = ["p4", "branch:d1/wait"]'),
    Fault("CF-F03", CASE, 'text = "You know what was taken.', 'text = " "\nwhen = [] # "'),
    Fault("CF-F03", CASE, 'label = "wait until morning"', 'label = "tell her"'),
    Fault("CF-F04", spoil=a_strip_without_its_card),
    Fault("CF-F04", "puzzles/p1/puzzle.toml", 'papers = ["note1"]', 'papers = ["note1"]\nrequires = ["book2"]'),
    Fault("CF-F04", "puzzles/p1/puzzle.toml", 'papers = ["note1"]', 'papers = ["note1"]\nrequires = ["morse-card"]'),
    Fault("CF-F04", "puzzles/p1/hints.md", "It is one of the numbers", "See www.example.org for one of the numbers"),
    Fault("CF-F05", LETTER, "order = 1", 'order = 1\nsuspicion = ["torch"]'),
    Fault("CF-F05", TOLD, 'kind = "minute"', 'kind = "minute"\nexplains = ["torch"]'),
    Fault("CF-F06", "puzzles/p1/puzzle.toml", 'against = "draughts"', 'against = ""'),
    Fault("CF-F06", "puzzles/p5/puzzle.toml", 'found_because = "It lay on the desk."\n', ""),
    Fault("CF-F07", LETTER, "order = 1", 'order = 1\nherring = "cat"'),
    Fault("CF-F07", spoil=two_false_trails),
    Fault("CF-F08", "puzzles/p2/puzzle.toml", 'family = "table"', 'family = "document"'),
    Fault("CF-F08", spoil=two_families_by_turns),
    Fault("CF-F08", spoil=one_of_four_of_no_family),
    Fault("CF-F09", CASE, 'intro = "', 'intro = "' + "It was a long evening. " * 130),
    Fault("CF-F09", spoil=a_long_act),
    Fault("CF-F10", LETTER, GONE, "A barometer is gone. A porter was murdered, stabbed, and nobody saw the murderer."),
    Fault("CF-F10", TOLD, LAST, "The director thanked you for the detonator"),
)
