"""Faults that keep a case from being read or dealt."""

from pathlib import Path

from tests.check.fault import Fault, edit

P2 = "puzzles/p2/puzzle.toml"


def _unread_file(root: Path) -> None:
    (root / "docs" / "notes.txt").write_text("mine", "utf-8")


def _link(root: Path) -> None:
    (root / "docs" / "day" / "kept.md").rename(root.parent / "kept.md")
    (root / "docs" / "day" / "kept.md").symlink_to(root.parent / "kept.md")


def _cycle_of_values(root: Path) -> None:
    edit(P2, "{{ world.invoices[0] }}", "{{ p5.answer[0] }}1")(root)
    edit("puzzles/p5/puzzle.toml", "{{ world.invoices[1] }}", "{{ p2.answer[0] }}1")(root)


def _no_line_of_a_plan(root: Path) -> None:
    (root / "puzzles" / "p1" / "plan.test").write_text("opne: note1\n", "utf-8")


FAULTS = (
    Fault("CF-S01", "case.toml", 'opens = "night"\nof = ["m"]', 'opens = "night"\nof = ["f"]'),
    Fault("CF-S02", spoil=_cycle_of_values),
    Fault("CF-S06", "puzzles/p1/puzzle.toml", 'papers = ["note1"]', 'papers = ["note11"]'),
    Fault("CF-S06", "puzzles/p1/puzzle.toml", 'id = "p1"', 'id = "p2"'),
    Fault("CF-S06", "puzzles/p1/puzzle.toml", 'act = "day"', 'act = "day"\ntools = ["telescope"]'),
    Fault("CF-S06", spoil=_unread_file),
    Fault("CF-S10", "world.toml", "[variables]", "[variables"),
    Fault("CF-S11", spoil=_link),
    Fault("CF-S12", "case.toml", "desk = ", "dsek = "),
    Fault("CF-S13", "docs/day/letter.md", "Ask the porters", "Ask {{ cast.porter.name }}"),
    Fault("CF-S13", "puzzles/p1/hints.md", "Read the", "Read {{ nothing }} the"),
    Fault("CF-S14", "puzzles/p1/hints.md", "4. ", "5. "),
    Fault("CF-S15", "docs/day/letter.md", 'id = "letter"', 'id = "leter"'),
    Fault("CF-S16", "i18n/de.po", "msgctxt", "nonsense"),
    Fault("CF-S16", "i18n/de.po", 'msgstr "Hof"', 'msgstr "Hof\\'),
    Fault("CF-S17", P2, "space = 90000", "space = 0"),
    Fault("CF-S17", P2, 'kind = "plain"', 'kind = "plian"'),
    Fault("CF-S18", "world.toml", "column = [0, 3]", "column = [0, 0]"),
    Fault("CF-S19", "docs/day/letter.md", "Ask the porters", "Ask [[mark who]] the porters"),
    Fault("CF-S20", spoil=_no_line_of_a_plan),
    Fault("CF-S21", "i18n/de.po", 'msgstr "Saal {{ world.refuge.name }}"', 'msgstr "ein Saal"'),
    Fault("CF-A01", P2, "[params]", 'accept = [["…"]]\n[params]'),
    Fault("CF-A01", P2, 'refuse = [["31009"]', 'refuse = [["…"]'),
)
