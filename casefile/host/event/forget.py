"""Deleting for good by which names people played."""

import contextlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.host.event.export import whole
from casefile.host.hall.at_work import at_work, held
from casefile.host.report.names import Names, players_of
from casefile.session.events import load
from casefile.store import safefile
from casefile.store.safefile import beside

_PEOPLE = frozenset({"by", "with", "player", "sender"})
"""Fields of an event in which somebody stands."""
_TEXTS = frozenset({"text", "why", "reason"})
"""Fields in which somebody wrote."""
PLAYERS = "players.json"
_AT_WORK = "The host is at work, and would write the names again. Close it first: nothing was changed."


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done to one team."""

    team: str
    players: int
    keys: int
    """Keys of clients by which players were known."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A save, read and locked."""

    team: Team
    path: Path
    generation: safefile.Generation
    body: dict[str, Any]
    names: Names


def players(folder: DealFolder, teams: Sequence[Team]) -> int:
    """How many names there are to forget. Refusal: `event-save`, `save-damaged`, `save-version`."""
    saves = ((team, folder.saves / f"{team.id}.save") for team in teams)
    return sum(len(_names_in(_body(_taken(save))[1], team)) for team, save in saves if _is_there(save))


def forget(folder: DealFolder, teams: Sequence[Team]) -> tuple[Forgotten, ...]:
    """Delete names from saves, their previous generations and the list of known keys.

    All saves are locked and read before the first one is written.

    Raises:
        Refusal: `host-at-work`; or a save is damaged; nothing was changed then.
    """
    with ExitStack() as stack:
        if folder.saves.is_dir():
            stack.callback(at_work(folder.saves, _AT_WORK).release)
        opened = [save for team in teams if (save := _opened(stack, folder, team))]
        known = _known(folder.saves / PLAYERS)
        for save in opened:
            _write(save)
        ids = {team.id for team in teams}
        kept = {key: row for key, row in known.items() if row.get("team") not in ids}
        if len(kept) != len(known):
            safefile.put(folder.saves / PLAYERS, [msgspec.json.format(msgspec.json.encode(kept), indent=1)])
        _forget_elsewhere(folder, [save.names for save in opened])
    counts = {team.id: sum(row.get("team") == team.id for row in known.values()) for team in teams}
    people = {save.team.id: len(save.names.players) for save in opened}
    return tuple(Forgotten(team.name, people.get(team.id, 0), counts[team.id]) for team in teams)


def _opened(stack: ExitStack, folder: DealFolder, team: Team) -> _Open | None:
    path = folder.saves / f"{team.id}.save"
    if not _is_there(path):
        return None
    stack.callback(held(path, _AT_WORK).release)
    generation = _taken(path)
    body, events = _body(generation)
    return _Open(team, path, generation, body, Names(_names_in(events, team), team.name, are_kept=False))


def _is_there(path: Path) -> bool:
    return path.exists() or beside(path, ".bak").exists()


def _taken(path: Path) -> safefile.Generation:
    generation = safefile.parse(whole(path))
    if generation is None:  # for the type checker: `whole` has parsed it
        raise Refusal("save-damaged", f"{path} is damaged.")
    return generation


def _body(generation: safefile.Generation) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A save's tables, and the events in them."""
    body: dict[str, Any] = msgspec.json.decode(generation.body)
    return body, [event for leaf in body.get("events", {}).values() for event in leaf["events"]]


def _names_in(events: list[dict[str, Any]], team: Team) -> tuple[str, ...]:
    """Everybody's name; whoever was forgotten before has none."""
    nobody = Names((), team.name, are_kept=False).nobody
    return tuple(name for name in players_of(load(events)) if name != nobody)


def _write(save: _Open) -> None:
    """Write a save without its names, twice: then its previous generation has none either."""
    body = {**save.body, "views": {}}
    body["events"] = {key: {"events": _told(leaf["events"], save.names)} for key, leaf in body["events"].items()}
    facts = msgspec.json.encode(_told(msgspec.json.decode(save.generation.facts), save.names))
    pieces = [facts, b"\n", msgspec.json.encode(body)]
    safefile.clear(save.path)
    for more in (1, 2):
        safefile.write(save.path, save.generation.gen + more, pieces)
    with contextlib.suppress(FileNotFoundError):
        beside(save.path, ".damaged").unlink()


def _told(value: Any, names: Names, field: str = "") -> Any:
    """A record without its names."""
    match value:
        case str() if field in _PEOPLE:
            return names.who(value)
        case str() if field in _TEXTS:
            return names.text(value)
        case list():
            return [_told(item, names) for item in value]
        case dict():
            return {key: _told(item, names, key) for key, item in value.items()}
    return value


def _known(path: Path) -> dict[str, dict[str, Any]]:
    try:
        known = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, Any]])
    except FileNotFoundError:
        return {}
    except safefile.UNDECODABLE:
        raise Refusal("players-unreadable", f"{path} cannot be read. Delete it by hand: it holds names.") from None
    return known


def _forget_elsewhere(folder: DealFolder, names: list[Names]) -> None:
    """Whatever else the host keeps for the whole evening."""
    for path in folder.saves.glob("*.json"):
        if path.name == PLAYERS:
            continue
        with contextlib.suppress(*safefile.UNDECODABLE):
            before = msgspec.json.decode(path.read_bytes())
            after = before
            for own in names:
                after = _told(after, own)
            if after != before:
                safefile.put(path, [msgspec.json.format(msgspec.json.encode(after), indent=1)])
