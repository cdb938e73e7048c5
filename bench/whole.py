"""What the whole case promises: a thousand worlds, one of them read back, the save at its end."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from bench.desk import built_pack, environ
from bench.saves import by_hand
from bench.table import Row, ratio_row
from bench.terminal import Terminal
from casefile import Session
from casefile.session.sitting import sit_down
from casefile.source import load
from casefile.source.case import Case
from casefile.store.shelf import Shelf
from casefile.store.tinydb import TinyStore
from casefile.vault import Pack
from casefile.workshop.deal import deal_case
from casefile.world import World, deal
from tests import verify_survivors
from tests.test_lyrebird_endings import BEFORE
from tests.test_survivors import play

LYREBIRD = Path(__file__).parent.parent / "puzzles" / "lyrebird"
SEEDS = 1_000
READINGS = 20
EVENTS = 40
LOADS = 9


def _stands(world: World) -> bool:
    """Whether the mole is the only one left, whichever two clues are missed."""
    rows = {name: {clue for clue, out in world.code.excluded.items() if name in out} for name in world.people}
    return all(
        [name for name, row in rows.items() if not row - set(missed)] == [world.mole]
        for missed in combinations(world.code.excluded, 2)
    )


def matrix(case: Case) -> Row:
    """Worlds of a thousand seeds, each dealt and its clue matrix verified."""
    if case.world is None:
        raise RuntimeError("the case has no hidden world")
    began = time.process_time()
    held = sum(_stands(deal(case.world, case.cast, f"seed {number}")) for number in range(SEEDS))
    spent = time.process_time() - began
    what = f"{held:,} of {SEEDS:,} seeds dealt, and unique with any two clues missed (CPU)"
    return Row(what, f"{spent:.1f} s", "", "<= 5 s, all of them", spent <= 5 and held == SEEDS)


def verification(case: Case) -> Row:
    """One seed verified from nothing but what line mode printed."""
    with tempfile.TemporaryDirectory() as folder:
        printed = play(case, "", Path(folder)).transcript
    spans = []
    for _ in range(READINGS):
        began = time.process_time()
        verify_survivors.survivors(printed)
        spans.append((time.process_time() - began) * 1000)
    middle = statistics.median(spans)
    return Row(
        f"one seed verified from {len(printed):,} printed characters (CPU)",
        f"{middle:.1f} ms",
        "",
        "<= 50 ms",
        middle <= 50,
    )


def _to_the_end(session: Session, case: Case) -> None:
    solutions = deal_case(case).solutions
    for lock in (*BEFORE, "m4", "d2", "p18", "p19", "f"):
        if lock in ("d1", "d2"):
            session.decide(lock, {"d1": "log", "d2": "trust"}[lock])
            continue
        for folder in session.folders():
            for row in folder.papers:
                session.read(row.id)
        if session.answer(lock, solutions[lock].answers[0]).kind != "solved":
            raise RuntimeError(f"{lock} did not open, so the save's size means nothing")


def ends(case: Case) -> Iterator[Row]:
    """A play to the end of the whole case: one event more, loading it, and a desk that shows it."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        shelf = Shelf(Path(folder, "saves"))
        sitting = sit_down(shelf, built_pack(), name="bench", player="bench")
        _to_the_end(sitting.session, case)
        path = shelf.path(sitting.save)
        ours, theirs = [], []
        for number in range(EVENTS):
            began = time.perf_counter()
            sitting.session.note(f"note {number}", "")
            ours.append((time.perf_counter() - began) * 1000)
            same = path.read_bytes()
            began = time.perf_counter()
            by_hand(Path(folder, "hand"), same)
            theirs.append((time.perf_counter() - began) * 1000)
        events = len(sitting.session.state.history)
        sitting.close()
        yield ratio_row(
            f"one event more at the end of the case ({events} events)",
            statistics.median(ours),
            statistics.median(theirs),
            "temp + fsync + rename",
            4,
        )
        yield _loading(path)
        yield _resting(path)


def _loading(path: Path) -> Row:
    spans = []
    for _ in range(LOADS):
        with Pack.open(built_pack()) as pack:
            began = time.process_time()
            store = TinyStore(path)
            Session.resume(pack, store, player="bench").status()
            spans.append((time.process_time() - began) * 1000)
            store.close()
    middle = statistics.median(spans)
    return Row("a save at the end of the case is loaded (CPU)", f"{middle:.0f} ms", "", "<= 100 ms", middle <= 100)


def _resting(path: Path) -> Row:
    command = [sys.executable, "-m", "casefile", "play", str(path), "--saves", str(path.parent)]
    with Terminal(command, environ()) as terminal:
        terminal.first_frame()
        terminal.type("\r", settle=4)
        resting = terminal.memory()
    return Row("resting memory with the whole case open", f"{resting:.0f} MB", "", "<= 80 MB", resting <= 80)


def rows() -> Iterator[Row]:
    """All of them."""
    case = load(LYREBIRD)
    yield matrix(case)
    yield verification(case)
    yield from ends(case)
