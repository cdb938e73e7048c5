"""A rehearsal: it plays the real server, and says what broke and what was slow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.errors import Refusal
from casefile.host.rehearse.evening import Plan, rehearse
from casefile.host.rehearse.figures import Figures
from casefile.host.rehearse.server import FastClock
from tests.host.halls import copied


@pytest.mark.timeout(180)
def test_bots_play_a_deal_to_its_end_and_leave_no_trace_in_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = sorted(path.name for path in folder.path.iterdir())
    told: list[tuple[int, int]] = []
    figures = rehearse(folder.path, Plan(2, 1, 120, 180), lambda done, total, _: told.append((done, total)))
    assert figures.faults == []
    assert figures.dead_ends == []
    assert sum(figures.ends.values()) == 2
    assert min(figures.solved) >= 1
    assert figures.acts["opened a paper"] > 2
    assert figures.repaints.times
    assert figures.guesses.times
    assert sorted(path.name for path in folder.path.iterdir()) == before
    assert told[0][1] == 120


def test_a_rehearsal_without_players_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for plan in (Plan(2, 0, 90, 60), Plan(2, 1, 0, 60), Plan(2, 1, 90, 0)):
        with pytest.raises(Refusal) as caught:
            rehearse(folder.path, plan, lambda *_: None)
        assert caught.value.code == "rehearse-odd"


def test_what_broke_or_was_slow_is_said_and_is_the_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = Figures()
    monkeypatch.setattr("casefile.host.rehearse.evening.rehearse", lambda *_: figures)
    folder = str(copied(tmp_path).path)
    assert main(["rehearse", folder]) == 0
    assert "It holds." in capsys.readouterr().out
    figures.starved["p01"] += 2
    figures.dead_ends.append("t02: nothing to do")
    figures.repaints.times += [900.0]
    figures.unanswered.append("t03: asked about Sign Here, and was not answered")
    figures.waits += [1.0, 4.0]
    figures.load += [40.0, 99.0]
    assert main(["rehearse", folder]) == 1
    said = capsys.readouterr().out
    for words in ("p01: 2 teams had every hint", "t02: nothing to do", "p99: 900 ms, bar 250 ms", "It does not hold."):
        assert words in said
    rows = ("t03: asked about", "2 answered, after 2.5 minutes, at most 4.0", "99 % in its busiest", "a lower --speed")
    for words in rows:
        assert words in said
    assert main(["rehearse", folder, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["starved"] == {"p01": 2}


def test_a_fast_clock_begins_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.host.rehearse.server.time.time", lambda: 110.0)
    assert FastClock(100.0, 60.0)() == 700.0
