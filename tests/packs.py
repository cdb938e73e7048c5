"""Packs for tests, written straight through the vault: no source folder, no templates, the cheap KDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casefile.vault import Answer, Node, Pack, Sealing, SealKey
from casefile.vault.manifest import (
    Act,
    Card,
    Choice,
    Decision,
    Ending,
    Field,
    Hint,
    Lift,
    Line,
    Lock,
    Manifest,
    Message,
    Opening,
    Option,
    Paper,
    Question,
    Ref,
)

KEY = SealKey(bytes(range(32)))
Texts = dict[str, str]


def en(text: str, de: str = "") -> Texts:
    return {"en": text, "de": de} if de else {"en": text}


def paper(name: str, **values: Any) -> Paper:
    return Paper(**{"id": name, "title": en(name.replace("-", " ").capitalize()), "kind": "minute", **values})


@dataclass
class Draft:
    """A pack in the making: nodes by name, everything else by the names of nodes."""

    case: str = "fixture"
    rev: int = 1
    seed: bytes = b"7"
    languages: Sequence[str] = ("en", "de")
    nodes: list[tuple[str, dict[str, Any], dict[str, Texts]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deal = KEY.deal(self.case, self.seed, "full")
        self.sealing = Sealing(KEY, self.deal, kdf="test")

    def ref(self, name: str) -> Ref:
        return self.deal.ref(name)

    def node(self, name: str, kind: str, texts: Mapping[str, str | Texts] | None = None, **parts: Any) -> None:
        """Add a node; `texts` are its papers' (paper id to text), `grants` the names of nodes."""
        papers = parts.pop("papers", None) or [paper(key) for key in texts or {}]
        grants = [self.ref(other) for other in parts.pop("grants", ())]
        bodies = {key: en(text) if isinstance(text, str) else text for key, text in (texts or {}).items()}
        self.nodes.append((name, {"kind": kind, "papers": papers, "grants": grants, **parts}, bodies))

    def lock(
        self, name: str, shown_by: str, fields: Sequence[Field], answers: Mapping[Sequence[str], str], **values: Any
    ) -> Lock:
        """A lock; `answers` maps what is typed to the name of a node (`…/near/…` is a near miss)."""
        rows = [Answer(tuple(typed), self.ref(to), near="/near/" in to) for typed, to in answers.items()]
        hole = self.sealing.make_lock(name, fields, rows, self.ref(shown_by))
        given = {"title": en(f"The {name}"), "prompt": en("Well?"), **values}
        return Lock(id=hole.id, salt=hole.salt, rows=hole.rows, name=name, fields=list(fields), **given)

    def gate(self, opens: str, k: int, of: Sequence[str]) -> Any:
        return self.sealing.make_gate(f"{opens}<{','.join(of)}", k, [self.ref(name) for name in of], self.ref(opens))

    def puzzle(self, name: str, answer: Sequence[str], texts: Mapping[str, str | Texts], **values: Any) -> None:
        """The three nodes of a puzzle: shown, solved and papers."""
        fields = values.pop("fields", [Field(id=f"f{n}", label=en(f"field {n}")) for n, _ in enumerate(answer)])
        near: Mapping[Sequence[str], str] = values.pop("near", {})
        solved: dict[str, Any] = values.pop("solved", {})
        shown: dict[str, Any] = values.pop("shown", {})
        carried: dict[str, Any] = values.pop("carried", {})
        answers: dict[Sequence[str], str] = {tuple(answer): f"{name}/solved"}
        for n, (typed, words) in enumerate(near.items()):
            answers[tuple(typed)] = f"{name}/near/{n}"
            self.node(f"{name}/near/{n}", "near", text=en(words))
        self.node(
            f"{name}/shown", "shown", locks=[self.lock(name, f"{name}/shown", fields, answers, **values)], **shown
        )
        grants = [f"{name}/papers", *solved.pop("grants", ())]
        self.node(f"{name}/solved", "solved", grants=grants, **solved)
        self.node(f"{name}/papers", "papers", texts, **carried)

    def hint(self, lock: str, step: str, words: Sequence[str], **values: Any) -> Hint:
        """A step with one rung for each of `words`; its nodes are added."""
        names = [f"{lock}/hint/{step}/{n}" for n in range(len(words))]
        for n, text in enumerate(words):
            further = self.ref(names[n + 1]) if n + 1 < len(words) else None
            self.node(names[n], "rung", text=en(text), next=further)
        return Hint(lock=lock, step=step, title=en(step.capitalize()), first=self.ref(names[0]), **values)

    def seal(self) -> bytes:
        nodes = [
            Node(self.ref(name), Manifest(name=name, **parts), papers={key: dict(text) for key, text in bodies.items()})
            for name, parts, bodies in self.nodes
        ]
        return self.sealing.write(
            nodes, title=en("FIXTURE"), languages=list(self.languages), rev=self.rev, start=self.ref("start")
        )


def card_field(name: str, bank: str) -> Field:
    return Field(id=name, label=en(name), normal="card", bank=bank)


def draft(rev: int = 1) -> Draft:
    """The whole fixture: gates of every kind, a skip, lifts, decisions, a correction, an archive, two languages.

    `intro` shows p01, p02, p03; any of p01, p02 shows p04; 2 of p01–p03 show the board m1, which releases what was
    skipped and opens act two. There d1 has two branches; the board m2 can be stood by wrongly and corrected later.
    """
    case = Draft(rev=rev)
    _start(case)
    _act_one(case)
    _board(case)
    _act_two(case)
    return case


def _start(case: Draft) -> None:
    question = Question(
        id="mole",
        title=en("Who is the mole?", "Wer ist der Maulwurf?"),
        count=en("you still suspect {n} of {all}"),
        choices=[Choice(id=name.lower(), initial=name[0], label=en(name)) for name in ("Ash", "Birch", "Cedar")],
    )
    attack = Question(id="attack", title=en("Where?"), lines=[Line(id="where", label=en("where"))])
    case.node(
        "start",
        "start",
        opening=Opening(desk=en("Desk 9"), marking="SECRET", note=en("A note."), intro=en("An intro.")),
        questions=[question, attack],
        clock=en("Tue 6 May  18:20"),
        cards=[Card(id="nobody", bank="people", label=en("Nobody"))],
        grants=["one"],
    )


def _act_one(case: Draft) -> None:
    corrected = " (corrected)" if case.rev > 1 else ""
    case.node(
        "one",
        "act",
        {
            "log": en(f"Goes to [[mark who]] and nobody else{corrected}.", "Geht an [[mark who]] und sonst niemand."),
            "letter": "Dear [[player]],\n\ncome to the bridge.\n\n[[hidden later]]\n\nSee RA/12.",
        },
        acts=[Act(id="one", title=en("THE CONVOY", "DER KONVOI"))],
        cards=[
            Card(id="ash", bank="people", label=en("Mr Ash"), papers=["log"]),
            Card(id="birch", bank="people", label=en("Ms Birch"), papers=["letter", "p03-paper"]),
        ],
        grants=["p01/shown", "p02/shown", "p03/shown", "archive"],
        gates=[
            case.gate("p04/shown", 1, ["p01/solved", "p02/solved"]),
            case.gate("m1/shown", 2, ["p01/solved", "p02/solved", "p03/solved"]),
            case.gate("all", 3, ["p01/solved", "p02/solved", "p03/solved"]),
        ],
        messages=[Message(id="will", sender=en("Will"), text=en("Anything?"), idle=10, when=["!solved:p01"])],
    )
    case.node("all", "node", {"all-paper": "All three."})
    _first_puzzle(case)
    case.puzzle("p02", ["Alder Street", "2149"], {"p02-paper": "Second."})
    case.puzzle(
        "p03",
        ["four"],
        {"p03-paper": "Third."},
        carried={"lifts": [Lift(place="question:attack", mark="where", text=en("the bridge"))]},
    )
    case.puzzle("p04", ["terms"], {"p04-paper": "Fourth."})
    _archive(case)


def _first_puzzle(case: Draft) -> None:
    case.puzzle(
        "p01",
        ["Nine Minutes"],
        {"p01-paper": "First."},
        near={("Eight Minutes",): "Count again."},
        title=en("Nine Minutes of Static"),
        papers=["log"],
        shown={
            "tools": ["morse"],
            "hints": [
                case.hint("p01", "listen", ["Read the log.", "Morse.", "A toy."], seen_if=["read:log"]),
                case.hint("p01", "count", ["Count.", "Minutes.", "Three is three.", "Nine minutes."]),
            ],
        },
        solved={"text": en("Filed: nine minutes."), "clock": en("Tue 6 May  19:05")},
        carried={
            "lifts": [Lift(place="paper:log", mark="who", text=en("**Birch**", "**Birke**"))],
            "messages": [Message(id="harry", sender=en("H."), text=en("Well done."), when=["solved:p01"])],
        },
    )


def _archive(case: Draft) -> None:
    fields = [Field(id="ref", label=en("reference"), normal="code")]
    rows: dict[Sequence[str], str] = {("RA/12",): "request:A1", ("RA/13",): "request:A2"}
    request = case.lock("archive", "archive", fields, rows, form="request")
    case.node("archive", "shown", locks=[request])
    case.node("request:A1", "node", {"ra-12": "A cutting."}, text=en("RA/12 has come up."))
    case.node("request:A2", "node", {"ra-13": "Another."})


def _board(case: Draft) -> None:
    case.puzzle(
        "m1",
        ["ash", "birch"],
        {"m1-paper": "The board is filed."},
        form="board",
        fields=[card_field("who", "people"), card_field("whom", "people")],
        prompt=en("{who} let it happen for {whom}."),
        solved={"grants": ["p01/papers", "p02/papers", "p03/papers", "p04/papers", "two"]},
    )


def _act_two(case: Draft) -> None:
    options = [
        Option(id="log", label=en("Log it"), ref=case.ref("branch:d1/log")),
        Option(id="hide", label=en("Conceal it"), ref=case.ref("branch:d1/hide")),
    ]
    case.node(
        "two",
        "act",
        {"coat": "A coat was found."},
        acts=[Act(id="two", title=en("THE DEAD MAN"))],
        cards=[Card(id=name, bank="suspects", label=en(name.capitalize())) for name in ("ash", "birch", "cedar")],
        decisions=[Decision(id="d1", title=en("Report it?"), text=en("It cannot be undone."), options=options)],
        grants=["m2/shown"],
        gates=[case.gate("end", 1, ["m2/solved", "branch:stand/ash", "branch:stand/cedar"])],
    )
    case.node("branch:d1/log", "branch", {"record": "Logged."})
    case.node(
        "branch:d1/hide",
        "branch",
        {"ledger": "Concealed."},
        lifts=[Lift(place="paper:letter", mark="later", text=en("H. thanks you."))],
    )
    _accusation(case)
    for name in ("ash", "cedar"):
        case.node(f"branch:stand/{name}", "branch", {f"review-{name}": "It was not."})
    case.node(
        "end",
        "node",
        {"finale": "The bridge at ten."},
        endings=[
            Ending(id="corrected", title=en("Corrected"), when=["solved:m2", "tried:m2", "read:finale"]),
            Ending(
                id="right",
                title=en("Quiet Hands"),
                when=["solved:m2", "!tried:m2", "read:finale"],
                ref=case.ref("ending:right"),
            ),
            Ending(id="wrong", title=en("The Wrong Name"), when=["!solved:m2", "read:finale", "read:review-cedar"]),
        ],
    )
    case.node("ending:right", "ending", {"last-letter": "One letter to you."})


def _accusation(case: Draft) -> None:
    stand = [
        Option(id=name, label=en(name), when=[f"signed:m2.who={name}"], ref=case.ref(f"branch:stand/{name}"))
        for name in ("ash", "cedar")
    ]
    case.puzzle(
        "m2",
        ["birch", "cedar"],
        {"m2-paper": "Proved."},
        form="board",
        title=en("The Accusation"),
        fields=[card_field("who", "suspects"), card_field("for", "suspects")],
        shown={
            "decisions": [
                Decision(id="stand", title=en("Stand by this"), text=en("?"), when=["tried:m2"], options=stand)
            ]
        },
    )


_sealed: dict[int, bytes] = {}


def sealed(rev: int = 1) -> bytes:
    """The fixture's bytes, sealed once."""
    if rev not in _sealed:
        _sealed[rev] = draft(rev).seal()
    return _sealed[rev]


def forged(rev: int = 2) -> bytes:
    """A pack by somebody else that claims the fixture's very id, as anybody can."""
    case = Draft(rev=rev)
    case.sealing = Sealing(SealKey(bytes(range(1, 33))), case.deal, kdf="test")
    case.node("start", "start")
    return case.seal()


def fixture(rev: int = 1) -> Pack:
    """The fixture, opened."""
    return Pack.open(sealed(rev), allow_test=True)
