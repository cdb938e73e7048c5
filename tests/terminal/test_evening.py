"""A hosted evening: two teams of two and a game master at once, from the knock on the door to the report."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.host.rehearse.mirror import Mirror
from casefile.vault.manifest import Ref, say
from tests.host.real_host import hosting
from tests.terminal.game_master import ALL, GameMaster
from tests.terminal.lyrebird_event import deal_lyrebird
from tests.terminal.player import Player, play_on
from tests.terminal.screen import needs_tmux
from tests.terminal.ssh_client import client, console, needs_ssh, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), needs_tmux, needs_ssh]

HERONS, OWLS = "The Herons", "The Owls"
QUESTION, ALARM, CALM, LAMP = "is it the fourth column", "the fire alarm", "it was toast", "their lamp failed"
TEA, LOST, SHOWN, THANKS = "There is tea at the back.", "she cannot find the pad", "here is the pad", "found it"
GOODBYE = "The host is closing."


@dataclass(frozen=True)
class Evening:
    """Everybody who is there."""

    ann: Player
    ben: Player
    cat: Player
    dan: Player
    gm: GameMaster

    @property
    def players(self) -> tuple[Player, ...]:
        return self.ann, self.ben, self.cat, self.dan


@contextmanager
def come_in(event: DealFolder, port: int) -> Iterator[Evening]:
    """Everybody sits down, one after the other."""
    with ExitStack() as stack:
        players = []
        for team, names in zip(event.teams, (("Ann", "Ben"), ("Cat", "Dan")), strict=True):
            mirror = Mirror(event, team)
            stack.callback(mirror.close)
            for name in names:
                terminal = stack.enter_context(client(port, team.code))
                sit_down(terminal, name)
                players.append(Player(terminal, mirror, name))
        gm = GameMaster(stack.enter_context(console(event.path)))
        gm.terminal.wait_for("CONSOLE", "2 teams, 4 players, 0 requests")
        ann, ben, cat, dan = players
        yield Evening(ann, ben, cat, dan, gm)


def first_hint(event: DealFolder, team: Team, lock: str) -> str:
    """What a game master passes on first."""
    nodes = event.sheet(team).nodes
    node, key = next(nodes[name] for name in nodes if name.startswith(f"{lock}/hint/"))
    with event.pack(team) as pack:
        text = pack.manifest(Ref(node=bytes.fromhex(node), key=bytes.fromhex(key))).text
    return " ".join(say(text, "en", "en").split())


def ask_for_a_hint(evening: Evening, hint: str) -> None:
    """Ben asks from the hints; the game master passes on what the case has, and Ben reads it."""
    ben, gm = evening.ben, evening.gm
    ben.terminal.press("h")
    ben.terminal.wait_for("HELP WITH", "Ask the game master")
    ben.terminal.press("t")
    ben.terminal.wait_for("ASK THE GAME MASTER", f"[x] {ben.in_hand().title}")
    ben.terminal.write(QUESTION)
    ben.terminal.press("Enter", "Enter")
    ben.terminal.wait_gone("ASK THE GAME MASTER")
    gm.open_request(QUESTION)
    gm.pass_on(hint[:40], "Ben")
    ben.terminal.press("Escape", "i")
    ben.terminal.wait_for("MESSAGES", QUESTION, "Game master answered", hint[:40])
    ben.terminal.press("Escape")
    gm.terminal.press("Tab")


def stop_the_clocks(evening: Evening) -> None:
    """Nobody can answer meanwhile; what was typed is still there afterwards."""
    cat, gm = evening.cat, evening.gm
    gm.aim(HERONS)
    gm.act("p", "STOP THE CLOCK", ALL, ALARM, told="Held: 2 teams.")
    for player in evening.players:
        player.terminal.wait_for(f"Held by the host: {ALARM}. Read on; answers wait.")
    lock = cat.in_hand()
    cat.write_answer(lock, *cat.right(lock.name))
    cat.terminal.press("Enter")
    cat.terminal.wait_for(f"The host has stopped the clock: {ALARM}.")
    assert not cat.is_solved(lock.name)
    gm.terminal.wait_for(", held.")
    gm.act("p", "LET THE CLOCK GO ON", ALL, CALM, told="Let go on: 2 teams.")
    for player in evening.players:
        player.terminal.wait_gone("Held by the host")
    cat.send_answer(lock)


def minutes_left(player: Player) -> int:
    """What the head line says."""
    found = re.search(r"(\d+) min", player.terminal.lines[0])
    return int(found[1]) if found else 0


def give_time_and_tea(evening: Evening) -> None:
    """Time for one team, a line for both."""
    gm = evening.gm
    gm.aim(OWLS)
    gm.act("e", "MORE TIME", "", "7", LAMP, told=f"Extended by 7 minutes: {OWLS}.")
    evening.cat.terminal.wait(lambda: minutes_left(evening.cat) > 60, "more time")
    evening.dan.terminal.wait(lambda: minutes_left(evening.dan) > 60, "more time")
    gm.act("a", "ANNOUNCE", ALL, TEA, told="Announced: 2 teams.")
    for player in evening.players:
        player.terminal.press("i")
        player.terminal.wait_for("MESSAGES", "From Game master", TEA)
        player.terminal.press("Escape")
        player.terminal.wait_gone("MESSAGES")
    assert 0 < minutes_left(evening.ann) <= 60


def take_the_keys(evening: Evening) -> None:
    """The game master looks at Cat's screen, writes on her pad before her eyes, and gives the keys back."""
    cat, gm = evening.cat, evening.gm
    gm.aim(OWLS)
    gm.look("Cat")
    cat.terminal.wait(lambda: cat.terminal.lines[:24] == gm.terminal.lines[:24], "the same screen at both")
    gm.take(LOST)
    cat.terminal.wait_for(f"Game master has this terminal's keys: {LOST}.")
    gm.terminal.press("n")
    for terminal in (gm.terminal, cat.terminal):
        terminal.wait_for("write, then enter")
    cat.terminal.write("xxx")
    cat.terminal.wait_for("Game master has the keys of this terminal now. Yours wait.")
    gm.terminal.write(SHOWN)
    gm.terminal.press("Enter")
    for terminal in (gm.terminal, cat.terminal):
        terminal.wait_for(SHOWN)
    assert "xxx" not in cat.terminal.text
    gm.terminal.press("Escape")
    cat.terminal.wait_gone("write, then enter")
    gm.give_back("Cat")
    cat.terminal.wait_gone("has this terminal's keys")
    cat.note(THANKS)
    evening.dan.terminal.press("n")
    evening.dan.terminal.wait_for(SHOWN, THANKS)
    evening.dan.terminal.press("Escape")


def guess_wrong(player: Player) -> None:
    """Try something that opens nothing, and put it away."""
    lock = player.in_hand()
    player.write_answer(lock, "wrong 1", *player.right(lock.name)[1:])
    player.terminal.press("Enter")
    player.terminal.wait_for("That does not open it. One wrong answer so far.")
    player.terminal.press("C-u", "Escape")


def play_to_the_end(one: Player, other: Player) -> str:
    """Play the case to its end, taking turns, and see at both terminals how it ended."""
    while play_on(one, other):
        one, other = other, one
    ending = one.ending()
    for player in (one, other):
        player.terminal.press("o")
        player.terminal.wait_for("THE FILE IS CLOSED", ending)
        player.terminal.press("Escape")
    return ending


def read_the_log(gm: GameMaster, team: str, *words: str) -> None:
    """The log of a team says who did what."""
    gm.aim(team)
    gm.terminal.press("l")
    gm.terminal.wait_for("LOG", team, *words)
    gm.terminal.press("Escape")
    gm.terminal.wait_for("CONSOLE")


def the_report_tells(event: DealFolder, ending: str, hint: str) -> None:
    """What happened stands in the page, in the table and in the JSON."""
    told = subprocess.run(
        [sys.executable, "-m", "casefile", "report", str(event.path)], capture_output=True, text=True, check=True
    )
    assert "report.html, report.csv and report.json" in told.stdout
    folder = event.path / "report"
    made: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    assert made["minutes"] == 60
    teams = {team["name"]: team for team in made["teams"]}
    assert {name: team["players"] for name, team in teams.items()} == {HERONS: ["Ann", "Ben"], OWLS: ["Cat", "Dan"]}
    assert (teams[HERONS]["ending"], teams[OWLS]["ending"]) == (ending, "")
    assert teams[OWLS]["wrong"] == 1
    assert teams[HERONS]["opened"] > teams[OWLS]["opened"] >= 2
    (asked,) = made["requests"]
    assert (asked["by"], asked["text"]) == ("Ben", QUESTION)
    assert [" ".join(reply.split()) for reply in asked["replies"]] == [hint]
    assert {act["by"] for act in made["acts"] if act["kind"] != "timed"} == {"Game master"}
    acts = {(act["team"], act["kind"], act["why"]) for act in made["acts"]}
    for team in ("t01", "t02"):
        assert {(team, "held", ALARM), (team, "released", CALM), (team, "announced", "")} <= acts
    assert {("t02", "extended", LAMP), ("t02", "seized", LOST), ("t02", "yielded", "")} <= acts
    page = (folder / "report.html").read_text("utf-8")
    for words in (HERONS, OWLS, "Ann, Ben", "Cat, Dan", ending, QUESTION, ALARM, LAMP, TEA, LOST):
        assert words in page
    rows = list(csv.reader((folder / "report.csv").read_text("utf-8").splitlines()))
    assert any(HERONS in row and ending in row for row in rows)
    assert any(OWLS in row for row in rows)


def test_two_teams_and_a_game_master_have_a_whole_evening_over_ssh(tmp_path: Path) -> None:
    event = deal_lyrebird(tmp_path, 2, names=(HERONS, OWLS))
    with hosting(event.path, tmp_path / "host.log", "--minutes", "60") as host, come_in(event, host.port) as evening:
        play_on(evening.ann, evening.ben)
        play_on(evening.dan, evening.cat)
        for player in (evening.ann, evening.cat):
            player.read_all()
        hint = first_hint(event, event.teams[0], evening.ben.in_hand().name)
        ask_for_a_hint(evening, hint)
        stop_the_clocks(evening)
        give_time_and_tea(evening)
        take_the_keys(evening)
        evening.dan.read_all()
        guess_wrong(evening.dan)
        ending = play_to_the_end(evening.ann, evening.ben)
        read_the_log(evening.gm, HERONS, "Signed by Ann.", "Signed by Ben.")
        evening.gm.terminal.wait_for("ended", f"Ended: {ending}.")
        assert host.stop() == 0
        for terminal in (*(player.terminal for player in evening.players), evening.gm.terminal):
            terminal.wait_end()
            assert GOODBYE in terminal.last_words
    the_report_tells(event, ending, hint)
