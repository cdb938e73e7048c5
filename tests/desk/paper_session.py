"""A session made of paper: the public face of `Session` over plain data, for the screens' own tests."""

from dataclasses import replace

from casefile.errors import Refusal
from casefile.session.views import (
    Block,
    ChoiceView,
    Folder,
    Found,
    LineView,
    LogRow,
    NoteView,
    Page,
    PaperRow,
    QuestionView,
    Run,
    Shape,
    Snapshot,
    Status,
    Style,
)
from casefile.text import clean

ROLL = [
    ("A", "Fergus Abernethy", "Registry and vetting"),
    ("C", "Rupert Castellane", "Foreign liaison"),
    ("F", "Dame Isolde Fairbrother", "Deputy Director"),
    ("L", "Tobias Lindqvist", "Desk analyst"),
    ("N", "Priya Nandakumar", "Technical collection"),
    ("O", "Saskia Olukoya", "Duty operations"),
    ("P", "Gethin Probert", "Transport and protection"),
    ("T", "Morwenna Tregear", "Legal adviser"),
]

MAP = """\
                 to the bridge
                      |
   FULLER'S YARD      |        TIDE MILL
        +-------------+-----------+
        |             |           |
        |         ALDER ST     COPPER LN
        |             |           |
        +------>------+-----------+----->  DEPOT
       yard 21.31   1.2 m       2.0 m""".splitlines()


def _cleaned(page: Page) -> Page:
    """What a pack does to the texts of its papers before anybody sees them."""

    def runs(some: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=clean(run.text, lines=True)) for run in some)

    blocks = tuple(
        replace(
            block,
            runs=runs(block.runs),
            rows=tuple(tuple(runs(cell) for cell in row) for row in block.rows),
            alt=clean(block.alt, lines=True),
        )
        for block in page.blocks
    )
    return replace(page, title=clean(page.title, lines=False), blocks=blocks)


class PaperSession:
    """Enough of `Session` for every screen, without a pack, a key or a file."""

    others = None
    """Nobody hosts."""

    def __init__(self, words: str = "") -> None:
        """Make one; `words` stand in every text, so that hostile ones reach every screen."""
        self._words = words
        self._said = f" {words}" if words else ""
        self._marks: dict[str, tuple[str, str, str]] = {
            "C": ("out", "at the Ministry till 22.10: signed out by the porter, who knows him", "escort-log"),
            "N": ("out", "her own key was in the safe all night", "gate-register"),
            "L": ("maybe", "everybody says so; that is a reason against it", "minute"),
        }
        self._notes = [
            NoteView(
                "n1", f"21.47 off the card: who can read the word out?{self._said}", "escort-log", "Anna", 1715012345.0
            ),
            NoteView("n2", "second sheet: TWO people", "gate-register", "Anna", 1715012945.0),
        ]
        self.undone: list[str] = []
        self.used: list[str] = []
        self._view: dict[str, object] = {}

    def status(self) -> Status:
        return Status(
            case="lyrebird",
            title=f"LYREBIRD{self._said}",
            player=f"Anna{self._said}",
            language="en",
            desk="Thames House · Registry annexe · Desk 9",
            marking="SECRET",
            clock="Tue 6 May  18:20",
            seconds=2460,
            solved=2,
            rungs=1,
            tries=4,
            ended="",
        )

    def folders(self) -> tuple[Folder, ...]:
        rows = [
            ("escort-log", "Escort net, log", "log"),
            ("statements", "Escort statements", "statement"),
            ("gate-register", "Gate register", "register"),
            ("minute", "Minute of 4 May", "minute"),
            ("map", "The ring, drawn for drivers", "map"),
            ("map-yard", "Fuller's Yard", "map"),
        ]
        papers = tuple(
            PaperRow(i, f"{title}{self._said}", kind, f"ESC/44/{n}", "3 May", "convoy", n < 4, n == 2, False)
            for n, (i, title, kind) in enumerate(rows)
        )
        return (Folder("convoy", f"THE CONVOY{self._said}", papers, 2),)

    def page(self, paper: str) -> Page:
        return _cleaned(self._page(paper))

    def _page(self, paper: str) -> Page:
        row = next((row for row in self.folders()[0].papers if row.id == paper), None)
        if row is None:
            raise Refusal("paper-not-held", "There is no such paper on the desk.")
        blocks = (
            Block(Shape.HEAD, (Run(row.title.upper()),)),
            Block(
                Shape.PARAGRAPH,
                (
                    Run("At 21.47 control gave me a left that is not on the card. I queried it. The voice said "),
                    Run("reserve route, authority held", Style.ITALIC),
                    Run(f", and read me the right word for the day, so I took it.{self._said}"),
                ),
            ),
            Block(
                Shape.PARAGRAPH,
                (
                    Run("The second sheet goes to "),
                    Run("████████", Style.BAR, "readers"),
                    Run(" and to "),
                    Run("█████", Style.BLACK),
                    Run(" and to nobody in a car."),
                ),
            ),
        )
        if row.kind == "map":
            table = tuple(
                tuple((Run(cell),) for cell in cells)
                for cells in (
                    ("from", "to", "miles", "remark"),
                    ("Fuller's Yard", "Alder St", "1.2", f"primary{self._said}"),
                    ("Alder St", "Copper Ln", "0.8", "gate, 2.9 m"),
                    ("Copper Ln", "Depot", "2.4", "primary"),
                )
            )
            alt = f"A ring road from the yard to the depot with two turns to the left.{self._said}"
            blocks = (blocks[0], Block(Shape.FIGURE, lines=tuple(MAP), alt=alt), Block(Shape.TABLE, rows=table))
        return Page(row.id, row.title, row.kind, row.ref, row.date, "SECRET", "convoy", blocks)

    def questions(self) -> tuple[QuestionView, ...]:
        choices = tuple(
            ChoiceView(i, i, f"{name}{self._said}", note, *(self._marks.get(i, ("", "", "")))) for i, name, note in ROLL
        )
        left = sum(choice.mark != "out" for choice in choices)
        lines = (
            LineView("where", "where", ""),
            LineView("when", "when", ""),
            LineView("how", "how", f"on foot{self._said}"),
        )
        return (
            QuestionView("mole", f"WHO IS THE MOLE?{self._said}", f"you still suspect {left} of 8", choices, ()),
            QuestionView("london", "LONDON", "", (), lines),
        )

    def mark(self, question: str, choice: str, mark: str, reason: str = "", paper: str = "") -> None:
        self._marks[choice] = (mark, reason, paper)

    def undo(self) -> str:
        if not self._marks:
            raise Refusal("undo-nothing", "There is nothing to take back.")
        name, _ = self._marks.popitem()
        return f"Taken back: the mark at {name}."

    def notes(self) -> tuple[NoteView, ...]:
        return tuple(self._notes)

    def note(self, text: str, paper: str = "") -> NoteView:
        if not text.strip():
            raise Refusal("note-empty", "A note needs at least a word.")
        view = NoteView(f"n{len(self._notes) + 1}", text, paper, "Anna", 1715013000.0)
        self._notes.append(view)
        return view

    def unnote(self, note: str) -> None:
        self._notes = [view for view in self._notes if view.id != note]

    def log(self) -> tuple[LogRow, ...]:
        rows = [
            ("begun", "The file was drawn."),
            ("read", f"Escort net, log: read.{self._said}"),
            ("wrong", "Nine Minutes of Static: “HERON” does not open it."),
            ("solved", "Nine Minutes of Static: solved."),
            ("marked", "C: out. At the Ministry till 22.10."),
            ("hinted", "The Wrong Left: a hint, first rung."),
        ]
        return tuple(
            LogRow(n, 1715012000.0 + 407 * n, f"Anna{self._said}" if n % 3 else "Will", *rows[n % len(rows)])
            for n in range(1, 31)
        )

    def read(self, paper: str) -> Page:
        return self.page(paper)

    def snapshots(self) -> tuple[Snapshot, ...]:
        return (Snapshot(1, 1715012000.0, "Sat down at the desk."), Snapshot(9, 1715015000.0, "Opened Sign Here."))

    def search(self, query: str, limit: int = 20) -> tuple[Found, ...]:
        if not query.strip():
            return ()
        found = []
        for row in self.folders()[0].papers:
            for n, block in enumerate(self.page(row.id).blocks):
                at = block.text.lower().find(query.lower())
                if at >= 0:
                    text, end = block.text, at + len(query)
                    found.append(
                        Found(row.id, row.title, n, text[max(0, at - 40) : at], text[at:end], text[end : end + 60])
                    )
        return tuple(found[:limit])

    def tools(self) -> frozenset[str]:
        return frozenset({"morse", "reckoner", "grid", "overlay"})

    def use(self, tool: str) -> None:
        self.used.append(tool)

    def view(self) -> dict[str, object]:
        return dict(self._view)

    def keep_view(self, record: dict[str, object]) -> None:
        self._view = dict(record)
