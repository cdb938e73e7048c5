"""The file at the left: folders of papers, the locks, the tray, the archive. Views in, rows out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from casefile.desk import glyphs
from casefile.desk.column import Column, Row
from casefile.desk.spans import Span
from casefile.session.views import Folder, LockView, PaperRow

SHUT_BAR = "█" * 10
"""One width for all: nothing shows of what lies behind."""
EARLIER = "earlier locks"
"""Stands in `Filed.folded` while the solved locks of earlier acts are unfolded; no act has a blank in its id."""


@dataclass(frozen=True, slots=True)
class Filed:
    """All that the file's column shows."""

    folders: Sequence[Folder]
    locks: Sequence[LockView]
    paper: str = ""
    """The paper that lies on the desk."""
    lock: str = ""
    """The lock in the bottom line."""
    notes: int = 0
    messages: int = 0
    folded: Collection[str] = ()


class FileColumn(Column):
    """The file. Chosen keys: `paper:` and `fold:` with a name."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The file",
        "Your papers by act. Enter opens one. A dot means that you have not read it, or that there is more in it now; "
        "a red bar that something is still shut.",
    )

    def file(self, filed: Filed) -> None:
        """Show the papers."""
        self.show(list(papers(filed)))


class LockColumn(Column):
    """What is asked. Chosen keys: `lock:` with a name; `messages`, `notes`."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The locks",
        "What the file asks of you. Enter takes a question into the bottom line, to be answered there. "
        "Below are the archive and your tray.",
    )

    def file(self, filed: Filed) -> None:
        """Show the locks."""
        self.show(list(locks(filed)))


def papers(filed: Filed) -> Iterator[Row]:
    """The lines of the file."""
    yield Row((Span("THE FILE", bold=True),))
    yield Row()
    for folder in filed.folders:
        yield from _folder(folder, filed)


def locks(filed: Filed) -> Iterator[Row]:
    """The lines of the locks, the archive and the tray."""
    asked = [lock for lock in filed.locks if lock.form != "request"]
    if asked:
        yield Row((Span("LOCKS", bold=True),))
        yield from _asked(asked, filed)
    requests = [lock for lock in filed.locks if lock.form == "request"]
    if requests:
        yield Row()
        yield Row((Span("ARCHIVE", bold=True),))
        yield _request(requests[-1])  # the archive is one, on whichever slip it is asked
    yield Row()
    yield Row((Span("TRAY", bold=True),))
    tray = [_count(filed.notes, "note"), *([_count(filed.messages, "message")] if filed.messages else [])]
    yield Row((Span(f"  {' · '.join(tray)}", "quiet"),), "messages" if filed.messages else "notes")


def _asked(asked: Sequence[LockView], filed: Filed) -> Iterator[Row]:
    """The open ones, then the solved ones; those of earlier acts are one line until it is unfolded."""
    act = filed.folders[-1].id if filed.folders else ""
    earlier = [lock for lock in asked if lock.solved and lock.folder != act]
    yield from (_lock(lock, filed) for lock in asked if not lock.solved)
    yield from (_lock(lock, filed) for lock in asked if lock.solved and lock.folder == act)
    if earlier:
        unfolded = EARLIER in filed.folded
        mark = glyphs.FOLD if unfolded else glyphs.FOLDED
        yield Row((Span(f"{mark} ", "done"), Span(f"{glyphs.DONE} {len(earlier)} earlier", "done")), f"fold:{EARLIER}")
        if unfolded:
            yield from (_lock(lock, filed) for lock in earlier)


def _count(number: int, what: str) -> str:
    return f"no {what}s" if not number else f"{number} {what}{'s' if number > 1 else ''}"


def _folder(folder: Folder, filed: Filed) -> Iterator[Row]:
    folded = folder.id in filed.folded
    unread = sum(not paper.is_read for paper in folder.papers) if folded else 0
    mark = glyphs.FOLDED if folded else glyphs.FOLD
    end = (Span(f"{unread} new", "amber"),) if unread else ()
    yield Row((Span(f"{mark} ", "buff"), Span(folder.title.upper(), "buff")), f"fold:{folder.id}", end)
    if folded:
        return
    yield from (_paper(paper, filed) for paper in folder.papers)
    for _ in range(folder.shut):
        yield Row((Span(f"  {glyphs.SHUT} ", "stamp"), Span(SHUT_BAR, "stamp")))


def _paper(paper: PaperRow, filed: Filed) -> Row:
    key = f"paper:{paper.id}"
    if paper.id == filed.paper:
        return Row((Span(f"  {glyphs.HERE} ", "buff", bold=True), Span(paper.title, "buff", bold=True)), key)
    if not paper.is_read:
        return Row((Span(f"  {glyphs.NEW} ", "amber"), Span(paper.title)), key, (Span("new", "amber"),))
    if paper.is_changed:
        return Row((Span(f"  {glyphs.NEW} ", "amber"), Span(paper.title)), key, (Span("more", "amber"),))
    return Row((Span("    "), Span(paper.title, "quiet")), key)


def _lock(lock: LockView, filed: Filed) -> Row:
    key = f"lock:{lock.name}"
    if lock.solved:
        return Row((Span(f"  {glyphs.DONE} ", "done"), Span(lock.title, "done")), key)
    here = lock.name == filed.lock
    end = (Span(f"{lock.tries}×", "quiet"),) if lock.tries else ()
    return Row(
        (Span(f"  {glyphs.OPEN} ", "amber", bold=here), Span(lock.title, "amber", bold=here, underline=here)), key, end
    )


def _request(lock: LockView) -> Row:
    return Row((Span(f"  {glyphs.FORTH} ", "quiet"), Span(lock.title, "quiet")), f"lock:{lock.name}")
