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
        "--revises", type=Path, default=None, metavar="PACK", help="an edition that this one corrects: saves go on"
    )
    command.add_argument("--unchecked", action="store_true", help="seal it with whatever `casefile check` says of it")
    command.add_argument(
        "--progress", choices=("auto", "lines", "none"), default="auto", help="`auto`: a bar where there is a terminal"
    )
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.commands.passphrase import ask_passphrase
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress
    from casefile.vault import Pack
    from casefile.workshop.finished import SEAL_KEY
    from casefile.workshop.seal import seal_case

    had_key = (wanted.source / SEAL_KEY).is_file()
    if wanted.revises:
        _revise(wanted)
    with progress(f"Sealing {wanted.source.name}", wanted.progress) as tell:
        pack = seal_case(
            wanted.source,
            seed=wanted.seed,
            profile=wanted.profile,
            kdf=wanted.kdf,
            answers=wanted.answers == "all",
            ask=ask_passphrase,
            approve=None if wanted.unchecked or wanted.kdf == "test" else lambda: _approve(wanted),
            progress=tell,
            cache=seal_cache(wanted.source),
        )
    write_whole(wanted.output, pack)
    with Pack.open(pack, allow_test=True) as sealed:
        made = (
            ""
            if had_key
            else f"\n{wanted.source / SEAL_KEY} was made. Keep it: only with it can this case be corrected."
        )
        print(f"{wanted.output}: revision {sealed.rev}, {len(pack) >> 10} KiB, sealed by {sealed.fingerprint}.{made}")  # noqa: T201
    return 0


def _approve(wanted: argparse.Namespace) -> None:
    """Hold a case to the rules before it is sealed for players; a pack for tests is none of theirs."""
    from casefile.errors import Refusal
    from casefile.workshop.check.rule import Severity
    from casefile.workshop.check.run import check

    report = check(wanted.source, profile=wanted.profile)
    errors = [one.problem for one in report.findings if one.severity is Severity.ERROR]
    if errors:
        told = "\n".join(map(str, errors))
        raise Refusal("seal-unfair", f"{told}\nNot sealed. Mend this, or seal it as it is with `--unchecked`.")


def _revise(wanted: argparse.Namespace) -> None:
    """Say what changes for those who play the edition before; refuse what they could not go on with."""
    from casefile.commands.passphrase import ask_passphrase
    from casefile.errors import Refusal
    from casefile.vault import Pack
    from casefile.workshop.editions import compare

    with Pack.open(wanted.revises, allow_test=True) as pack:
        if pack.profile != wanted.profile:
            raise Refusal(
                "seal-revises", f"{wanted.revises.name} is the profile {pack.profile}: `--profile {pack.profile}`."
            )
        found = compare(pack, wanted.source, seed=wanted.seed, answers=False, ask=ask_passphrase)
    if found.new_rev <= found.old_rev:
        words = f"{wanted.revises.name} is revision {found.old_rev}: raise `rev` in case.toml above that."
        raise Refusal("seal-revises", words)
    print(f"Revision {found.new_rev} of {wanted.source.name}, for saves of revision {found.old_rev}:")  # noqa: T201
    for one in found.differences:
        print(f"  {one}")  # noqa: T201
