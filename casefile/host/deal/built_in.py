"""An event from the packs that came with the program, where no source is at hand to deal from."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import VERSION, DealFile, Sheet
from casefile.host.deal.folder import DealFolder
from casefile.host.deal.seats import seats, write_folder
from casefile.vault import Pack
from casefile.vault.manifest import say
from casefile.vault.stretch import PEPPER


@dataclass(frozen=True, slots=True)
class _Given:
    """A pack that was sealed for anybody: it needs no pepper, and nobody here knows what opens it."""

    pack: bytes
    pepper: bytes
    sheet: bytes


def lay_out(packs: Sequence[Path], folder: Path, teams: int, *, minutes: int) -> DealFolder:
    """Make a deal folder of packs that are there.

    Args:
        packs: One for each of the first teams, all of one case and profile.
        folder: What is to be made.
        teams: How many.
        minutes: How long they may play; 0 for as long as they like.

    Raises:
        Refusal: `host-packs`: there are more teams than deals; and as `write_folder`, `Pack.open`.
    """
    if not 1 <= teams <= len(packs):
        raise Refusal(
            "host-packs",
            f"Sealed with this program are {len(packs)} deals of it in this length, for as many teams. For more, take "
            "a checkout of casefile and `casefile deal` it.",
        )
    sheet = msgspec.json.encode(Sheet(team="", mole="", seed="", locks={}, nodes={}))
    given = [_Given(path.read_bytes(), secrets.token_bytes(PEPPER), sheet) for path in packs[:teams]]
    with Pack.open(packs[0]) as first:
        about = DealFile(
            v=VERSION,
            case=first.case,
            title=say(first.title, first.languages[0]),
            profile=first.profile,
            minutes=minutes,
            made=int(time.time()),
            teams=[],
        )
    write_folder(folder, about, seats(given, [f"Team {number}" for number in range(1, teams + 1)]))
    return DealFolder.open(folder)
