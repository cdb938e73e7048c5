"""What a team has beyond what one player has: a host to ask, and each other to sign with."""

from collections.abc import Callable

from casefile.session.deskwork import Deskwork
from casefile.session.events import Event
from casefile.session.hosted import Asked, Proposed, Withdrawn
from casefile.session.hosted_queries import alone_in, proposed
from casefile.session.hosted_views import RequestView
from casefile.session.state import State
from casefile.session.table import Table
from casefile.session.words import refuse, seconds
from casefile.text import clean

MAX_REQUEST = 1_000
MAX_WAITING = 3
"""Requests of one team that may wait for the host at once."""

Signatures = tuple[str, str]
"""Who proposed, and who signed beside; the second is empty for whoever acts alone."""


class Team(Deskwork):
    """A player's side of a hosted play. By oneself nothing of it is in the way."""

    def __init__(self, table: Table, *, player: str, others: Callable[[], int] | None = None) -> None:
        """Sit down at a table.

        Args:
            table: The play.
            player: Who sits down.
            others: How many other players are at the table now; None for whoever plays by themselves.
        """
        super().__init__(table, player=player)
        self.others = others

    def ask(self, text: str, lock: str = "") -> RequestView:
        """Ask the host for help, about a lock or in general.

        Raises:
            Refusal: `ask-empty`, `ask-long`, `ask-many`, `lock-unknown`.
        """
        asked = clean(text[: MAX_REQUEST + 1], lines=True).strip()
        if not asked:
            raise refuse("ask-empty")
        if len(text) > MAX_REQUEST:
            raise refuse("ask-long", most=MAX_REQUEST)

        def decide(state: State) -> list[Event]:
            if lock and lock not in state.held.locks:
                raise refuse("lock-unknown")
            requests = state.hosting.requests.values()
            if sum(not (request.is_closed or request.replies) for request in requests) >= MAX_WAITING:
                raise refuse("ask-many", most=MAX_WAITING)
            return [Asked(at=self._clock(), by=self.player, text=asked, lock=lock)]

        before, after = self._command(decide)
        return next(view for view in self._shown(after).requests() if view.id > before.seq)

    def withdraw(self, proposal: int) -> None:
        """Take a proposal off the table, one's own or a team-mate's. Refusal: `proposal-gone`."""

        def decide(state: State) -> list[Event]:
            self._on_the_table(state, proposal)
            return [Withdrawn(at=self._clock(), by=self.player, proposal=proposal)]

        self._command(decide)

    def _on_the_table(self, state: State, proposal: int) -> Proposed:
        put = state.hosting.proposal
        if put is None or put.seq != proposal:
            raise refuse("proposal-gone")
        return put

    def _signed(
        self, state: State, meant: Proposed, *, confirms: int = 0, is_proposal: bool = False
    ) -> Signatures | Proposed:
        """Who signs what is meant to be filed; or the proposal, if it must be put to the team first.

        Args:
            state: The head.
            meant: What a proposal of it says.
            confirms: `seq` of the proposal that is signed; 0 where somebody simply acts.
            is_proposal: It is to be put to the team in any case.

        Raises:
            Refusal: `proposal-gone`, `proposal-open`, `proposal-wait`.
        """
        put = self._on_the_table(state, confirms) if confirms else state.hosting.proposal
        is_this = put is not None and (put.what, put.name, put.fields) == (meant.what, meant.name, meant.fields)
        if put and is_this and put.by != self.player and not is_proposal:
            return put.by, self.player
        if not (is_proposal or self._has_company()):
            return self.player, ""
        if put is None:
            return meant
        if is_proposal or not is_this:
            raise refuse("proposal-open", by=put.by, title=proposed(self._shown(state), put)[0])
        if wait := alone_in(put, self._clock()):
            raise refuse("proposal-wait", seconds=seconds(wait))
        return self.player, ""

    def _has_company(self) -> bool:
        return self.others is not None and self.others() > 0
