"""Names are deleted for good: from saves, from what they were before, from the list of keys; the play stays."""

import json
import shutil
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.event.forget import forget, players
from casefile.host.report.make import report
from casefile.host.report.reading import reading
from casefile.host.report.rows import Wish
from casefile.store import safefile
from casefile.store.tinydb import locked
from tests.host.evenings import sitting
from tests.workshop.dealt_folders import alone, dealt_folder

NAMES = ("Philippa", "Quentin", "Rosalind", "Sebastian")


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        folder = dealt_folder(tmp_path_factory.mktemp("dealt"), teams=3)
    for team, names in (("t01", NAMES[:2]), ("t02", NAMES[2:])):
        with sitting(folder, team, names=names) as evening:
            evening.solve("t0", "a", "b")
            evening.ann.note(f"{names[1].lower()} says it is the gate")
            put = evening.ben.propose("answer", "m", evening.right("m"))
            assert put
            assert evening.ann.confirm(put.id).kind == "solved"
            evening.ben.ask(f"Is {names[0]} right?")
            evening.grace.reply(evening.ben.requests()[0].id, f"{names[0]} is")
            evening.grace.move(names[0], "Team 3", f"{names[0]} wished it")
            evening.ann.keep_view({"desk": {"answers": {"b": ["half"]}}})
    known = {f"SHA256:{name}": {"team": "t01" if name in NAMES[:2] else "t02", "player": name} for name in NAMES}
    (folder.saves / "players.json").write_text(json.dumps(known))
    (folder.saves / "hall.json").write_text(json.dumps({"moved": [{"player": NAMES[0], "why": f"for {NAMES[0]}"}]}))
    return folder.path


@pytest.fixture
def folder(dealt: Path, tmp_path: Path) -> DealFolder:
    return DealFolder.open(Path(shutil.copytree(dealt, tmp_path / "deal")))


def named(folder: DealFolder) -> set[str]:
    """Names that stand in any file of the saves."""
    data = b"".join(path.read_bytes().lower() for path in folder.saves.iterdir() if path.is_file())
    return {name for name in NAMES if name.lower().encode() in data}


def test_no_file_has_a_name_any_more(folder: DealFolder) -> None:
    (folder.saves / "t01.save.damaged").write_bytes(NAMES[0].encode())
    assert (players(folder, folder.teams), named(folder)) == (4, set(NAMES))
    done = forget(folder, folder.teams)
    assert named(folder) == set()
    assert [(one.players, one.keys) for one in done] == [(2, 2), (2, 2), (0, 0)]
    assert players(folder, folder.teams) == 0


def test_the_play_stays_what_it_was(folder: DealFolder) -> None:
    before = report(folder, Wish(names=False))
    forget(folder, folder.teams)
    after = report(folder, Wish())
    assert [team.hands for team in after.teams] == [team.hands for team in before.teams]
    assert [team.route for team in after.teams] == [team.route for team in before.teams]
    assert (after.guesses, after.puzzles) == (before.guesses, before.puzzles)
    with reading(folder, folder.teams[0]) as found:
        notes = found.play.notes()
        assert [(note.by, note.text) for note in notes] == [("a player of Team 1", "a player says it is the gate")]
        assert {act.by for act in after.acts} == {"Grace"}


def test_only_the_team_that_is_meant_is_forgotten(folder: DealFolder) -> None:
    forget(folder, folder.teams[1:2])
    assert named(folder) == set(NAMES[:2])


def test_both_generations_of_a_save_open_afterwards_and_it_is_played_on(folder: DealFolder) -> None:
    forget(folder, folder.teams)
    for ending in ("", ".bak"):
        assert safefile.read(folder.saves / f"t01.save{ending}") is not None
    with sitting(folder, names=("Tamsin", "Ulric")) as evening:
        evening.solve("c")
    assert report(folder, Wish()).teams[0].opened == 5


@pytest.mark.parametrize("held", ["host", "t02.save"])
def test_while_a_host_is_at_work_nothing_is_forgotten(folder: DealFolder, held: str) -> None:
    lock = locked(folder.saves / held)
    try:
        with pytest.raises(Refusal) as caught:
            forget(folder, folder.teams)
    finally:
        lock.release()
    assert caught.value.code == "host-at-work"
    assert named(folder) == set(NAMES)
    forget(folder, folder.teams)


def test_a_damaged_save_keeps_everything_as_it_was_and_is_one_sentence(folder: DealFolder) -> None:
    for path in folder.saves.glob("t02.save*"):
        path.write_bytes(b"no")
    with pytest.raises(Refusal) as caught:
        forget(folder, folder.teams)
    assert caught.value.code == "event-save"
    assert set(NAMES[:2]) <= named(folder)
    forget(folder, folder.teams[:1])


def test_the_command_asks_first_and_says_what_it_did(
    folder: DealFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deal = str(folder.path)
    assert main(["event", "forget", deal]) == 2
    assert "--yes" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda asked: "no" if "4 names in 3 teams" in asked else "forget")
    assert main(["event", "forget", deal]) == 1
    assert named(folder) == set(NAMES)
    assert main(["event", "forget", deal, "--team", "Team 1"]) == 0
    assert "Team 1: 2 names, 2 known keys deleted." in capsys.readouterr().out
    (folder.path / "report").mkdir()
    assert main(["event", "forget", deal, "--yes"]) == 0
    assert "report" in capsys.readouterr().out
    assert named(folder) == set()
