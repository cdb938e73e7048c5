"""What came of an evening: read beside the play, told without spoilers, with everything foreign made harmless."""

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.replay.lines import lines
from casefile.host.replay.tape import Replay
from casefile.host.report.answers import Known, Tried
from casefile.host.report.data import Report
from casefile.host.report.make import report
from casefile.host.report.page import page
from casefile.host.report.reading import reading
from casefile.host.report.rows import Wish, guesses
from casefile.host.report.spreadsheet import table
from casefile.store import safefile
from tests.host.evenings import Evening, sitting
from tests.workshop.dealt_folders import alone, dealt_folder

EVIL = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        return dealt_folder(tmp_path_factory.mktemp("dealt"), teams=3).path


@pytest.fixture
def folder(dealt: Path, tmp_path: Path) -> DealFolder:
    return DealFolder.open(Path(shutil.copytree(dealt, tmp_path / "deal")))


@pytest.fixture
def played(folder: DealFolder) -> DealFolder:
    """Two teams have played, the third has not."""
    with sitting(folder) as evening:
        _play(evening)
    with sitting(folder, "t02", names=("Cleo", "Dmitri")) as evening:
        evening.solve("t0", "a")
        evening.go(3)
        evening.ann.answer("b", ["no such thing"])
    return folder


def _play(evening: Evening) -> None:
    evening.solve("t0", minutes=0)
    evening.solve("a", minutes=4)
    evening.go(6)
    evening.ann.answer("b", ["no such thing"])
    evening.ben.ask("Is Ann right about the gate?", "b")
    evening.grace.reply(evening.ann.requests()[0].id, "Ask Ann again")
    evening.grace.hold("fire alarm")
    evening.go(20)
    evening.grace.release()
    evening.go(1)
    evening.free("b")


def test_each_team_is_told_with_its_time_and_what_it_took(played: DealFolder) -> None:
    first, second, third = report(played, Wish()).teams
    assert (first.opened, first.freed, first.wrong, first.requests) == (3, 1, 1, 1)
    assert (round(first.seconds / 60), first.limit) == (11, 3600)
    assert first.players == ("Ann", "Ben")
    assert (second.opened, second.wrong, second.ending) == (2, 1, "")
    assert (third.began, third.problem, third.hands) == (0, "", ())


def test_the_page_says_how_long_the_host_gave_and_not_what_the_deal_would_have(played: DealFolder) -> None:
    assert played.about.minutes != 60
    assert report(played, Wish()).minutes == 60
    assert ", 60 minutes; " in page(report(played, Wish()))


def test_the_time_of_a_puzzle_is_what_was_played_while_it_was_open(played: DealFolder) -> None:
    made = report(played, Wish())
    hands = {hand.lock: hand for hand in made.teams[0].hands}
    assert (hands["a"].shown, hands["a"].opened, hands["a"].spent, hands["a"].order) == (0, 240, 240, 2)
    assert (hands["b"].shown, hands["b"].opened, hands["b"].freed) == (0, 660, True)
    assert hands["b"].wrong == (600,)
    puzzles = {puzzle.lock: puzzle for puzzle in made.puzzles}
    assert puzzles["a"].minutes == (("t01", 4.0), ("t02", 5.0))
    assert puzzles["a"].quartiles == (4.25, 4.5, 4.75)
    assert puzzles["a"].expected == played.sheet(played.teams[0]).locks["a"].minutes
    assert (puzzles["b"].minutes, puzzles["b"].freed, puzzles["b"].shown) == ((), 1, 2)


def test_what_was_put_back_on_the_clock_was_played_all_the_same(folder: DealFolder) -> None:
    with sitting(folder) as evening:
        evening.go(10)
        evening.grace.rewind(8, "the wrong papers lay there")
        evening.solve("t0", minutes=5)
    team = report(folder, Wish()).teams[0]
    assert (team.seconds, team.played) == (7 * 60, 15 * 60)
    assert next(hand.opened for hand in team.hands if hand.lock == "t0") == 15 * 60


def test_acts_have_who_when_and_why(played: DealFolder) -> None:
    acts = {act.kind: act for act in report(played, Wish()).acts if act.team == "t01"}
    assert (acts["held"].by, acts["held"].why, acts["held"].played) == ("Grace", "fire alarm", 600)
    assert acts["freed"].why == "the lamp failed"
    assert acts["freed"].at > acts["held"].at
    assert report(played, Wish()).requests[0].replies == ("Ask Ann again",)


def test_the_same_wrong_guess_of_two_teams_stands_once(played: DealFolder) -> None:
    guess = report(played, Wish()).guesses[0]
    assert (guess.lock, guess.words, guess.teams, guess.times) == ("b", "no such thing", ("t01", "t02"), 2)


def _other(folder: DealFolder) -> list[str]:
    """What opens `a` for the second team and not for the first."""
    mine, others = (folder.sheet(folder.teams[n]).locks["a"].answers for n in (0, 1))
    found = [answer for answer in others if answer not in mine]
    assert found, "both were dealt the same: deal this event from another word"
    return found[0]


def test_an_answer_that_is_right_elsewhere_raises_an_alarm_and_is_not_told(played: DealFolder) -> None:
    told = _other(played)
    with sitting(played, "t03") as evening:
        assert told not in played.sheet(played.teams[2]).locks["a"].answers
        evening.solve("t0", minutes=20)
        evening.ben.answer("a", told)
    alarm = next(one for one in report(played, Wish()).alarms if (one.team, one.other) == ("t03", "t02"))
    assert (alarm.lock, alarm.by, alarm.is_after, alarm.words) == ("a", "Ben", True, "")
    assert told[0] not in page(report(played, Wish()))
    assert told[0] in page(report(played, Wish(spoilers=True)))


@pytest.mark.parametrize(("guess", "tells"), [("birch ash", True), ("oak birch", True), ("oak elm", False)])
def test_a_wrong_guess_with_a_part_of_an_answer_in_it_is_kept_back(guess: str, *, tells: bool) -> None:
    known = Known(right={"m1": {"t01": {("ash", "birch")}, "t02": {("ash", "fir")}}})
    form = tuple(guess.split())
    known.tried.append(Tried("t02", "m1", "The Board", form, guess, at=0.0, by="Ann", is_choice=True, is_near=False))
    assert [one.words for one in guesses(known, Wish())] == ["" if tells else guess]
    assert [one.words for one in guesses(known, Wish(spoilers=True))] == [guess]


def test_the_way_says_who_answered_where_names_are_wished(played: DealFolder) -> None:
    ways = [
        {step.lock: step.by for step in report(played, wish).teams[0].route} for wish in (Wish(), Wish(names=False))
    ]
    assert (ways[0]["a"], ways[0]["b"]) == (("Ann",), ("Grace",))
    assert (ways[1]["a"], ways[1]["b"]) == ((), ("Grace",))


def test_without_the_game_masters_key_there_are_no_alarms_and_a_notice(played: DealFolder) -> None:
    (played.path / "gm.key").unlink()
    made = report(played, Wish(spoilers=True))
    assert (made.alarms, made.answers, len(made.notices)) == ((), (), 1)
    assert "gm.key" in page(made)


def test_answers_and_moles_are_told_only_where_that_is_wished(played: DealFolder) -> None:
    silent = page(report(played, Wish()))
    sheet = played.sheet(played.teams[1])
    assert sheet.locks["a"].answers[0][0] not in silent
    assert not report(played, Wish()).answers
    assert all(not team.mole for team in report(played, Wish()).teams)
    told = report(played, Wish(spoilers=True))
    assert told.teams[0].mole
    assert sheet.locks["a"].answers[0][0] in page(told)


def test_no_player_is_named_where_that_is_not_wished(played: DealFolder) -> None:
    made = report(played, Wish(names=False))
    told = page(made) + table(made) + json.dumps([row.text for row in made.requests])
    assert not re.search(r"\b(Ann|Ben|Cleo|Dmitri)\b", told)
    assert "a player of Team 1" in told
    assert "Grace" in told
    assert "Ann" in page(report(played, Wish()))


class _Reader(HTMLParser):
    """Notes what a browser would fetch or run, and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "link", "iframe", "object", "a", "form"}:
            self.found.append(tag)
        self.found += [name for name, value in attrs if name in {"src", "href", "style"} or name.startswith("on")]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(made: Report) -> None:
    reader = _Reader()
    reader.feed(page(made))
    assert (reader.found, reader.open) == ([], [])


def test_the_page_has_no_script_fetches_nothing_and_closes_what_it_opens(played: DealFolder) -> None:
    _read(report(played, Wish(spoilers=True)))


def test_whatever_players_type_is_only_text(folder: DealFolder) -> None:
    about = json.loads((folder.path / "deal.json").read_text("utf-8"))
    about["teams"][0]["name"] = EVIL
    (folder.path / "deal.json").write_text(json.dumps(about), "utf-8")
    with sitting(DealFolder.open(folder.path), names=(EVIL, "=HYPERLINK(1)")) as evening:
        evening.read_all()
        evening.ann.answer("t0", [EVIL + "\x1b[2J"])
        evening.ann.ask(EVIL)
        evening.grace.announce(EVIL, EVIL)
        evening.grace.rename("=1+1")
    made = report(DealFolder.open(folder.path), Wish())
    _read(made)
    assert "\x1b" not in page(made)
    assert "<script" not in page(made)
    assert next(csv.DictReader(table(made).splitlines()))["name"] == "'=1+1"


def test_a_save_that_claims_any_time_is_told_all_the_same(played: DealFolder) -> None:
    save = played.saves / "t01.save"
    generation = safefile.read(save)
    assert generation is not None
    body = json.loads(generation.body)
    for event, at in zip(body["events"]["1"]["events"][3:], [1e308, -1e308, 1e308, 0, 1e308], strict=False):
        event["at"] = at
    safefile.write(save, generation.gen + 1, [generation.facts, b"\n", json.dumps(body).encode()])
    made = report(played, Wish())
    _read(made)
    assert "inf" not in table(made)
    with reading(played, played.teams[0]) as found:
        assert len(list(lines(Replay(found)))) == len(found.events)


def test_a_report_is_made_beside_a_play_and_changes_nothing(folder: DealFolder) -> None:
    with sitting(folder) as evening:
        evening.solve("t0")
        before = {path: path.read_bytes() for path in folder.saves.iterdir()}
        assert report(folder, Wish()).teams[0].opened == 1
        assert {path: path.read_bytes() for path in folder.saves.iterdir()} == before
        evening.ann.note("and on we go")


@pytest.fixture
def damage(played: DealFolder) -> DealFolder:
    save = played.saves / "t01.save"
    (save.parent / "t01.save.bak").unlink()
    save.write_bytes(save.read_bytes()[:-40] + b"x" * 40)
    return played


def test_a_damaged_save_is_one_sentence_and_the_others_are_told(damage: DealFolder) -> None:
    made = report(damage, Wish())
    assert made.teams[0].problem.count(".") == 2
    assert made.teams[1].opened == 2
    assert "damaged" in page(made)


def test_a_pack_or_a_sheet_that_is_gone_costs_its_own_team_only(played: DealFolder) -> None:
    (played.path / "packs" / "t01.case").write_bytes(b"no pack")
    (played.path / "sheets" / "t02.sheet").unlink()
    made = report(played, Wish())
    assert made.teams[0].problem
    assert made.teams[1].opened == 2
    assert len(made.notices) == 1
    _read(made)


def test_an_evening_that_nobody_has_played_is_refused(folder: DealFolder) -> None:
    with pytest.raises(Refusal) as caught:
        report(folder, Wish())
    assert caught.value.code == "report-none"


def test_the_command_writes_three_files_or_says_one_of_them(
    played: DealFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(played.path), "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.csv", "report.html", "report.json"]
    assert "without spoilers" in capsys.readouterr().out
    assert main(["report", str(played.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["teams"][0]["id"] == "t01"
    assert main(["report", str(played.path), "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {(row["team"], row["puzzle"], row["minutes"], row["order"]) for row in rows} >= {("t01", "a", "4.0", "2")}
    assert not (played.path / "report").exists()
    assert main(["report", str(tmp_path)]) == 2
    assert "no deal folder" in capsys.readouterr().err
