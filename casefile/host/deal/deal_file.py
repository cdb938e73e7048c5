"""What stands in the files of a deal folder (`docs/pack-format.md`, section *The deal folder*)."""

import re

import msgspec

VERSION = 1
DEAL, PEPPER, GM_KEY, PACKS, SHEETS, SAVES = "deal.json", "pepper", "gm.key", "packs", "sheets", "saves"
"""Names in the folder."""
TEAM_ID = re.compile(r"t[0-9]{2,4}")


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything here: immutable and strict."""


class Team(Shape, frozen=True, kw_only=True):
    """A team, as far as anybody may know who is not its game master."""

    id: str
    """Such as `t01`."""
    name: str
    code: str
    """What its players type to get in."""
    pack: str
    """Path of its pack within the folder."""
    sheet: str
    """Path of its sheet."""
    pepper: str
    """Its pack's pepper, sealed under the folder's; in hexadecimal."""


class DealFile(Shape, frozen=True, kw_only=True):
    """The whole of `deal.json`."""

    v: int
    case: str
    title: str
    profile: str
    minutes: int
    """How long a play may last; 0 for as long as it likes."""
    made: int
    """Seconds since 1970."""
    source: str = ""
    """Where the case's source lay: late teams are dealt from it."""
    teams: list[Team]


class LockSheet(Shape, frozen=True, kw_only=True):
    """All about one lock of a team's deal."""

    title: str
    minutes: int
    answers: list[list[str]]
    """Accepted ones, a string for each field; the first is the canonical one. Of an archive: every reference."""
    solution: str
    """Its author's, in Markdown; empty where there is none."""
    node: str
    """Id and key of the node that its answer opens, in hexadecimal; empty for an archive."""
    key: str


class Sheet(Shape, frozen=True, kw_only=True):
    """All that is known of one team's deal: for the game master only."""

    team: str
    mole: str
    """Empty in a case without one."""
    seed: str
    locks: dict[str, LockSheet]
    nodes: dict[str, tuple[str, str]]
    """Name to id and key, in hexadecimal."""


def pepper_place(team: str) -> str:
    """Where a team's pepper is sealed for."""
    return f"pepper:{team}"


def sheet_place(team: str) -> str:
    """Where a team's sheet is sealed for."""
    return f"sheet:{team}"
