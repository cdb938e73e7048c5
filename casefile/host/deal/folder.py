"""Reading a deal folder: its teams, their packs and peppers, and the game master's sheets."""

import hmac
import re
import unicodedata
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import (
    DEAL,
    GM_KEY,
    PACKS,
    PEPPER,
    SAVES,
    SHEETS,
    TEAM_ID,
    VERSION,
    DealFile,
    Sheet,
    Team,
    pepper_place,
    sheet_place,
)
from casefile.text import clean
from casefile.vault import Pack, PackRefusal, open_sheet

_LONGEST = 16 << 20
"""Bytes of any file of the folder but a pack."""
_KEY = re.compile(r"([0-9a-f]{64})\n?")
Shape = TypeVar("Shape", bound=msgspec.Struct)


class DealFolder:
    """What was dealt for an evening. Opening it opens every team's pepper, and no pack and no sheet.

    Attributes:
        path: The folder.
        about: What `deal.json` says.
        teams: In the order in which they were dealt.
    """

    def __init__(self, path: Path, about: DealFile, peppers: dict[str, bytes]) -> None:
        self.path = path
        self.about = about
        self.teams: tuple[Team, ...] = tuple(about.teams)
        self._peppers = peppers

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a deal folder.

        Raises:
            Refusal: `deal-missing`, `deal-version`, `deal-damaged`, `deal-pepper`.
        """
        if not (path / DEAL).is_file():
            words = f"{path} is no deal folder: there is no {DEAL} in it. `casefile deal DIR --teams N` makes one."
            raise Refusal("deal-missing", words)
        data = _read(path / DEAL)
        if _parse(data, _Version, path / DEAL).v != VERSION:
            raise Refusal("deal-version", f"{path} was dealt by another casefile. Host it with that one, or deal anew.")
        about = _checked(_parse(data, DealFile, path / DEAL), path)
        return cls(path, about, _peppers(path, about.teams))

    @property
    def saves(self) -> Path:
        """Where the host keeps what was played; it need not exist yet."""
        return self.path / SAVES

    def team(self, name: str) -> Team:
        """A team by its id.

        Raises:
            Refusal: `deal-team`.
        """
        for team in self.teams:
            if team.id == name:
                return team
        raise Refusal("deal-team", f"There is no team {clean(name, lines=False)!r} in {self.path}.")

    def find(self, code: str) -> Team | None:
        """The team that a join code belongs to, however it is typed; every code is looked at, whichever it is."""
        typed = bare_code(code).encode()
        found = [team for team in self.teams if hmac.compare_digest(bare_code(team.code).encode(), typed)]
        return found[0] if found else None

    def pepper(self, team: Team) -> bytes:
        """What the team's pack is opened with."""
        return self._peppers[team.id]

    def pack_path(self, team: Team) -> Path:
        """Where the team's pack lies."""
        return self.path / team.pack

    def pack(self, team: Team) -> Pack:
        """Open the team's pack.

        Raises:
            PackRefusal: As `Pack.open`.
        """
        return Pack.open(self.pack_path(team), pepper=self.pepper(team))

    def sheet(self, team: Team) -> Sheet:
        """Open the team's sheet, which says everything.

        Raises:
            Refusal: `deal-gm`: there is no `gm.key`, or not this folder's; `deal-damaged`.
        """
        if not (self.path / GM_KEY).is_file():
            raise Refusal("deal-gm", f"{self.path} has no {GM_KEY}: the sheets stay shut. Put it back, or do without.")
        key, sealed = read_key(self.path / GM_KEY), _read(self.path / team.sheet)
        try:
            data = open_sheet(sealed, key, sheet_place(team.id))
        except PackRefusal:
            raise Refusal("deal-gm", f"{GM_KEY} does not open {team.sheet}: one of the two is another's.") from None
        return _parse(data, Sheet, self.path / team.sheet)


class _Version(msgspec.Struct):
    """As much of `deal.json` as every version has."""

    v: int


def bare_code(code: str) -> str:
    """A join code without what may be typed otherwise: case, hyphens, spaces."""
    return "".join(char for char in unicodedata.normalize("NFKC", code[:64]).casefold() if char.isalnum())


def _checked(about: DealFile, path: Path) -> DealFile:
    """The file with clean texts, if its teams are apart and their files lie where such files lie."""
    ids, codes = {team.id for team in about.teams}, {bare_code(team.code) for team in about.teams}
    fits = all(
        TEAM_ID.fullmatch(team.id)
        and (team.pack, team.sheet) == (f"{PACKS}/{team.id}.case", f"{SHEETS}/{team.id}.sheet")
        for team in about.teams
    )
    if not fits or not about.teams or len(ids) != len(about.teams) or len(codes) != len(about.teams):
        raise _damaged(path / DEAL)
    teams = [msgspec.structs.replace(team, name=clean(team.name, lines=False)) for team in about.teams]
    return msgspec.structs.replace(about, title=clean(about.title, lines=False), teams=teams)


def _peppers(path: Path, teams: list[Team]) -> dict[str, bytes]:
    if not (path / PEPPER).is_file():
        words = f"{path} has no {PEPPER}: without it no answer can be tried. Put it back."
        raise Refusal("deal-pepper", words)
    key = read_key(path / PEPPER)
    try:
        return {team.id: open_sheet(bytes.fromhex(team.pepper), key, pepper_place(team.id)) for team in teams}
    except (PackRefusal, ValueError):
        words = f"{PEPPER} does not belong to {DEAL} in {path}: put back the one that was dealt with it."
        raise Refusal("deal-pepper", words) from None


def read_key(path: Path) -> bytes:
    """Read one of the folder's two keys.

    Raises:
        Refusal: `deal-damaged`.
    """
    found = _KEY.fullmatch(_read(path).decode("latin-1"))
    if not found:
        raise _damaged(path)
    return bytes.fromhex(found[1])


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as fault:
        raise Refusal("deal-damaged", f"{path} cannot be read: {fault.strerror}.") from None
    if len(data) > _LONGEST:
        raise _damaged(path)
    return data


def _parse(data: bytes, shape: type[Shape], path: Path) -> Shape:
    try:
        return msgspec.json.decode(data, type=shape)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        raise _damaged(path) from None


def _damaged(path: Path) -> Refusal:
    return Refusal(
        "deal-damaged", f"{path} is not what it was when it was dealt: get it back from a copy, or deal anew."
    )
