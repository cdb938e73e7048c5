"""`casefile host`: let teams in over SSH."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("deal", type=Path, metavar="DEAL", help="a deal folder, as `casefile deal` makes it")
    command.add_argument("--minutes", type=float, default=None, metavar="M", help="how long a team has; 0: no limit")
    command.add_argument("--port", type=int, default=2222, help="where to listen; else 2222")
    command.add_argument("--address", default="", metavar="ADDR", help="the address to listen on; else all")
    command.add_argument("--name", default="", metavar="HOST", help="what the join slips call this machine")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.host.folder import DealFolder
    from casefile.host.hall import Hall
    from casefile.host.service import Wish, serve

    folder = DealFolder.open(wanted.deal)
    minutes = folder.about.minutes if wanted.minutes is None else wanted.minutes
    hall = Hall(folder, minutes=minutes)
    serve(hall, Wish(wanted.address, wanted.port, wanted.name), lambda words: print(words, flush=True))  # noqa: T201
    return 0
