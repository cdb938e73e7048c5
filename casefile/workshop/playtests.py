"""The logs of play-tests: `playtests/*.jsonl` in a case's folder, one line for each puzzle that somebody tried."""

from pathlib import Path

import msgspec

from casefile.source.folder import Folder
from casefile.source.problems import Findings, Problem

PATTERN = "playtests/*.jsonl"
_CODE = "CF-P01"


class Played(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One puzzle in one player's hands."""

    player: str
    """Any name by which the lines of one player are known."""
    puzzle: str
    solved: bool
    minutes: float
    """At the desk with it, without pauses; where several were open at once, each has its own share."""
    hints: list[str] = []
    """Rungs that were taken, as `step/number`."""
    wrong: int = 0
    """Wrong answers."""
    stopped: bool = False
    """Here somebody stopped for good."""
    spoiled: bool = False
    """Somebody knew the answer, or watched it being found."""
    wrong_answers: list[str] = []
    """What was tried in vain, as typed, several fields with ` / ` between."""
    play: str = ""
    """Names the play, so that the same one is not counted twice."""
    profile: str = ""
    date: str = ""
    """Of the play's beginning, `YYYY-MM-DD`."""

    def __post_init__(self) -> None:
        if not self.player.strip() or not self.puzzle.strip():
            raise ValueError("`player` and `puzzle` are not empty")
        if not 0 <= self.minutes <= 100_000 or self.wrong < 0:
            raise ValueError("`minutes` and `wrong` are not below 0")

    @property
    def counts(self) -> bool:
        """Whether it says something about the puzzle: a fair solve, without the rung that is the answer."""
        return self.solved and not self.spoiled and not any(rung.endswith("/4") for rung in self.hints)


def read_plays(root: Path) -> tuple[list[Played], list[Problem]]:
    """All lines of all logs of a case, in the order of their files, and what is wrong with the others."""
    findings = Findings()
    plays: list[Played] = []
    folder = Folder(root.resolve(), findings)
    for path in folder.find(PATTERN):
        source = folder.read(path)
        for number, line in enumerate(source.text.split("\n") if source else (), start=1):
            if line.strip():
                try:
                    plays.append(_decoder.decode(line))
                except (msgspec.DecodeError, RecursionError) as error:
                    sentence = f"is not a line of a play-test log: {error}."
                    findings.add(
                        _CODE, path, number, sentence, "Each is one JSON object, as `casefile playtest` writes it."
                    )
    return plays, list(findings)


_decoder = msgspec.json.Decoder(Played)
