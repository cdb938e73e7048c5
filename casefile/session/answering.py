"""What brings a play on: answers, hints and decisions. A host's clock stops them, and a team signs the grave ones."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from casefile.session import conditions, words
from casefile.session.answers import Attempt, lying, said, worded
from casefile.session.events import Decided, Event, Hinted, Near, Solved, Wrong
from casefile.session.hosted import Proposed
from casefile.session.hosted_views import ProposalView
from casefile.session.limits import check_clock, check_tries
from casefile.session.state import State
from casefile.session.team import Signatures, Team
from casefile.session.views import Outcome, StepView
from casefile.session.words import refuse
from casefile.text import clean
from casefile.vault import derive, normal_answer


class Answering(Team):
    """Answers, hints and decisions of one player."""

    def answer(self, lock: str, fields: Sequence[str]) -> Outcome:
        """Try an answer: `prepare`, then `submit`."""
        return self.submit(self.prepare(lock, fields))

    def prepare(self, lock: str, fields: Sequence[str]) -> Attempt:
        """Derive what an answer opens. Slow, changes nothing, may run in any thread.

        What is open already, or was said before, costs nothing and is told by `submit`.

        Raises:
            Refusal: `lock-unknown`, or the answer cannot be tried (`answer-…`), or not now (`held-by-host`, `time-up`).
        """
        state = self.state
        check_clock(state, self._clock())
        if lock not in state.held.locks:
            raise refuse("lock-unknown")
        shown, node = state.held.locks[lock]
        if len(fields) != len(shown.fields):
            raise refuse("answer-count", asked=_answers(len(shown.fields)), given=_answers(len(fields)))
        form = normal_answer(shown, fields)
        self._check_cards(shown.name, fields)
        attempt = Attempt(lock, tuple(clean(field, lines=False).strip() for field in fields), form, uuid.uuid4().hex)
        if said(state, shown, form):
            return attempt
        check_tries(state, lock, self._clock())
        if shown.form == "request":
            return self._asked(state, attempt, fields)
        return replace(attempt, is_derived=True, hit=derive(self.pack, shown, fields, state.held.refs[node].key))

    def _asked(self, state: State, attempt: Attempt, fields: Sequence[str]) -> Attempt:
        """Ask the archive, which is one however many slips there are, unless the paper lies here."""
        slips = [slip for slip in state.held.locks.values() if slip[0].form == "request"]
        slips = [slip for slip in slips if len(slip[0].fields) == len(fields)]
        slips.sort(key=lambda slip: slip[0].name != attempt.lock)
        asked = {
            slip.name: replace(attempt, lock=slip.name, at=attempt.lock, form=normal_answer(slip, fields))
            for slip, _ in slips
        }
        for slip, _ in slips:
            if said(state, slip, asked[slip.name].form) == "held":
                return asked[slip.name]
        if paper := lying(state, slips[0][0], attempt.form):
            return replace(attempt, paper=paper)
        for slip, node in slips:
            if hit := derive(self.pack, slip, fields, state.held.refs[node].key):
                return replace(asked[slip.name], is_derived=True, hit=hit)
        return replace(attempt, is_derived=True)

    def _check_cards(self, lock: str, fields: Sequence[str]) -> None:
        show = self._show()
        for field, typed in zip(show.lock(lock).fields, fields, strict=True):
            if field.normal == "card" and field.bank and all(typed != card.id for card in show.index(field.bank)):
                raise refuse("answer-card")

    def submit(self, attempt: Attempt) -> Outcome:
        """File a prepared answer; a board that team-mates can sign is put to them first.

        An attempt that was filed already, by whoever could not be told any more, changes nothing and is told the same.

        Raises:
            Refusal: As the store refuses, or as `prepare` and `confirm` do; nothing was changed then, and the attempt
                can be submitted again.
        """
        before, after = self._command(lambda state: self._file(state, attempt), attempt.command)
        if before is after:
            before, after = self._table.around(attempt.command)
        return worded(self._shown(after), before, attempt)

    def _file(self, state: State, attempt: Attempt) -> list[Event]:
        if any(event.cmd == attempt.command for event in state.history):
            return []
        shown = state.held.locks.get(attempt.lock)
        check_clock(state, self._clock())
        if shown is None or not attempt.is_derived or said(state, shown[0], attempt.form):
            return []
        check_tries(state, attempt.at or attempt.lock, self._clock())
        signed: Signatures | Proposed = self.player, ""
        if shown[0].form == "board":
            meant = self._meant("answer", attempt.lock, attempt.fields)
            signed = self._signed(state, meant, confirms=attempt.confirms, is_proposal=attempt.is_proposal)
        if isinstance(signed, Proposed):
            return [signed]
        return [self._filed(state, attempt, signed, is_drawing=shown[0].form == "request")]

    def _filed(self, state: State, attempt: Attempt, signed: Signatures, *, is_drawing: bool) -> Event:
        at, (by, with_), fields, hit = self._clock(), signed, list(attempt.fields), attempt.hit
        if hit is None:
            return Wrong(at=at, by=by, lock=attempt.lock, fields=fields, with_=with_)
        node, key = hit.ref.node.hex(), hit.ref.key.hex()
        if hit.kind == "near":
            return Near(at=at, by=by, lock=attempt.lock, fields=fields, node=node, key=key)
        facts = {} if is_drawing else {"solved": len(state.solved) + 1}
        return Solved(at=at, by=by, lock=attempt.lock, fields=fields, node=node, key=key, with_=with_, facts=facts)

    def _meant(self, what: str, name: str, fields: Sequence[str]) -> Proposed:
        return Proposed(at=self._clock(), by=self.player, what=what, name=name, fields=list(fields))

    def hint(self, lock: str, step: str = "") -> StepView:
        """Ask for the next rung of a step, or of the first step that is not done.

        Raises:
            Refusal: `lock-unknown`, `hint-none`, `hint-step`, `hint-spent`, `held-by-host`, `time-up`.
        """
        asked = step

        def decide(state: State) -> list[Event]:
            nonlocal asked
            check_clock(state, self._clock())
            view = _next_step(self._shown(state).steps(lock), step)
            asked = view.step
            return [Hinted(at=self._clock(), by=self.player, lock=lock, step=view.step, rung=len(view.rungs) + 1)]

        self._command(decide)
        return next(view for view in self.steps(lock) if view.step == asked)

    def decide(self, decision: str, option: str) -> Outcome:
        """Take a decision; one that cannot be taken back is put to team-mates first, if there are any.

        Raises:
            Refusal: `decision-unknown`, `decision-taken`, `option-unknown`, or as `submit` does.
        """
        return self._decide(decision, option)

    def _decide(self, decision: str, option: str, *, confirms: int = 0, is_proposal: bool = False) -> Outcome:
        def decide(state: State) -> list[Event]:
            check_clock(state, self._clock())
            is_grave = _is_open(state, decision, option)
            signed: Signatures | Proposed = self.player, ""
            if is_grave or is_proposal or confirms:
                meant = self._meant("decision", decision, [option])
                signed = self._signed(state, meant, confirms=confirms, is_proposal=is_proposal)
            if isinstance(signed, Proposed):
                return [signed]
            by, with_ = signed
            return [Decided(at=self._clock(), by=by, decision=decision, option=option, with_=with_)]

        command = uuid.uuid4().hex
        before, after = self._command(decide, command)
        return worded(self._shown(after), before, None, command)

    def propose(self, what: str, name: str, fields: Sequence[str]) -> ProposalView | None:
        """Put an answer to a board, or a decision, to the team, whoever is there.

        `answer` and `decide` do it by themselves where it must be done.

        Args:
            what: `answer` or `decision`.
            name: The lock, or the decision.
            fields: The answer, or the one option.

        Returns:
            What lies before the team now; None if there was nothing to put, the answer being open or refused already.

        Raises:
            Refusal: `proposal-what`, `proposal-open`, or as `answer` and `decide` do.
        """
        if what == "decision" and len(fields) == 1:
            self._decide(name, fields[0], is_proposal=True)
        elif what == "answer" and self.lock(name).form == "board":
            self.submit(replace(self.prepare(name, fields), is_proposal=True))
        else:
            raise refuse("proposal-what")
        return self.proposal()

    def confirm(self, proposal: int) -> Outcome:
        """Sign what a team-mate proposed, or one's own after half a minute.

        Raises:
            Refusal: `proposal-gone`, `proposal-wait`, or as `answer` and `decide` do.
        """
        put = self._on_the_table(self.state, proposal)
        if put.what == "decision":
            return self._decide(put.name, put.fields[0], confirms=proposal)
        return self.submit(replace(self.prepare(put.name, put.fields), confirms=proposal))


def _is_open(state: State, decision: str, option: str) -> bool:
    """Check that a decision may be taken so now; returns whether it cannot be taken back."""
    shown = state.held.decisions.get(decision)
    if shown is None or not conditions.hold(state, shown[0].when):
        raise refuse("decision-unknown")
    if decision in state.chosen and shown[0].irrevocable:
        raise refuse("decision-taken")
    options = {known.id: known for known in shown[0].options}
    if option not in options or not conditions.hold(state, options[option].when):
        raise refuse("option-unknown")
    return shown[0].irrevocable


def _next_step(steps: Sequence[StepView], asked: str) -> StepView:
    """The step that is meant: the one named, or the first not done that has more to say; then those done."""
    if not steps:
        raise refuse("hint-none")
    meant = [step for step in steps if step.step == asked] if asked else sorted(steps, key=lambda step: step.done)
    if not meant:
        raise refuse("hint-step")
    for step in meant:
        if step.more:
            return step
    raise refuse("hint-spent")


def _answers(count: int) -> str:
    return words.say("one-answer") if count == 1 else words.say("answers", n=count)
