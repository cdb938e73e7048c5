"""`casefile play`: sit down at a desk."""

import argparse
from pathlib import Path

from casefile.commands.options import add_saves_folder


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument(
        "target",
        nargs="?",
        default="",
        metavar="CASE|PACK|SAVE",
        help="begin a case or a pack file, or go on with a save",
    )
    command.add_argument("--plain", action="store_true", help="line mode: for screen readers, pipes and scripts")
    command.add_argument("--json", action="store_true", help="line mode with one JSON object a line")
    command.add_argument(
        "--seed", default="", help="`random`: another deal than the story's; any other seed needs the case's source"
    )
    command.add_argument(
        "--profile", default="", help="a shorter cut of the case, such as `evening`; the Registry names them"
    )
    command.add_argument(
        "--pack", type=Path, default=None, metavar="FILE", help="go on with a save with this pack: a corrected edition"
    )
    command.add_argument("--name", default="", help="name of the new save")
    command.add_argument("--player", default="", help="your name at the desk")
    command.add_argument("--language", default="", help="language of the papers, such as `en`")
    command.add_argument("--allow-test", action="store_true", help="open a pack that was sealed for tests, too")
    add_saves_folder(command)
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.launch import Wanted, play

    return play(
        Wanted(
            target=wanted.target,
            plain=wanted.plain or wanted.json,
            as_json=wanted.json,
            seed=wanted.seed,
            profile=wanted.profile,
            pack=wanted.pack,
            name=wanted.name,
            player=wanted.player,
            language=wanted.language,
            saves=wanted.saves,
            allow_test=wanted.allow_test,
        )
    )
