"""`casefile event`: a whole evening as a file, and what is left of it afterwards."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from casefile.errors import Refusal


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    acts = command.add_subparsers(title="what to do", metavar="ACT", dest="act", required=True)
    one = _act(acts, "export", "write an evening into one file", _export, ("deal", "DEAL"), ("file", "FILE"))
    one.add_argument(
        "--with-keys", action="store_true", help="with pepper, gm.key and the host's key: whoever has it has it all"
    )
    _act(acts, "import", "make a deal folder from such a file", _import, ("file", "FILE"), ("deal", "DEAL"))
    one = _act(acts, "forget", "delete for good by which names people played", _forget, ("deal", "DEAL"))
    one.add_argument("--team", action="append", default=[], metavar="T", help="only this team; may be repeated")
    one.add_argument("--yes", action="store_true", help="do not ask")
    one = _act(acts, "list", "say which evenings lie in a folder", _list, ("folder", "FOLDER"))
    one.add_argument("--json", action="store_true", help="one JSON object a line")


def _act(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    do: Callable[[argparse.Namespace], int],
    *paths: tuple[str, str],
) -> argparse.ArgumentParser:
    act = acts.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    for dest, metavar in paths:
        act.add_argument(dest, type=Path, metavar=metavar)
    act.set_defaults(run=do)
    return act


def _export(wanted: argparse.Namespace) -> int:
    from casefile.host.deal.folder import DealFolder
    from casefile.host.event.export import export
    from casefile.host.report.words import count

    done = export(DealFolder.open(wanted.deal), wanted.file, with_keys=wanted.with_keys)
    held = f"{count(done.teams, 'team', 'teams')}, {count(done.saves, 'save', 'saves')}"
    print(f"{wanted.file}: {held}, {_keys(done.keys)}, {done.size / 1e6:.1f} MB.")  # noqa: T201
    return 0


def _keys(keys: tuple[str, ...]) -> str:
    return f"with {', '.join(keys)}" if keys else "without keys"


def _import(wanted: argparse.Namespace) -> int:
    from casefile.host.deal.deal_file import PEPPER
    from casefile.host.event.take_in import take_in
    from casefile.host.report.words import count
    from casefile.text import clean

    done = take_in(wanted.file, wanted.deal)
    held = f"{count(done.teams, 'team', 'teams')}, {count(done.saves, 'save', 'saves')}"
    print(f"{wanted.deal}: {clean(done.title, lines=False)}, {held}, {_keys(done.keys)}.")  # noqa: T201
    if PEPPER in done.keys:
        print(f"`casefile host {wanted.deal}` goes on with it.")  # noqa: T201
    else:
        print(f"To go on with it, put the evening's {PEPPER} there; gm.key, too, to free a lock.")  # noqa: T201
    return 0


def _forget(wanted: argparse.Namespace) -> int:
    from casefile.desk.plain.find import find
    from casefile.host.deal.folder import DealFolder
    from casefile.host.event.forget import forget, players
    from casefile.host.report.words import count
    from casefile.text import clean

    folder = DealFolder.open(wanted.deal)
    teams = [find("team", name, folder.teams, lambda one: (one.id, one.name)) for name in wanted.team]
    chosen = tuple({team.id: team for team in teams or folder.teams}.values())
    names = players(folder, chosen)
    asked = f"{count(names, 'name', 'names')} in {count(len(chosen), 'team', 'teams')} of {folder.about.title}"
    if not wanted.yes and not _is_meant(asked):
        print("Nothing was changed.")  # noqa: T201
        return 1
    for done in forget(folder, chosen):
        known = f", {count(done.keys, 'known key', 'known keys')}" if done.keys else ""
        print(clean(f"{done.team}: {count(done.players, 'name', 'names')}{known} deleted.", lines=False))  # noqa: T201
    print("Notes and requests stay, without whole names; a name that was written otherwise stands there still.")  # noqa: T201
    if (folder.path / "report").exists():
        print(f"A report was made before and has the names: {folder.path / 'report'}.")  # noqa: T201
    return 0


def _is_meant(asked: str) -> bool:
    if not sys.stdin.isatty():
        raise Refusal("forget-sure", f"This would delete {asked} for good: say so with --yes.")
    return input(f"This deletes {asked} for good. Type `forget` to go on: ").strip() == "forget"


def _list(wanted: argparse.Namespace) -> int:
    import msgspec

    from casefile.host.event.listing import evenings
    from casefile.host.report.words import count, day
    from casefile.text import clean

    for row in evenings(wanted.folder):
        if wanted.json:
            print(msgspec.json.encode(row).decode())  # noqa: T201
            continue
        last = f", last on {day(row.last)}" if row.last else ""
        told = f"{row.title}, {row.profile}, {count(row.teams, 'team', 'teams')}, {row.played} played{last}"
        print(clean(f"{row.folder}: {row.problem or told + '.'}", lines=False))  # noqa: T201
    return 0
