"""Which evenings lie in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.errors import Refusal
from casefile.host.deal.deal_file import DEAL
from casefile.host.deal.folder import DealFolder


@dataclass(frozen=True, slots=True)
class Row:
    """An evening."""

    folder: str
    title: str = ""
    profile: str = ""
    made: float = 0.0
    teams: int = 0
    played: int = 0
    last: float = 0.0
    """When a save was last written to; 0 for never."""
    problem: str = ""


def evenings(folder: Path) -> Iterator[Row]:
    """Every deal folder in a folder, by name; the folder itself, if it is one.

    Raises:
        Refusal: `event-folder`: there is no such folder.
    """
    if not folder.is_dir():
        raise Refusal("event-folder", f"There is no folder {folder}.")
    for path in [folder] if (folder / DEAL).is_file() else sorted(folder.iterdir()):
        if (path / DEAL).is_file():
            yield _row(path)


def _row(path: Path) -> Row:
    try:
        deal = DealFolder.open(path)
    except Refusal as refusal:
        return Row(str(path), problem=refusal.sentence)
    saves = (deal.saves / f"{team.id}.save" for team in deal.teams)
    written = [save.stat().st_mtime for save in saves if save.is_file()]
    about = deal.about
    return Row(
        folder=str(path),
        title=about.title,
        profile=about.profile,
        made=about.made,
        teams=len(deal.teams),
        played=len(written),
        last=max(written, default=0.0),
    )
