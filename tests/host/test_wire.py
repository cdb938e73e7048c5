"""Nothing that is locked is ever sent: whatever a team does, its terminals show what it holds and not a word more."""

from __future__ import annotations

import asyncio
import gc
import random
import re
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

import casefile
from casefile.errors import Refusal
from casefile.host.deal.deal_file import Team
from casefile.session.play import Session
from casefile.vault import Pack, SealKey
from casefile.workshop.deal import Dealt, deal_case
from tests.host.halls import SOURCE, Door, Watched, copied, opened
from tests.leaks import LEAST, SHORT, Search, Secrets, _nodes, _texts, bare, secrets_of

KEYS = (
    *("o", "[", "]", " ", "\t", "b", "z", "f", "q", "h", "\r", "\x1b", "n", "s", "m", "l", "i", "w", "d", "r", "a"),
    *("/", "?", "\x10", "\x1b[A", "\x1b[B", "north", "tin", "\x1b[5~", "\x1b[<0;10;10M", "\x1b[<0;10;10m"),
)
STEPS = 24
NEXT_RUNG = re.compile(r"[^/]+/hint/[^/]+/1")
ROOT = Path(casefile.__file__).parent
PROGRAM = bare(
    " ".join(path.read_text("utf-8") for room in ("desk", "session", "tools") for path in ROOT.glob(f"{room}/**/*.py"))
)
"""Words that the program says by itself, whatever is played."""


class Witness:
    """Knows what is locked for a team, and looks for it in what its terminals were sent."""

    def __init__(self, door: Door, team: Team, source: Path) -> None:
        folder = door.hall.folder
        self.team, self.door = team, door
        self.sheet = folder.sheet(team)
        self.dealt: Dealt = deal_case(source, seed=self.sheet.seed, profile=folder.about.profile)
        self.key = SealKey.load_or_make(source / "seal.key")
        self.pack: Pack = folder.pack(team)
        self.typed: set[str] = set()

    def locked(self) -> Secrets:
        """Everything that the team may not see now."""
        held = {ref.node for ref in self.door.hall.room(self.team.id).table.state.held.refs.values()}
        found = secrets_of(self.dealt, self.pack, self.key, held=held, typed=self.typed)
        # What stands in an open paper is sent for being there, also where it is an answer to something.
        open_texts = [
            text
            for _, ref, manifest in _nodes(self.dealt, self.pack, self.key)
            if ref.node in held
            for text in _texts(self.pack, ref, manifest)
        ]
        known = bare(" ".join(open_texts)) + PROGRAM
        found.answers = {
            text: lock for text, lock in found.answers.items() if len(text) >= LEAST and bare(text) not in known
        }
        found.texts = {
            text: name for text, name in found.texts.items() if len(bare(text)) >= SHORT or bare(text) not in known
        }
        return found

    def look(self, line: Watched) -> list[str]:
        """What of it is in anything that a terminal was sent, painted or not."""
        return Search(self.locked()).find("\n".join([*screens(line.bytes), plain(line.bytes)]).encode())


def screens(data: bytes, size: tuple[int, int] = (120, 36)) -> list[str]:
    """All different screens that bytes have drawn, as text."""
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    seen: dict[str, None] = {}
    for at in range(0, len(data), 4_000):
        stream.feed(data[at : at + 4_000])
        seen["\n".join(screen.display)] = None
    return list(seen)


def plain(data: bytes) -> str:
    """The bytes without what moves and colours."""
    return re.sub(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[@-_]", b" ", data).decode("utf-8", "ignore")


def act(dice: random.Random, session: Session, witness: Witness) -> None:
    """One thing that a player does."""
    open_locks = [lock for lock in session.locks() if not lock.solved and lock.name in witness.sheet.locks]
    with suppress(Refusal):
        match dice.randrange(6):
            case 0 if open_locks:
                lock = dice.choice(open_locks)
                answer = dice.choice(witness.sheet.locks[lock.name].answers)
                if session.answer(lock.name, answer).kind in ("solved", "held"):
                    witness.typed |= set(answer)
            case 1 if open_locks:
                lock = dice.choice(open_locks)
                session.answer(lock.name, [f"wrong {dice.random()}"] * len(lock.fields))
            case 2 if open_locks:
                session.hint(dice.choice(open_locks).name)
            case 3:
                papers = [paper for folder in session.folders() for paper in folder.papers]
                session.read(dice.choice(papers).id)
            case 4:
                session.note(f"note {dice.random()}")
            case _:
                session.ask("help") if dice.random() < 0.3 else session.search("the")


@pytest.mark.parametrize("seed", range(3))
async def test_no_byte_of_what_is_locked_is_sent_whatever_is_done(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    async with opened(copied(tmp_path)) as door:
        lines = {
            (0, "Ann"): await door.come("Ann"),
            (0, "Ben"): await door.come("Ben"),
            (1, "Cor"): await door.come("Cor", 1),
        }
        witnesses = [Witness(door, team, tmp_path / SOURCE) for team in door.hall.folder.teams]
        for step in range(STEPS):
            (team, name), line = dice.choice(list(lines.items()))
            room = door.hall.room(door.hall.folder.teams[team].id)
            if dice.random() < 0.5 and line.is_open:
                await line.press(dice.choice(KEYS))
            else:
                session = next(seat.session for seat in room.seats if seat.player == name)
                await asyncio.to_thread(act, dice, session, witnesses[team])
                await asyncio.sleep(0.1)
            if step % 8 == 7:
                for (of, _), other in lines.items():
                    assert witnesses[of].look(other) == [], step
        for (of, _), other in lines.items():
            assert witnesses[of].look(other) == []
            assert len(other.bytes) > 5_000
            await other.end()
        for witness in witnesses:
            witness.pack.close()


async def test_the_witness_would_notice(tmp_path: Path) -> None:
    async with opened(copied(tmp_path)) as door:
        line = await door.come("Ann")
        witness = Witness(door, door.hall.folder.teams[0], tmp_path / SOURCE)
        assert witness.look(line) == []
        locked = witness.locked()
        text = max(locked.texts, key=len)
        answer = max(locked.answers, key=len)
        line.bytes += b"\x1b[H" + text[:90].encode()
        assert witness.look(line)
        line.bytes = answer.encode()
        assert witness.look(line)
        await line.end()
        witness.pack.close()


async def test_a_session_at_a_desk_holds_no_locked_node(tmp_path: Path) -> None:
    async with opened(copied(tmp_path)) as door:
        line = await door.come("Ann")
        team = door.hall.folder.teams[0]
        witness, room = Witness(door, team, tmp_path / SOURCE), door.hall.room(team.id)
        session = room.seats[0].session
        for lock in [lock for lock in session.locks() if lock.form == "answer"][:2]:
            answer = witness.sheet.locks[lock.name].answers[0]
            assert (await asyncio.to_thread(session.answer, lock.name, answer)).kind == "solved"
        held = {ref.node for ref in room.table.state.held.refs.values()}
        locked = {
            ref.key: name for name, ref, _ in _nodes(witness.dealt, witness.pack, witness.key) if ref.node not in held
        }
        assert locked
        found = {locked[key] for key in set(reached(session)) & set(locked)}
        # The next rung of a step asks for nothing but that somebody wants it: its key lies in the lock that is shown.
        shown = {lock.name for lock in session.locks()}
        assert {name for name in found if not NEXT_RUNG.fullmatch(name)} == set()
        assert {name.partition("/")[0] for name in found} <= shown
        await line.end()
        witness.pack.close()


def reached(root: object) -> list[bytes]:
    """Every bytes object that can be come to from an object, by attributes and items."""
    seen: set[int] = set()
    waiting, found = [root], list[bytes]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, bytes):
            found.append(one)
        elif not isinstance(one, type) and not callable(one) and type(one).__name__ != "module":
            waiting += gc.get_referents(one)
    return found
