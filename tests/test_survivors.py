"""LYREBIRD leaves the suspects that its world leaves after an act, for a reader who sees only what line mode prints."""

import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.source import load
from casefile.source.case import Case
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.seal import seal_case
from tests import verify_survivors

SOURCE = Path(__file__).parent.parent / "puzzles" / "lyrebird"
VERIFIER = Path(verify_survivors.__file__)
STORY = ""
SLOW = tuple(str(seed) for seed in range(1, 6))
MUTATIONS = 34
"""For each seed; over all of them this makes 204."""

ORDER = (
    *("t0", "p01", "p02", "p03", "p04", "m1"),
    *("p05", "p06", "p07", "p08", "m2"),
    *("p09", "p10", "p11", "p12", "p13", "m3"),
    *("p14", "p15", "p16", "p17"),
)
DECIDED = {"m2": "decide d1 log yes"}
"""What is decided after a board, for the next act to open."""
ACT = "mole"
"""The last act that is played."""
PAPERS = 160

_CELL = r"[^|\s](?:[^|]*[^|\s])?"
_SENTENCE = (
    r"(?m)^(?:- |\*(?:[\w.-]+ )+)(?P<name>[\w-]+)\*?,\s(?:(?P<place>[a-z][a-z' ]+),\s)?"
    r"(?P<since>\d\d\.\d\d)\sto\s(?P<until>\d\d\.\d\d),\s(?P<minutes>\d+)\smin\."
)
Record = dict[str, tuple[int, int]]
"""Where in a transcript the facts of one person stand in one register."""


@dataclass(frozen=True)
class Play:
    """One deal, and what was printed when it was played."""

    transcript: str
    survivors: list[str]
    suspects: list[str]


@pytest.fixture(scope="session")
def case() -> Case:
    return load(SOURCE)


def play(case: Case, seed: str, folder: Path) -> Play:
    """Seal a deal, and play it in line mode in a folder that holds nothing but the pack."""
    dealt = deal_case(case, seed=seed or None)
    pack = folder / "sealed.case"
    pack.write_bytes(seal_case(SOURCE, seed=seed or None, kdf="test"))
    line_mode(script(dealt), folder, pack.name)
    read = line_mode(["ls questions", *(f"open {number}" for number in range(1, PAPERS))], folder)
    assert dealt.world is not None
    surname = {name: str(person["surname"]) for name, person in dealt.world.people.items()}
    left = dealt.world.code.survivors[ACT]
    return Play(read, [surname[name] for name in left], list(surname.values()))


def line_mode(lines: Sequence[str], folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "casefile", "play", *words, "--plain", "--allow-test", "--saves", "saves"]
    run = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, cwd=folder, check=True, timeout=100
    )
    return run.stdout


def script(dealt: Dealt) -> list[str]:
    """Read what is there before each answer, for a form's cards come by reading."""
    lines = []
    for lock in ORDER:
        lines += ["open"] * PAPERS
        lines.append(f"guess {lock} {';'.join(dealt.solutions[lock].answers[0])}")
        lines += [DECIDED[lock]] if lock in DECIDED else []
    return lines


def verify(transcript: str, folder: Path) -> list[str]:
    """Run the verifier as whoever has nothing else would."""
    lone = folder / VERIFIER.name
    lone.write_bytes(VERIFIER.read_bytes())
    run = subprocess.run(
        [sys.executable, "-I", lone.name], input=transcript, capture_output=True, text=True, cwd=folder, check=False
    )
    return run.stdout.split("\n")[:-1]


def mutated(played: Play, chance: random.Random) -> str:
    """The transcript with one fact changed: a name, a place, a time or the minutes that a register gives."""
    records = [*_in_tables(played), *_in_sentences(played)]
    what, (start, end) = chance.choice(list(chance.choice(records).items()))
    old = played.transcript[start:end]
    others = {played.transcript[slice(*record[what])] for record in records if what in record} - {old}
    fresh = chance.choice(sorted(others)) if what in ("name", "place") else _other(old, chance)
    return played.transcript[:start] + fresh + played.transcript[end:]


def _in_tables(played: Play) -> Iterator[Record]:
    """Where the facts of each register's row stand, by what they are."""
    for line in re.finditer(r".*\|.*", played.transcript):
        cells = [(cell[0], line.start() + cell.start()) for cell in re.finditer(_CELL, line[0])]
        spans = [(text, (at, at + len(text))) for text, at in cells]
        names = [span for text, span in spans if text in played.suspects]
        times = [span for text, span in spans if re.fullmatch(r"\d\d\.\d\d", text)]
        minutes = [span for text, span in spans if text.isdigit()]
        if (len(names), len(times), len(minutes)) == (1, 2, 1):  # else somebody is named there, and it is no register
            place = next(span for _, span in spans if span not in {*names, *times, *minutes})
            yield {"name": names[0], "place": place, "since": times[0], "until": times[1], "minutes": minutes[0]}


def _in_sentences(played: Play) -> Iterator[Record]:
    """The same of the registers that are written out; the place may stand in the head above."""
    for found in re.finditer(_SENTENCE, played.transcript):
        yield {what: found.span(what) for what, text in found.groupdict().items() if text}


def _other(old: str, chance: random.Random) -> str:
    """Another number of minutes, or another time."""
    shift = chance.choice([-20, -5, -2, -1, 1, 2, 5, 20])
    if "." not in old:
        return str(int(old) + shift)
    minutes = (int(old[:2]) * 60 + int(old[3:]) + shift) % 1440
    return f"{minutes // 60:02}.{minutes % 60:02}"


def notices(played: Play, transcript: str) -> bool:
    try:
        return verify_survivors.survivors(transcript) != played.survivors
    except verify_survivors.Contradiction:
        return True


def check(played: Play, seed: str, folder: Path) -> None:
    assert verify(played.transcript, folder) == played.survivors
    assert len(played.survivors) == 1
    chance = random.Random(f"mutations of {seed}")
    noticed = sum(notices(played, mutated(played, chance)) for _ in range(MUTATIONS))
    assert noticed >= 0.95 * MUTATIONS


def test_what_was_printed_leaves_exactly_the_survivors_and_betrays_a_changed_fact(case: Case, tmp_path: Path) -> None:
    check(play(case, STORY, tmp_path), STORY, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SLOW)
def test_so_it_is_for_other_seeds(case: Case, seed: str, tmp_path: Path) -> None:
    check(play(case, seed, tmp_path), seed, tmp_path)
