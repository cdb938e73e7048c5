"""The game master's bot: sits at the console, and answers what the teams ask, the oldest request first."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from casefile.host.rehearse.figures import Figures
from casefile.host.rehearse.hands import ENTER, ESCAPE, GONE, HOME, TAB, comes
from casefile.host.rehearse.player_line import PlayerLine
from casefile.host.ssh.gm_key import USER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncssh

    from casefile.host.rehearse.hands import Evening
    from casefile.host.rehearse.mirror import Mirror
    from casefile.session.hosted_views import ReplyView, RequestView

BEHIND = 1.5
"""Seconds after which the console shows what is in the save."""
PATIENCE = 5.0
"""Seconds for an act of the console to be on disk."""
LATE = 10.0
"""Minutes of the play after which a request that was not answered was starved."""


class MasterBot:
    """One game master, for all teams."""

    def __init__(self, evening: Evening, mirrors: Sequence[Mirror], key: asyncssh.SSHKey) -> None:
        """Make the bot; `work` has it begin.

        Args:
            evening: What all share.
            mirrors: Every team's save.
            key: What opens the console.
        """
        self._evening, self._mirrors, self._key = evening, mirrors, key
        self._seen: dict[tuple[str, int], float] = {}

    async def work(self) -> None:
        """Answer until the time is up; a console that is lost is opened again."""
        while not self._evening.is_over:
            try:
                line = await PlayerLine.connect(self._evening.port, USER, Figures(), key=self._key)
                try:
                    await self._sit(line)
                finally:
                    line.hang_up()
            except GONE as error:
                self._evening.figures.faults.append(f"the console was lost ({error or 'no screen'})")
                await asyncio.sleep(1)

    async def _sit(self, line: PlayerLine) -> None:
        await line.press(TAB)  # from the teams to what wants somebody
        while not self._evening.is_over:
            if self._is_asked():
                await self._answer(line)
            await asyncio.sleep(0.05)

    def _waiting(self) -> list[tuple[Mirror, RequestView]]:
        for mirror in self._mirrors:
            mirror.look()
        found = [(mirror, one) for mirror in self._mirrors for one in mirror.requests()]
        return [(mirror, one) for mirror, one in found if not (one.replies or one.is_closed)]

    def _is_asked(self) -> bool:
        """There is a request that the console shows by now."""
        now = perf_counter()
        keys = [(mirror.team.id, one.id) for mirror, one in self._waiting()]
        return any(now - self._seen.setdefault(key, now) > BEHIND for key in keys)

    async def _answer(self, line: PlayerLine) -> None:
        """Claim the oldest, write, send."""
        await line.press(HOME)
        await line.press(ENTER, shows=b"own words")  # under load the request is claimed before its sheet is there
        mine: list[tuple[Mirror, RequestView]] = []

        def claimed() -> bool:
            mine[:] = [(mirror, one) for mirror, one in self._waiting() if one.claimed]
            return bool(mine)

        if not await comes(claimed, PATIENCE):
            await line.press(ESCAPE)
            return
        mirror, request = min(mine, key=lambda each: each[1].at)  # one that failed before may still be claimed
        await line.press(ENTER, shows=b"ANSWER ")
        for keys in ("Read it once more, and aloud.", ENTER):
            await line.press(keys, paints=True)
        figures = self._evening.figures
        if await comes(lambda: bool(self._replies(mirror, request)), PATIENCE):
            figures.waits.append((self._replies(mirror, request)[0].at - request.at) / 60)
        else:
            figures.faults.append(f"{mirror.team.id}: a request could not be answered")
            await line.press(ESCAPE)
            await line.press(ESCAPE)

    @staticmethod
    def _replies(mirror: Mirror, request: RequestView) -> tuple[ReplyView, ...]:
        mirror.look()
        return next(one.replies for one in mirror.requests() if one.id == request.id)

    def left(self) -> list[str]:
        """Requests that nobody has answered though there was time."""
        now, late = perf_counter(), 60 * LATE / self._evening.speed
        waiting = [(mirror.team.id, one) for mirror, one in self._waiting()]
        starved = [(team, one) for team, one in waiting if now - self._seen.get((team, one.id), now) > late]
        return [f"{team}: asked about {one.title or 'nothing'}, and was not answered" for team, one in starved]
