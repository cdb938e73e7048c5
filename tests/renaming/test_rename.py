"""A new name for an id: everywhere, proved, and all or nothing."""

import hashlib
import re
from pathlib import Path

import pytest

from casefile import cli
from casefile.errors import Refusal
from casefile.source import load
from casefile.source.problems import Unsound
from casefile.workshop.deal import deal_case
from casefile.workshop.renaming.ids import changes, everything
from casefile.workshop.renaming.rename import Renaming, rename
from casefile.workshop.translation.tagging import tag
from tests.sealed import SOURCE
from tests.spoilt import Folder


def quietly(*_: object) -> None:
    pass


def renamed(case: Folder, old: str, new: str) -> Renaming:
    renaming = rename(case.root, old, new, quietly)
    renaming.write()
    return renaming


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the writing alone: the proof is most of the time."""
    monkeypatch.setattr("casefile.workshop.renaming.rename.prove", quietly)


def tree(root: Path) -> dict[str, str]:
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def mentions(case: Folder, name: str) -> list[str]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    files = [path for path in sorted(case.root.rglob("*")) if path.is_file()]
    return [line for path in files for line in path.read_text("utf-8").split("\n") if pattern.search(line)]


@pytest.mark.usefixtures("unproved")
def test_a_puzzle_takes_its_new_name_everywhere_and_prose_keeps_the_letter(case: Folder) -> None:
    case.write("puzzles/accuse/plan.test", 'needs: t0, a, m\nanswer accuse: "{{ a.answer[0] }}" / "x" -> reject\n')
    renaming = renamed(case, "puzzle:a", "alpha")
    assert renaming.rewritten.moves == {"puzzles/a": "puzzles/alpha"}
    assert "needs: t0, alpha, m" in (case.root / "puzzles/accuse/plan.test").read_text("utf-8")
    assert "{{ alpha.answer[0] }}" in (case.root / "puzzles/accuse/plan.test").read_text("utf-8")
    assert 'of = ["alpha", "b"]' in (case.root / "case.toml").read_text("utf-8")
    assert 'opens_with = "alpha/shown"' in (case.root / "docs/a-note.md").read_text("utf-8")
    hints = (case.root / "puzzles/alpha/hints.md").read_text("utf-8")
    assert "1. Read the paper that came with a." in hints
    assert '4. Write {{ alpha.answer | join(" ") }}.' in hints
    assert 'text = "A stamp is gone' not in "".join(renaming.rewritten.texts)
    assert load(case.root).puzzles.keys() >= {"alpha"}


@pytest.mark.usefixtures("unproved")
def test_a_puzzle_s_folder_keeps_what_stands_behind_the_id(case: Folder) -> None:
    (case.root / "puzzles/e").rename(case.root / "puzzles/e-the-room")
    renamed(case, "e", "echo")
    assert (case.root / "puzzles/echo-the-room/puzzle.toml").is_file()


def test_a_paper_takes_its_file_its_marks_and_its_translations_with_it(case: Folder) -> None:
    for path, text in tag(case.root).items():
        case.write(path, text)
    block = next(name for name in load(case.root).docs["slip"].ids if name)
    case.edit("i18n/de.po", 'msgctxt "doc:slip"', f'msgctxt "doc:slip#{block}"')
    german = deal_case(case.root).paper("slip").body["de"]
    renamed(case, "slip", "desk-slip")
    assert (case.root / "docs/desk-slip.md").is_file()
    assert not (case.root / "docs/slip.md").exists()
    assert deal_case(case.root).paper("desk-slip").body["de"] == german
    assert mentions(case, "doc:slip") == []


def test_a_suspect_and_the_suspect_s_card_are_one(case: Folder) -> None:
    renaming = renamed(case, "north", "boreas")
    assert {change.sort for change in renaming.changes} == {"person", "card"}
    said = (case.root / "case.toml").read_text("utf-8")
    assert "!held:branch:stand/boreas" in said
    assert "north" not in said
    assert "[clues.notes.boreas]" in (case.root / "world.toml").read_text("utf-8")
    assert mentions(case, "north") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [("evening", "dusk"), ("d1/hide", "omit"), ("C4", "Q4")],
)
def test_other_ids_are_renamed_and_the_case_deals_the_same(case: Folder, old: str, new: str) -> None:
    before = deal_case(case.root)
    renaming = renamed(case, old, new)
    assert renaming.rewritten.texts.keys() >= {path for path in renaming.rewritten.moves if path.endswith(".md")}
    assert mentions(case, new)
    after = deal_case(case.root)
    assert len(after.papers) == len(before.papers)


@pytest.mark.usefixtures("unproved")
def test_renaming_there_and_back_changes_nothing_at_all(case: Folder) -> None:
    before = tree(case.root)
    renamed(case, "memo", "circular")
    assert tree(case.root) != before
    renamed(case, "circular", "memo")
    assert tree(case.root) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mem", "x", 'Did you mean "memo"?'),
        ("memo", "slip", 'There is a paper "slip" already'),
        ("t0", "morning", 'There is a act "morning" already'),
        ("t0", "p-1", "cannot be the id of a puzzle"),
        ("t0", "world", "cannot be the id of a puzzle"),
        ("memo", "../memo", "cannot be the id of a paper"),
        ("means", "x", "`bank:means` or `variable:means`"),
    ],
)
def test_what_cannot_be_renamed_so_is_refused_and_nothing_changes(case: Folder, old: str, new: str, said: str) -> None:
    before = tree(case.root)
    with pytest.raises(Refusal) as refused:
        rename(case.root, old, new, quietly)
    assert said in refused.value.sentence
    assert tree(case.root) == before


@pytest.mark.usefixtures("unproved")
def test_what_leads_out_of_the_folder_is_left_alone(case: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("{{ e.answer }}", "utf-8")
    (case.root / "puzzles/e/solution.md").symlink_to(outside)
    renamed(case, "e", "echo")
    assert outside.read_text("utf-8") == "{{ e.answer }}"
    assert (case.root / "puzzles/echo/solution.md").is_symlink()


def test_a_file_that_is_no_text_is_refused_by_its_name(case: Folder) -> None:
    (case.root / "puzzles/e/solution.md").write_bytes(b"\xff\xfe")
    with pytest.raises(Refusal, match=r"puzzles/e/solution\.md is not UTF-8"):
        rename(case.root, "memo", "circular", quietly)


def test_an_unsound_case_is_not_renamed(case: Folder) -> None:
    case.edit("case.toml", 'opens = "a"', 'opens = "aa"')
    with pytest.raises(Unsound):
        rename(case.root, "memo", "circular", quietly)


def test_a_word_that_is_also_an_id_is_not_changed_behind_an_author_s_back(case: Folder) -> None:
    """A card called as a word that the world draws: the paper would read otherwise, so nothing is done."""
    case.edit("world.toml", '"stationery room", "boiler room", "post room"', '"drawer"')
    before = tree(case.root)
    with pytest.raises(Refusal, match="rename by hand"):
        rename(case.root, "drawer", "box", quietly)
    assert tree(case.root) == before


@pytest.mark.parametrize("fails_at", [1, 4, 12, 99])
@pytest.mark.usefixtures("unproved")
def test_a_failure_midway_leaves_the_old_tree(case: Folder, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    renaming = rename(case.root, "puzzle:a", "alpha", quietly)
    before = tree(case.root)
    real, count = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == fails_at:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    def no_rename(self: Path, target: Path) -> Path:
        raise OSError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", failing)
    monkeypatch.setattr(Path, "rename", no_rename)
    with pytest.raises(Refusal, match="nothing was changed"):
        renaming.write()
    assert tree(case.root) == before


@pytest.mark.usefixtures("unproved")
def test_an_interrupt_midway_leaves_the_old_tree(case: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    renaming = rename(case.root, "memo", "circular", quietly)
    before = tree(case.root)

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        renaming.write()
    assert tree(case.root) == before


@pytest.mark.usefixtures("unproved")
def test_a_dry_run_shows_the_lines_and_changes_nothing(case: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(case.root)
    assert cli.main(["rename", "memo", "circular", "--case", str(case.root), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "docs/memo.md → docs/circular.md" in said
    assert '+ id = "circular"' in said
    assert tree(case.root) == before


@pytest.mark.usefixtures("unproved")
def test_the_command_says_what_it_did(case: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rename", "memo", "circular", "--case", str(case.root)]) == 0
    assert "paper:memo is now circular." in capsys.readouterr().out


@pytest.mark.slow
def test_everything_that_has_an_id_can_be_renamed(case: Folder) -> None:
    found = load(SOURCE)
    for known in everything(found):
        new = "Zz9" if known.sort == "clue" else "zz_new"
        assert changes(found, known.written, new)
        rename(case.root, known.written, new, quietly)
