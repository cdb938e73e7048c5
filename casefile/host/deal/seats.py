"""Writing a deal folder: whole, or not at all."""

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import (
    DEAL,
    GM_KEY,
    PACKS,
    PEPPER,
    SHEETS,
    DealFile,
    Sheet,
    Team,
    pepper_place,
    sheet_place,
)
from casefile.host.deal.folder import DealFolder, read_key
from casefile.host.deal.join_codes import join_codes
from casefile.vault import seal_sheet
from casefile.vault.private_file import write_private


class Deal(Protocol):
    """What a team is given."""

    @property
    def pack(self) -> bytes:
        """The sealed case."""

    @property
    def pepper(self) -> bytes:
        """What its locks are tried with, if it is a hosted one."""

    @property
    def sheet(self) -> bytes:
        """A `Sheet` as JSON, for no team yet, and not sealed."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A team that is to be, and its deal."""

    id: str
    name: str
    code: str
    made: Deal


def seats(deals: Sequence[Deal], names: Sequence[str], there: Sequence[Team] = ()) -> list[Seat]:
    """Give each deal to a team, with an id and a code that none of those has that are there."""
    first = max((int(team.id[1:]) for team in there), default=0) + 1
    codes = join_codes(len(deals), [team.code for team in there])
    rows = zip(names, codes, deals, strict=True)
    return [Seat(f"t{number:02}", *row) for number, row in enumerate(rows, start=first)]


def check_free(folder: Path) -> None:
    """Refuse a folder that is there already, empty or not.

    Raises:
        Refusal: `deal-exists`.
    """
    if folder.exists() or folder.is_symlink():
        words = f"{folder} is there already: name another folder with `-o`, or add late teams to it with `--add`."
        raise Refusal("deal-exists", words)


def write_folder(folder: Path, about: DealFile, new: Sequence[Seat]) -> None:
    """Write a new deal folder, for its owner only.

    Raises:
        Refusal: `deal-exists`, `deal-write`; nothing is left behind then.
    """
    check_free(folder)
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        keys = secrets.token_bytes(32), secrets.token_bytes(32)
        for name, key in zip((PEPPER, GM_KEY), keys, strict=True):
            write_private(draft / name, f"{key.hex()}\n".encode())
        teams = [_write_seat(draft, seat, *keys) for seat in new]
        _write_deal(draft, msgspec.structs.replace(about, teams=teams))
        draft.rename(folder)
        draft = None
    except OSError as fault:
        raise Refusal("deal-write", f"{folder} cannot be written: {fault.strerror}.") from fault
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)


def write_more(there: DealFolder, new: Sequence[Seat]) -> None:
    """Add teams to a deal folder; they are its teams from the moment at which `deal.json` names them.

    Raises:
        Refusal: `deal-write`; the folder has the teams that it had.
    """
    path = there.path
    keys = read_key(path / PEPPER), read_key(path / GM_KEY)
    is_written = False
    try:
        teams = [_write_seat(path, seat, *keys) for seat in new]
        _write_deal(path, msgspec.structs.replace(there.about, teams=[*there.teams, *teams]))
        is_written = True
    except OSError as fault:
        raise Refusal("deal-write", f"{path} cannot be written: {fault.strerror}.") from fault
    finally:
        if not is_written:
            for seat in new:
                (path / _pack(seat.id)).unlink(missing_ok=True)
                (path / _sheet(seat.id)).unlink(missing_ok=True)


def _pack(team: str) -> str:
    return f"{PACKS}/{team}.case"


def _sheet(team: str) -> str:
    return f"{SHEETS}/{team}.sheet"


def _write_seat(folder: Path, seat: Seat, pepper_key: bytes, gm_key: bytes) -> Team:
    sheet = msgspec.structs.replace(msgspec.json.decode(seat.made.sheet, type=Sheet), team=seat.id)
    write_private(folder / _pack(seat.id), seat.made.pack)
    write_private(folder / _sheet(seat.id), seal_sheet(msgspec.json.encode(sheet), gm_key, sheet_place(seat.id)))
    pepper = seal_sheet(seat.made.pepper, pepper_key, pepper_place(seat.id)).hex()
    return Team(id=seat.id, name=seat.name, code=seat.code, pack=_pack(seat.id), sheet=_sheet(seat.id), pepper=pepper)


def _write_deal(folder: Path, about: DealFile) -> None:
    write_private(folder / DEAL, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
