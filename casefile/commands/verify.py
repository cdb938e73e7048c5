"""`casefile verify`: whether a pack says what its source says."""

import argparse
import json
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("pack", type=Path, metavar="PACK", help="the sealed pack")
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source, with its seal.key")
    command.add_argument("--seed", default=None, help="the seed that it was dealt from; else the story seed")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 where they differ."""
    from casefile.commands.passphrase import ask_passphrase
    from casefile.desk.progress import progress
    from casefile.vault import Pack
    from casefile.workshop.editions import compare

    with Pack.open(wanted.pack, allow_test=True) as pack, progress(f"Reading {wanted.pack.name}") as tell:
        pack.verify()
        found = compare(pack, wanted.source, seed=wanted.seed, ask=ask_passphrase, told=tell)
    told = [str(one) for one in found.differences]
    if found.old_rev != found.new_rev:
        told.insert(0, f"the pack is revision {found.old_rev}, the source {found.new_rev}")
    if wanted.json:
        print(json.dumps({"same": not told, "rev": found.old_rev, "differences": told}))  # noqa: T201
    else:
        same = f"{wanted.pack} says what {wanted.source} says: revision {found.old_rev}, {found.nodes} nodes."
        print("\n".join(told) if told else same)  # noqa: T201
    return 1 if told else 0
