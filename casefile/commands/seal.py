"""`casefile seal`: make a pack."""

import argparse
from pathlib import Path

from casefile.commands.output import write_whole


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where the pack is written")
    command.add_argument("--seed", default=None, help="deal the case from this seed; else from its story seed")
    command.add_argument("--profile", default="full", help="the cut of the case; else `full`")
    command.add_argument("--kdf", choices=("standard", "light", "test"), default="standard", help="what a guess costs")
    command.add_argument("--answers", choices=("all", "none"), default="all", help="`none`: no hint says the answer")
    command.add_argument(
        "--progress", choices=("auto", "lines", "none"), default="auto", help="`auto`: a bar where there is a terminal"
    )
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress
    from casefile.workshop.seal import seal_case

    with progress(f"Sealing {wanted.source.name}", wanted.progress) as tell:
        pack = seal_case(
            wanted.source,
            seed=wanted.seed,
            profile=wanted.profile,
            kdf=wanted.kdf,
            answers=wanted.answers == "all",
            progress=tell,
            cache=seal_cache(wanted.source),
        )
    write_whole(wanted.output, pack)
    return 0
