"""Faults of answers."""

from pathlib import Path

from tests.check.fault import Fault, edit

CASE = "case.toml"
P1, P2, P3 = (f"puzzles/{name}/puzzle.toml" for name in ("p1", "p2", "p3"))


def _too_many_answers(root: Path) -> None:
    many = ", ".join(f'["{number}"]' for number in range(200_000, 201_100))
    edit(P2, "[params]", f"accept = [{many}]\n[params]")(root)


def _one_answer_twice(root: Path) -> None:
    edit("puzzles/p5/puzzle.toml", "{{ world.invoices[1] }}", "{{ world.invoices[0] }}")(root)
    edit("docs/night/note5.md", "{{ world.invoices[1] }}", "{{ world.invoices[0] }}")(root)


def _jumbled(root: Path) -> None:
    """The call-sign is to be put together from its letters."""
    edit(P3, "{{ world.birds[0] }}", "lantern")(root)
    edit(P3, "'Sent: (\\w+) \\d+'", "'(lantern|Sent)'")(root)
    edit("docs/day/note3.md", "{{ world.birds[0] }}", "rental n")(root)


def _nothing_said_to_a_near_miss(root: Path) -> None:
    """The call-sign at the head of the message is half of the answer, and the desk has no word for it."""
    text = (root / P2).read_text("utf-8").split("[params]")[0].replace('"plain"', '"morse"')
    text = text.replace('normal = "digits", pattern = "#####"', 'pattern = "(4 4 4)"')
    params = 'phrase = "{bird} CAME HOME"\ncallsign = "{bird}"\nstart = "21.43"\nwords = { bird = ["GULL", "TEAL"] }\n'
    (root / P2).write_text(f"{text}[params]\n{params}fast = 4\nminutes = 9\nstatic = [4, 6]\n", "utf-8")


FAULTS = (
    Fault("CF-A02", P2, "space = 90000", "space = 1000"),
    Fault("CF-A02", CASE, "minutes = 150", 'minutes = 150\nlocks = [{ id = "m", fields = ["maker", "room"] }]'),
    Fault("CF-A03", spoil=_one_answer_twice),
    Fault("CF-A04", P2, 'pattern = "#####"', 'pattern = "####"'),
    Fault("CF-A04", P3, 'pattern = "(1 word)"', 'pattern = "(3 4)"'),
    Fault("CF-A05", P3, "{{ world.birds[0] }}", "the {{ world.birds[0] }}"),
    Fault("CF-A05", P3, "{{ world.birds[0] }}", "grey {{ world.birds[0] }}"),
    Fault("CF-A05", P3, "{{ world.birds[0] }}", "{{ world.birds[0] }}ø"),
    Fault("CF-A06", P1, 'confirmer = "', 'confirmer = ""  # "'),
    Fault("CF-A07", spoil=_jumbled),
    Fault("CF-A08", spoil=_nothing_said_to_a_near_miss),
    Fault("CF-A09", spoil=_too_many_answers),
)
