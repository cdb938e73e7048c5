"""Whatever a pack, a save or a player says, line mode prints text and nothing that a terminal obeys."""

import io
import json
from pathlib import Path

import pytest

from casefile.desk.plain import mode as plain
from casefile.desk.plain.saves import ACTS
from casefile.session.play import Session
from casefile.session.sitting import sit_down
from casefile.store.memory import MemoryStore
from casefile.store.shelf import Shelf
from casefile.vault import Pack
from casefile.vault.manifest import Act, Card, Choice, Message, Opening, Question
from tests.packs import Draft, card_field, en, paper

HOSTILE = "x\x1b]0;y\x07\x1b[2J\x9b31m\x85\x00[@click=app.quit]z[/]\u202egpj\r\x08\u2066a"
COMMANDS = [
    "ls",
    "open",
    "open",
    "again",
    "blocks",
    "guess",
    "guess m1",
    "board",
    "board m1",
    "hint",
    "search x",
    "mark",
]
COMMANDS += [f"note {HOSTILE}", "note", f"guess m1 {HOSTILE}", "status", "log", "messages", "map", "decide", HOSTILE]


@pytest.fixture(scope="module")
def pack() -> bytes:
    """A small case in which everything that can have a text has the hostile one."""
    case = Draft(case="hostile")
    case.node(
        "start",
        "start",
        opening=Opening(desk=en(HOSTILE), marking=HOSTILE, note=en(HOSTILE), intro=en(HOSTILE)),
        questions=[
            Question(
                id="q", title=en(HOSTILE), choices=[Choice(id="a", initial="A", label=en(HOSTILE))], count=en(HOSTILE)
            )
        ],
        cards=[Card(id="c", bank="people", label=en(HOSTILE))],
        messages=[Message(id="m", sender=en(HOSTILE), text=en(HOSTILE))],
        clock=en(HOSTILE),
        grants=["one", "m1/shown"],
    )
    sheet = paper("log", title=en(HOSTILE), kind="map", ref=HOSTILE, date=HOSTILE, marking=HOSTILE, alt=en(HOSTILE))
    text = f"# {HOSTILE}\n\n{HOSTILE}\n\n|{HOSTILE}|b|\n|-|-|\n|{HOSTILE}|c|\n\n```figure {HOSTILE}\n{HOSTILE}\n```\n"
    case.node("one", "act", {"log": text}, papers=[sheet], acts=[Act(id="one", title=en(HOSTILE))])
    case.puzzle(
        "m1",
        ["c"],
        {},
        form="board",
        fields=[card_field("who", "people")],
        title=en(HOSTILE),
        prompt=en(f"{HOSTILE} {{who}}"),
    )
    return case.seal()


def played(pack: bytes, *, as_json: bool) -> str:
    session = Session.begin(Pack.open(pack, allow_test=True), MemoryStore(), name=HOSTILE, player=HOSTILE)
    out = io.StringIO()
    typed = io.StringIO("\n".join(line.replace("\r", " ").replace("\x85", " ") for line in COMMANDS))
    plain.run(session, stdin=typed, stdout=out, as_json=as_json)
    return out.getvalue()


def test_in_lines_nothing_comes_out_that_a_terminal_obeys(pack: bytes) -> None:
    said = played(pack, as_json=False)
    assert "[@click=app.quit]z[/]" in said
    assert not set(said) & set("\x1b\x07\x9b\x85\x00\r\x08\u202e\u2066")


def test_in_json_neither_is_there_anything_but_printable_ascii(pack: bytes) -> None:
    said = played(pack, as_json=True)
    assert all(sign.isascii() and (sign.isprintable() or sign == "\n") for sign in said)
    assert all(json.loads(line) for line in said.splitlines())


def test_neither_do_the_names_of_saves(pack: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.case").write_bytes(pack)
    shelf = Shelf(tmp_path / "saves")
    sit_down(shelf, tmp_path / "x.case", name=HOSTILE, player=HOSTILE, allow_test=True).close()
    ACTS["list"](shelf, (), as_json=False)
    assert not set(capsys.readouterr().out) & set("\x1b\x07\x9b\x85\x00\r\x08\u202e\u2066")
