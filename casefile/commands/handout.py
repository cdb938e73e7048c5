"""`casefile handout`: the papers of a case as printable pages."""

import argparse
from pathlib import Path

from casefile.commands.output import write_whole


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the HTML file to write")
    command.add_argument("--seed", default=None, help="deal the case from this seed; else from its story seed")
    command.add_argument("--profile", default="full", help="the cut of the case; else `full`")
    command.add_argument("--language", default="", help="language of the papers; else the case's own")
    command.add_argument("--act", action="append", default=[], metavar="ID", help="only papers of this act; repeatable")
    command.add_argument("--player", default="", help="the player's name, where a paper has it")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.workshop.deal import deal_case
    from casefile.workshop.handout import handout

    dealt = deal_case(wanted.source, seed=wanted.seed, profile=wanted.profile)
    pages = handout(dealt, language=wanted.language, acts=wanted.act, player=wanted.player)
    write_whole(wanted.output, pages.encode())
    count = pages.count("<article")
    print(f"{wanted.output}: {count} papers, with all that the locks hide from a player.")  # noqa: T201
    return 0
