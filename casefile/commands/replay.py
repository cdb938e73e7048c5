"""`casefile replay`: watch again what a team did."""

import argparse
import math
import sys
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("deal", type=Path, metavar="DEAL", help="a deal folder that was played, or is being played")
    command.add_argument("team", metavar="TEAM", help="a team, by its name or by its id, such as `t01`")
    command.add_argument(
        "--speed", type=_speed, default=30.0, metavar="N", help="seconds of the play in one second; else 30"
    )
    command.add_argument(
        "--from", type=_minute, default=0.0, dest="minute", metavar="MINUTE", help="where on the team's clock to begin"
    )
    command.add_argument("--plain", action="store_true", help="the log in lines, with times")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.plain.find import find
    from casefile.host.deal.folder import DealFolder
    from casefile.host.replay.tape import Replay
    from casefile.host.report.reading import reading

    folder = DealFolder.open(wanted.deal)
    team = find("team", wanted.team, folder.teams, lambda one: (one.id, one.name))
    with reading(folder, team) as found:
        replay = Replay(found)
        if wanted.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
            from casefile.desk.launch import speak_its_encoding
            from casefile.host.replay.lines import lines

            speak_its_encoding()
            for line in lines(replay, wanted.minute):
                print(line)  # noqa: T201
            return 0
        from casefile.desk.cases import preferences_file
        from casefile.desk.launch import need_a_screen
        from casefile.desk.preferences import Preferences
        from casefile.host.replay.screen import ReplayApp

        need_a_screen()
        likes = Preferences.load(preferences_file())
        app = ReplayApp(replay, likes, speed=wanted.speed, place=replay.at_minute(wanted.minute))
        app.run()
        return app.return_code or 0


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 100_000:
        raise argparse.ArgumentTypeError("a number from 0.1 on, such as 60")
    return speed


def _minute(text: str) -> float:
    minute = float(text)
    if not math.isfinite(minute) or minute < 0:
        raise argparse.ArgumentTypeError("a number of minutes")
    return minute
