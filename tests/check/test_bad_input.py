"""Whatever an author's folder holds, a check says what is wrong with it, where, and all of it at once."""

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import NamedTuple

import pytest

from casefile import cli
from casefile.kinds import plugins
from casefile.workshop.check.run import check
from tests.check.fault import Fault, edit

ENDLESS = "{% for a in range(20000) %}{% for b in range(20000) %}x{% endfor %}{% endfor %}"
LETTER = "docs/day/letter.md"


class Coin:
    """A kind of somebody else's that does not work."""

    name = "coin"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, *_: object) -> object:
        raise ZeroDivisionError("no coin")

    def public(self, *_: object) -> dict[str, object]:
        return {}

    def solve(self, *_: object) -> tuple[str, ...]:
        return ()


@pytest.fixture(autouse=True)
def coin(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [EntryPoint("coin", "tests.check.test_bad_input:Coin", plugins.GROUP)]
    monkeypatch.setattr(plugins, "entry_points", lambda group: entries if group == plugins.GROUP else [])


def _binary(path: str) -> Callable[[Path], None]:
    def binary(root: Path) -> None:
        (root / path).write_bytes(b"\x7fELF\n\xff\xfe\x00")

    return binary


def _huge(root: Path) -> None:
    with (root / "docs" / "huge.md").open("wb") as file:
        file.truncate(100 << 20)


def _linked(root: Path) -> None:
    (root / "docs" / "link.md").symlink_to("/etc/hostname")


def _twin(root: Path) -> None:
    (root / "docs" / "night" / "told.md").write_bytes((root / "docs" / "day" / "told.md").read_bytes())


def _unequal(root: Path) -> None:
    edit("puzzles/p2/puzzle.toml", "{{ world.invoices[0] }}", "{{ p5.answer[0] }}")(root)
    edit("puzzles/p5/puzzle.toml", "{{ world.invoices[1] }}", "{{ p2.answer[0] }}")(root)


class Bad(NamedTuple):
    """What is done to the folder, and what the author must be told of it."""

    spoil: Callable[[Path], None]
    path: str
    where: str
    """Text of the line that is named; without one it is the first."""
    code: str
    says: str

    def at(self, root: Path) -> tuple[str, int, str]:
        """File, line and code."""
        if not self.where:
            return self.path, 1, self.code
        lines = (root / self.path).read_text("utf-8", errors="replace").split("\n")
        return self.path, next(n for n, line in enumerate(lines, start=1) if self.where in line), self.code


P1, P2, P3, P4, P6 = (f"puzzles/p{number}/puzzle.toml" for number in (1, 2, 3, 4, 6))
KEPT, VAN, CHARGE = "docs/day/kept.md", "docs/night/van.md", "docs/night/charge.md"

BAD = {
    "a binary file": Bad(_binary("docs/day/book3.md"), "docs/day/book3.md", "\ufffd", "CF-S10", "not UTF-8"),
    "a file of 100 MB": Bad(_huge, "docs/huge.md", "", "CF-S11", "104,857,600 bytes"),
    "a missing table": Bad(edit(P6, "\nfields", "\nfeilds"), P6, "", "CF-S12", '"fields" is missing'),
    "a cycle": Bad(_unequal, P2, "[params]", "CF-S02", "needs the values of p5"),
    "an empty answer": Bad(
        edit(P3, "[params]", 'accept = [["…", "1"]]\n[params]'), P3, "accept", "CF-A01", "nothing in this answer"
    ),
    "an id twice": Bad(_twin, "docs/night/told.md", "id =", "CF-S06", "docs/day/told.md"),
    "an id that there is not": Bad(edit(P1, '["note1"]', '["nota1"]'), P1, "nota1", "CF-S06", 'mean "note1"?'),
    "a template without an end": Bad(edit(LETTER, "Ask the", ENDLESS), LETTER, "range", "CF-S13", "20,000 turns"),
    "a template that reads a file": Bad(
        edit(KEPT, "The", '{% include "/etc/passwd" %}'), KEPT, "include", "CF-S13", "no other file"
    ),
    "a template that looks inside": Bad(
        edit(VAN, "Ida", '{{ "".__class__.__mro__ }}'), VAN, "__mro__", "CF-S13", "__class__"
    ),
    "a way out of the folder": Bad(edit(CHARGE, '"f"', '"../f"'), CHARGE, "../f", "CF-S12", "out of the case's folder"),
    "a link": Bad(_linked, "docs/link.md", "", "CF-S11", "put the file itself here"),
    "a lost placeholder": Bad(
        edit("i18n/de.po", "Saal {{ world.refuge.name }}", "ein Saal"),
        "i18n/de.po",
        "ein Saal",
        "CF-S21",
        "lost {{world.refuge.name}}",
    ),
    "a kind that raises": Bad(
        edit(P4, 'kind = "form"', 'kind = "coin"'), P4, "coin", "CF-S17", "ZeroDivisionError: no coin"
    ),
}


def _told(root: Path) -> dict[tuple[str, int, str], str]:
    found = [one.problem for one in check(root).findings]
    return {(problem.path, problem.line, problem.code): problem.sentence for problem in found}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    bad = BAD[name]
    root = Fault("", spoil=bad.spoil).put(tmp_path / "case")
    told = _told(root)
    assert bad.says in told.get(bad.at(root), ""), told


def test_all_of_it_is_told_in_one_run_and_nothing_else(tmp_path: Path) -> None:
    root = Fault("", spoil=lambda _: None).put(tmp_path / "case")
    for bad in BAD.values():
        bad.spoil(root)
    told = _told(root)
    assert {bad.at(root) for bad in BAD.values()} <= set(told)
    assert len(told) == len(BAD) + 2  # a cycle is told of both who are in it, a slip also of the key that it gave


@pytest.mark.parametrize("name", ["case.toml", "cast.toml", "world.toml"])
def test_a_main_file_that_cannot_be_read_hides_no_other(name: str, tmp_path: Path) -> None:
    root = Fault("", spoil=_binary(name)).put(tmp_path / "case")
    edit(LETTER, 'title = "', 'tilte = "')(root)
    assert {(path, code) for path, _, code in _told(root)} == {(name, "CF-S10"), (LETTER, "CF-S12")}


def test_an_empty_folder_is_no_case(tmp_path: Path) -> None:
    assert _told(tmp_path) == {("case.toml", 1, "CF-S10"): "is missing; every case has this file."}


def test_a_check_writes_nothing_into_the_folder(tmp_path: Path) -> None:
    root = Fault("", spoil=lambda _: None).put(tmp_path / "case")
    before = sorted(root.rglob("*"))
    check(root, profile="short")
    assert sorted(root.rglob("*")) == before


def test_a_script_gets_an_exit_code_and_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Fault("", LETTER, "Ask the", ENDLESS).put(tmp_path / "case")
    assert cli.main(["check", str(root), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["errors"], said["rules"]) == (1, 0)
    assert said["findings"][0]["path"] == LETTER
