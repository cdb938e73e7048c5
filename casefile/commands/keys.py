"""`casefile keys`: the key that seals a case."""

import argparse
import json
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    change = command.add_mutually_exclusive_group()
    change.add_argument("--make", action="store_true", help="make the key now, not at the first seal")
    change.add_argument("--lock", action="store_true", help="lock it with a passphrase, or with another one")
    change.add_argument("--unlock", action="store_true", help="take its passphrase away")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.commands.passphrase import ask_passphrase, new_passphrase
    from casefile.errors import Refusal
    from casefile.vault import SealKey, fingerprint, is_locked
    from casefile.workshop.finished import SEAL_KEY

    path = wanted.source / SEAL_KEY
    if not (wanted.source / "case.toml").is_file():
        raise Refusal("keys-case", f"{wanted.source} holds no case: there is no case.toml in it.")
    if not wanted.make and not path.is_file():
        raise Refusal("keys-none", f"{wanted.source} has no {SEAL_KEY} yet: `casefile keys {wanted.source} --make`.")
    key = SealKey.load_or_make(path, ask_passphrase)
    if wanted.lock:
        key.save(path, new_passphrase())
    elif wanted.unlock:
        key.save(path)
    about = {"key": str(path), "fingerprint": fingerprint(key.author), "locked": is_locked(path)}
    if wanted.json:
        print(json.dumps(about))  # noqa: T201
        return 0
    kept = "locked with a passphrase" if about["locked"] else "not locked: whoever reads it can open every pack"
    print(f"{path}\n  fingerprint  {about['fingerprint']}\n  {kept}")  # noqa: T201
    return 0
