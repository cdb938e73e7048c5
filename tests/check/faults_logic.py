"""Faults of logic, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit

P2, P3 = "puzzles/p2/puzzle.toml", "puzzles/p3/puzzle.toml"
BOOK = "docs/day/book{}.md"
LETTER = "docs/day/letter.md"
MAKER = '  { slot = "m.maker", card = "{{ world.maker.id }}" },\n'


def other_kind(root: Path, kind: str, params: str) -> None:
    """Make something else of the third puzzle."""
    puzzle = root / P3
    head, _, rest = puzzle.read_text("utf-8").partition("fields = [")
    assert rest
    head = head.replace('kind = "plain"', f'kind = "{kind}"')
    puzzle.write_text(f'{head}fields = [{{ id = "phrase", label = "what was sent" }}]\n\n[params]\n{params}', "utf-8")


def a_strip_that_reads_both_ways(root: Path) -> None:
    words = 'phrase = "{w}"\nletters = [12, 12]\nstart = "12.00"\nwords = { w = ["ETETETETETET", "TETETETETETE"] }\n'
    other_kind(root, "morse", words)


def a_strip_of_one_sign_turned_round(root: Path) -> None:
    words = 'phrase = "{w}"\nletters = [12, 12]\nstart = "12.00"\nwords = { w = ["ANANANANANAN", "NANANANANANA"] }\n'
    other_kind(root, "morse", words)


def two_phrases_that_sound_alike(root: Path) -> None:
    words = 'phrase = "{w}"\nletters = [9, 9]\nstart = "12.00"\nwords = { w = ["MIMIMIMIM", "IMIMIMIMI"] }\n'
    other_kind(root, "morse", words)


def registers_that_come_too_late(root: Path) -> None:
    """The rows of the second act, printed when the accusation has been made."""
    late = ['+++\nid = "late"\ntitle = "Late"\nkind = "register"\nact = "night"\nopens_with = "f"\n+++\n']
    for number in (4, 5, 6):
        book = root / f"docs/night/book{number}.md"
        head, _, table = book.read_text("utf-8").partition("|who|place|from|to|")
        rows, end, rest = table.partition("{% endfor %}\n")
        book.write_text(head + rest, "utf-8")
        late.append(f"{{{{ world.clues.C{number}.window.date }}}}\n\n|who|place|from|to|{rows}{end}")
    (root / "docs/night/late.md").write_text("\n".join(late), "utf-8")


def _short(root: Path, kind: str, keyword: str) -> None:
    params = f'messages = ["Bring the {{bird}} home"]\nanswer = ["{{bird}}"]\nkeywords = ["{keyword}"]\n'
    other_kind(root, kind, f'{params}words = {{ bird = ["kestrel", "plover", "gannet"] }}\n')


def a_short_vigenere(root: Path) -> None:
    _short(root, "vigenere", "HARVEST")


def a_short_transposition(root: Path) -> None:
    _short(root, "columnar", "HARVEST")


def a_short_checkerboard(root: Path) -> None:
    _short(root, "checkerboard", "AT ONE SIR")


def in_two_places(root: Path) -> None:
    stay = '{{ who = "ash", where = "{}", date = "Mon", from = "{}", to = "{}" }}'
    first, second = stay.format("the yard", "09.00", "09.30"), stay.format("the pier", "09.20", "10.00")
    edit(LETTER, "order = 1", f"order = 1\nasserts = [{first}]")(root)
    edit("docs/day/statements.md", "order = 2", f"order = 2\nasserts = [{second}]")(root)


def not_where_the_register_has_him(root: Path) -> None:
    edit("world.toml", 'place = "the gallery"', 'place = "the gallery", date = "Mon"')(root)
    stay = '{ who = "ash", where = "the moon", date = "Mon", from = "09.00", to = "12.00" }'
    edit(LETTER, "order = 1", f"order = 1\nasserts = [{stay}]")(root)


def a_wrong_sum(root: Path) -> None:
    edit(LETTER, "order = 1", 'order = 1\nasserts = [{ column = "paid", total = "12" }]')(root)
    edit(LETTER, "Each of them has", "|what|paid|\n|-|-|\n|tea|5|\n|cake|6|\n|in all|12|\n\nEach of them has")(root)


FAULTS = (
    Fault("CF-U01", spoil=a_strip_that_reads_both_ways),
    Fault("CF-U01", spoil=a_strip_of_one_sign_turned_round),
    Fault("CF-U01", spoil=two_phrases_that_sound_alike),
    Fault("CF-U02", BOOK.format(3), "{% for row in world.clues.C3.rows %}", "{% for row in [] %}"),
    Fault("CF-U02", BOOK.format(3), "world.clues.C3.rows", "world.clues.C3.rows[:1]"),
    Fault(
        "CF-U02", BOOK.format(3), "{{ world.clues.C3.window.from }} to {{ world.clues.C3.window.to }}", "ten to noon"
    ),
    Fault("CF-U02", "docs/night/book5.md", "world.clues.C5.rows", "world.clues.C4.rows"),
    Fault("CF-U02", spoil=registers_that_come_too_late),
    Fault("CF-U03", BOOK.format(1), MAKER, ""),
    Fault("CF-U03", BOOK.format(2), MAKER, MAKER.replace("world.maker.id }}", "world.maker.id }}x")),
    Fault("CF-U03", "docs/day/inventory.md", 'opens_with = "day"', 'opens_with = "p1"'),
    Fault(
        "CF-U04", BOOK.format(1), MAKER, MAKER + "".join(MAKER.replace("{{ world.maker.id }}", f"k{n}") for n in (1, 2))
    ),
    Fault(
        "CF-U04",
        BOOK.format(2),
        'card = "{{ world.refuge.id }}"',
        'card = "{{ world.refuge.id }}" },\n  { slot = "m.refuge", card = "r1"',
    ),
    Fault(
        "CF-U04",
        "docs/night/book4.md",
        'card = "{{ world.mole }}"',
        'card = "{{ world.mole }}" },\n  { slot = "f.who", card = "{{ world.decoy }}"',
    ),
    Fault("CF-U05", P2, "space = 90000", "space = 90000\ndepth = 1"),
    Fault("CF-U06", "docs/day/note2.md", "| No.", "| Nr"),
    Fault("CF-U06", "docs/day/note3.md", 'opens_with = "p3/shown"', 'opens_with = "p3"'),
    Fault("CF-U06", "docs/day/note1.md", "{{ row.value }}", "{{ row.value }}0"),
    Fault("CF-U07", P2, 'refuse = [["31009"], ["31010"], ["31011"]]\n', ""),
    Fault("CF-U07", P2, '["31011"]', '["{{ world.invoices[0] }}"]'),
    Fault("CF-U07", P3, 'refuse = [["ostrich", "2"], ["ostrich", "3"], ["emu", "1"], ["emu", "2"]]\n', ""),
    Fault("CF-U08", spoil=a_short_vigenere),
    Fault("CF-U08", spoil=a_short_transposition),
    Fault("CF-U08", spoil=a_short_checkerboard),
    Fault("CF-U09", spoil=in_two_places),
    Fault("CF-U09", spoil=not_where_the_register_has_him),
    Fault("CF-U09", spoil=a_wrong_sum),
)
