"""What a play shows: views made from its state. Nothing in here changes anything."""

from casefile.session import conditions, limits, log, paper
from casefile.session import hosted_queries as hosted
from casefile.session.events import Marked, Noted, Unnoted
from casefile.session.hosted_views import ClockView, ProposalView, RequestView
from casefile.session.keyring import Keyring, rungs
from casefile.session.search import search
from casefile.session.state import Fields, State
from casefile.session.summary import summary
from casefile.session.views import (
    CardView,
    ChoiceView,
    DecisionView,
    FieldView,
    Folder,
    Found,
    LineView,
    LockView,
    LogRow,
    MessageView,
    NoteView,
    OptionView,
    Page,
    PaperRow,
    QuestionView,
    RungView,
    Snapshot,
    Status,
    StepView,
    SummaryView,
)
from casefile.session.words import refuse
from casefile.vault import Pack, PackRefusal
from casefile.vault.manifest import Decision, Hint, Lock, Paper, Question, Text, say


class Queries:
    """The questions that a front end may ask of one moment of a play.

    A query reads one state from beginning to end; a play that goes on meanwhile makes a new one.
    """

    def __init__(self, pack: Pack, keyring: Keyring, state: State, player: str, now: float) -> None:
        self.pack = pack
        self.keyring = keyring
        self.state = state
        self.held = state.held
        self.player = player
        self.now = now

    def status(self, notices: tuple[str, ...]) -> Status:
        """Where the play stands."""
        opening, state, hosting = self.held.opening, self.state, self.state.hosting
        return Status(
            case=self.pack.case,
            title=self._say(self.pack.title),
            player=self.player,
            language=state.language,
            desk=self._say(opening.desk) if opening else "",
            marking=opening.marking if opening else "",
            clock=self._say(self.held.clock),
            seconds=state.elapsed(self.now),
            solved=len(state.solved),
            rungs=sum(state.rungs.values()),
            tries=sum(map(len, state.wrong.values())),
            ended=state.ended,
            notices=notices,
            note=self._say(opening.note) if opening else "",
            intro=self._say(opening.intro) if opening else "",
            ending=log.ending(state, self._say),
            freed=len(hosting.freed),
            asked=sum(not request.is_refunded for request in hosting.requests.values()),
            seized=hosting.seized.by if hosting.seized else "",
            timing=hosted.clock(self),
        )

    def folders(self) -> tuple[Folder, ...]:
        """The file: acts in the order in which they came, each with its papers."""
        rows: dict[str, list[PaperRow]] = {act: [] for act in self.held.acts}
        for sheet, node in self.held.papers.values():
            act = sheet.folder if sheet.folder in rows else self.held.act_of[node]
            rows.setdefault(act, []).append(self._row(sheet, act))
        shut = [lock.folder for lock in self.locks() if not (lock.solved or lock.released or lock.form == "request")]
        return tuple(
            Folder(id=act, title=self._title(act), papers=tuple(papers), shut=shut.count(act))
            for act, papers in rows.items()
        )

    def _title(self, act: str) -> str:
        return self._say(self.held.acts[act].title) if act in self.held.acts else ""

    def _row(self, sheet: Paper, act: str) -> PaperRow:
        read = self.state.read.get(sheet.id)
        return PaperRow(
            id=sheet.id,
            title=self._say(sheet.title),
            kind=sheet.kind,
            ref=sheet.ref,
            date=sheet.date,
            folder=act,
            is_read=read is not None,
            is_changed=read is not None and self.state.changed(sheet.id) > read,
            optional=sheet.optional,
        )

    def locks(self) -> tuple[LockView, ...]:
        """All locks that are shown, in the order in which they came."""
        return tuple(self._lock(lock, node) for lock, node in self.held.locks.values())

    def lock(self, name: str) -> LockView:
        """One lock.

        Raises:
            Refusal: `lock-unknown`.
        """
        if name not in self.held.locks:
            raise refuse("lock-unknown")
        return self._lock(*self.held.locks[name])

    def _lock(self, lock: Lock, node: bytes) -> LockView:
        state, name = self.state, lock.name
        opened = state.solved.get(name)
        tried = state.wrong.get(name, ())
        return LockView(
            name=name,
            form=lock.form,
            title=self._say(lock.title),
            prompt=self._say(lock.prompt),
            fields=tuple(
                FieldView(field.id, self._say(field.label), field.normal, field.bank, field.pattern)
                for field in lock.fields
            ),
            papers=tuple(lock.papers),
            folder=self.held.act_of.get(node, ""),
            solved=opened is not None,
            released=opened is None and f"{name}/papers" in self.held.names,
            tries=len(tried),
            tried=tried,
            answer=self.labels(lock, opened.fields) if opened else (),
            rungs=sum(count for (of, _), count in state.rungs.items() if of == name),
            drawn=tuple(self.drawn(draw.ref.node, draw.fields) for draw in state.drawn.get(name, ())),
            freed=name in state.hosting.freed,
            wait=0 if opened else limits.wait(state, name, self.now),
            warning=limits.warning(state, lock, self.now),
        )

    def drawn(self, node: bytes, fields: Fields) -> Fields:
        """What came for a request, by the paper's own reference; as typed where the paper has none."""
        refs = tuple(sheet.ref for sheet, of in self.held.papers.values() if of == node and sheet.ref)
        return refs or fields

    def labels(self, lock: Lock, fields: Fields) -> Fields:
        """An answer as people read it: cards by their labels."""
        cards = (self.held.cards.get((field.bank, typed)) for field, typed in zip(lock.fields, fields, strict=False))
        return tuple(self._say(card.label) if card else typed for card, typed in zip(cards, fields, strict=False))

    def page(self, name: str) -> Page:
        """A paper with the lifts that are held in place. Looking at it is not reading it: see `Session.read`.

        Raises:
            Refusal: `paper-unknown`, `paper-unreadable`.
        """
        if name not in self.held.papers:
            raise refuse("paper-unknown")
        sheet, node = self.held.papers[name]
        try:
            text = self.keyring.paper(self.held.refs[node], name, self.state.language)
        except PackRefusal:
            raise refuse("paper-unreadable") from None
        lifts = self.held.lifts.get(f"paper:{name}", {}).items()
        lifted = {mark: self._say(lift.text) for mark, (lift, _) in lifts}
        return Page(
            id=name,
            title=self._say(sheet.title),
            kind=sheet.kind,
            ref=sheet.ref,
            date=sheet.date,
            marking=sheet.marking,
            folder=sheet.folder,
            blocks=(*hosted.errata(self.state, name), *paper.parse(text, lifted, self.player)),
            alt=self._say(sheet.alt),
        )

    def questions(self) -> tuple[QuestionView, ...]:
        """The case's questions with the players' own marks."""
        marks = {
            (event.question, event.choice): event for event in self.state.work.values() if isinstance(event, Marked)
        }
        return tuple(self._question(question, marks) for question in self.held.questions.values())

    def _question(self, question: Question, marks: dict[tuple[str, str], Marked]) -> QuestionView:
        lifts = self.held.lifts.get(f"question:{question.id}", {})
        choices = []
        for choice in question.choices:
            made = marks.get((question.id, choice.id))
            mark, reason, sheet = (made.mark, made.reason, made.paper) if made else ("", "", "")
            label, note = self._say(choice.label), self._say(choice.note)
            choices.append(ChoiceView(choice.id, choice.initial, label, note, mark, reason, sheet))
        left = sum(choice.mark != "out" for choice in choices)
        count = self._say(question.count).replace("{n}", str(left)).replace("{all}", str(len(choices)))
        lines = [
            LineView(line.id, self._say(line.label), self._say(lifts[line.id][0].text) if line.id in lifts else "")
            for line in question.lines
        ]
        return QuestionView(question.id, self._say(question.title), count, tuple(choices), tuple(lines))

    def cards(self, lock: str) -> tuple[CardView, ...]:
        """The cards for a lock's slots that reading has brought so far, by bank and label.

        Raises:
            Refusal: `lock-unknown`.
        """
        banks = [field.bank for field in self.lock(lock).fields if field.bank]
        order = {bank: place for place, bank in enumerate(dict.fromkeys(banks))}
        cards = [card for bank in order for card in self.index(bank)]
        return tuple(sorted(cards, key=lambda card: (order[card.bank], card.label.casefold())))

    def index(self, bank: str) -> tuple[CardView, ...]:
        """The cards of a bank that reading has brought so far."""
        read = self.state.read
        return tuple(
            CardView(card.id, bank, self._say(card.label), tuple(sheet for sheet in card.papers if sheet in read))
            for card in self.held.cards.values()
            if card.bank == bank and (not card.papers or any(sheet in read for sheet in card.papers))
        )

    def steps(self, lock: str) -> tuple[StepView, ...]:
        """The steps of a lock's hints, with the rungs that were asked for.

        Raises:
            Refusal: `lock-unknown`.
        """
        self.lock(lock)
        return tuple(self._step(hint) for hint in self.held.hints.get(lock, {}).values())

    def _step(self, hint: Hint) -> StepView:
        opened = list(rungs(self.keyring, hint, self.state.rungs.get((hint.lock, hint.step), 0)))
        views = tuple(RungView(n, self._say(manifest.text)) for n, (manifest, _) in enumerate(opened, 1))
        return StepView(
            lock=hint.lock,
            step=hint.step,
            title=self._say(hint.title),
            done=hint.lock in self.state.solved or (bool(hint.seen_if) and conditions.hold(self.state, hint.seen_if)),
            rungs=views,
            more=opened[-1][1] if opened else True,
            slot=hint.slot,
        )

    def notes(self) -> tuple[NoteView, ...]:
        """The players' notes, oldest first."""
        work = self.state.work.values()
        gone = {event.note for event in work if isinstance(event, Unnoted)}
        return tuple(
            NoteView(str(event.seq), event.text, event.paper, event.by, event.at)
            for event in work
            if isinstance(event, Noted) and event.seq not in gone
        )

    def messages(self) -> tuple[MessageView, ...]:
        """Lines from somebody, in the order in which they came."""
        return tuple(view for name, at in self.state.sent.items() if (view := self._message(name, at)))

    def _message(self, name: str, at: float) -> MessageView | None:
        if line := self.state.hosting.lines.get(name):
            return hosted.message(name, line)
        message = self.held.messages.get(name)
        return MessageView(name, self._say(message.sender), self._say(message.text), at) if message else None

    def decisions(self) -> tuple[DecisionView, ...]:
        """Decisions that wait now, and those that were taken."""
        views = (self._decision(decision) for decision, _ in self.held.decisions.values())
        return tuple(view for view in views if view.chosen or view.options)

    def _decision(self, decision: Decision) -> DecisionView:
        chosen = self.state.chosen.get(decision.id, "")
        waits = not (chosen and decision.irrevocable) and conditions.hold(self.state, decision.when)
        return DecisionView(
            id=decision.id,
            title=self._say(decision.title),
            text=self._say(decision.text),
            options=tuple(
                OptionView(option.id, self._say(option.label))
                for option in decision.options
                if (waits and conditions.hold(self.state, option.when)) or option.id == chosen
            ),
            chosen=chosen,
            irrevocable=decision.irrevocable,
        )

    def clock(self) -> ClockView | None:
        """The clock of a hosted play."""
        return hosted.clock(self)

    def requests(self) -> tuple[RequestView, ...]:
        """What was asked of the host, oldest first."""
        return hosted.requests(self)

    def proposal(self) -> ProposalView | None:
        """What lies before the team to be signed."""
        return hosted.proposal(self)

    def tools(self) -> frozenset[str]:
        """Ids of the tools on the workbench."""
        return frozenset(self.held.tools)

    def log(self) -> tuple[LogRow, ...]:
        """Everything that happened, in words, oldest first."""
        return log.rows(self)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Places to which one can go back: the beginning, every opened lock, every decision."""
        return log.snapshots(self)

    def summary(self) -> SummaryView:
        """The way that was taken, and what was left."""
        return summary(self)

    def previously(self) -> tuple[str, ...]:
        """A few sentences for somebody who comes back."""
        return log.previously(self)

    def search(self, query: str, limit: int) -> tuple[Found, ...]:
        """Passages of papers that were read, lifted ones too."""
        pages = (self.page(name) for name in self.held.papers if name in self.state.read)
        return search(pages, query, limit)

    def paper_title(self, name: str) -> str:
        """A paper as the log calls it."""
        return self._say(self.held.papers[name][0].title) if name in self.held.papers else name

    def lock_title(self, name: str) -> str:
        """A lock as the log calls it."""
        return self._say(self.held.locks[name][0].title) if name in self.held.locks else name

    def _say(self, text: Text) -> str:
        return say(text, self.state.language, self.pack.languages[0])

    def say(self, text: Text) -> str:
        """A text in the session's language."""
        return self._say(text)
