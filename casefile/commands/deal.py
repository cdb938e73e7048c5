"""`casefile deal`: a deal of a case for each team of an evening."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.workshop.dealer import How
    from casefile.workshop.dealing import Outcome


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument(
        "place", nargs="?", type=Path, metavar="DIR", help="the folder of the case's source; with --add a deal folder"
    )
    command.add_argument("--teams", type=int, default=None, metavar="N", help="deal to so many teams")
    command.add_argument("--add", type=int, default=None, metavar="N", help="deal to so many late teams")
    command.add_argument(
        "--prepare", type=int, default=None, metavar="N", help="lay so many deals ready, so that dealing takes seconds"
    )
    command.add_argument("-o", "--output", type=Path, default=None, metavar="FOLDER", help="the deal folder to make")
    command.add_argument("--profile", default="full", help="the cut of the case; else `full`")
    command.add_argument(
        "--seed", default="", metavar="WORD", help="deal the same again for the same word; else random"
    )
    command.add_argument("--minutes", type=int, default=None, metavar="M", help="how long a play may last; 0: no limit")
    command.add_argument("--name", action="append", default=[], metavar="NAME", help="name of a team; may be repeated")
    command.add_argument("--source", type=Path, default=None, metavar="DIR", help="with --add: where the case lies now")
    command.add_argument("--unchecked", action="store_true", help="deal whatever the rules say of a deal")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--progress", choices=("auto", "lines", "none"), default="auto", help="`auto`: a bar where there is a terminal"
    )
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    _check(wanted)
    from casefile.commands.passphrase import ask_passphrase
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress
    from casefile.workshop.dealer import How

    source = wanted.place if wanted.add is None else wanted.source or _source_of(wanted.place)
    with progress(f"Dealing {source.name}", wanted.progress) as tell:
        how = How(
            profile=wanted.profile,
            word=wanted.seed,
            is_checked=not wanted.unchecked,
            cache=seal_cache(source),
            ask=ask_passphrase,
            tell=tell,
        )
        said = _prepare(wanted, how) if wanted.prepare is not None else _deal(wanted, source, how)
    print(said)  # noqa: T201
    return 0


def _prepare(wanted: argparse.Namespace, how: "How") -> str:
    from casefile.workshop.dealing import prepare

    made, ready = prepare(wanted.place, wanted.prepare, how)
    if wanted.json:
        return json.dumps({"source": str(wanted.place), "profile": how.profile, "made": made, "ready": ready})
    return f"{wanted.place}: {made} deals made, {ready} lie ready."


def _deal(wanted: argparse.Namespace, source: Path, how: "How") -> str:
    from casefile.workshop.dealing import add_teams, deal_teams

    if wanted.add is not None:
        done = add_teams(wanted.place, wanted.add, how, source=wanted.source, names=wanted.name)
    else:
        folder = wanted.output or Path(f"{source.resolve().name}-deal")
        done = deal_teams(source, folder, wanted.teams, how, minutes=wanted.minutes, names=wanted.name)
    return _as_json(done) if wanted.json else _as_text(done)


def _check(wanted: argparse.Namespace) -> None:
    from casefile.errors import Refusal
    from casefile.host.deal.deal_file import DEAL

    chosen = [word for word in ("teams", "add", "prepare") if getattr(wanted, word) is not None]
    if wanted.place is None or not chosen:
        raise Refusal("deal-nothing", "Say which case is dealt, and to how many: `casefile deal DIR --teams 12`.")
    if len(chosen) > 1:
        raise Refusal("deal-nothing", f"`--{chosen[0]}` and `--{chosen[1]}` are two commands: give them one by one.")
    if wanted.add is None and (wanted.place / DEAL).is_file():
        raise Refusal("deal-folder", f"{wanted.place} is dealt already: `--add N` adds late teams to it.")


def _source_of(folder: Path) -> Path:
    from casefile.host.deal.folder import DealFolder

    return Path(DealFolder.open(folder).about.source)


def _as_json(done: "Outcome") -> str:
    about = done.folder.about
    teams = [{"id": team.id, "name": team.name, "code": team.code} for team in done.teams]
    return json.dumps(
        {
            "folder": str(done.folder.path),
            "case": about.case,
            "title": about.title,
            "profile": about.profile,
            "minutes": about.minutes,
            "teams": teams,
            "ready": done.ready,
        },
        ensure_ascii=False,
        indent=1,
    )


def _as_text(done: "Outcome") -> str:
    about, path = done.folder.about, done.folder.path
    wide = max(len(team.name) for team in done.teams)
    limit = f"{about.minutes} minutes" if about.minutes else "no limit"
    return "\n".join(
        [
            f"{path}: {about.title}, {about.profile}, {limit}.",
            "",
            *(f"  {team.id}  {team.name:<{wide}}  {team.code}" for team in done.teams),
            "",
            "Whoever has `pepper` can search every lock, and `gm.key` opens every answer: keep the folder to yourself.",
        ]
    )
