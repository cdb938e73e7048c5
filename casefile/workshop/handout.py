"""The papers of a deal as pages for a printer: one file of HTML that needs nothing else."""

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from casefile.errors import Refusal
from casefile.session.paper import parse
from casefile.session.views import Block, Run, Shape, Style
from casefile.source.problems import did_you_mean
from casefile.text import clean
from casefile.workshop.deal import Dealt, DealtPaper

_TAGS = {
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.LIFTED: "mark",
    Style.BAR: "s",
    Style.BLACK: "s",
}
_BLOCKS = {
    Shape.PARAGRAPH: "p",
    Shape.ASIDE: 'p class="aside"',
    Shape.QUESTION: 'p class="question"',
    Shape.ANSWER: 'p class="answer"',
    Shape.LIST: 'p class="item"',
    Shape.RIGHT: 'p class="right"',
    Shape.SIGNATURE: 'p class="signature"',
}


def handout(dealt: Dealt, *, language: str = "", acts: Iterable[str] = (), player: str = "") -> str:
    """Print papers as they first lie on the desk, with their bars, a page or more each.

    Args:
        dealt: A deal.
        language: Of the papers; without one the case's own.
        acts: Only papers of these acts; all of them where none is named.
        player: What stands where a paper names the player; a line to write on where nobody is named.

    Returns:
        A whole HTML document, styled for A4 and for the screen.

    Raises:
        Refusal: `handout-act`, `handout-language`: the case has none such.
    """
    language = language or dealt.case.file.language
    known = [act.id for act in dealt.case.file.acts]
    wanted = list(acts) or known
    for act in wanted:
        if act not in known:
            raise Refusal("handout-act", f'The case has no act "{act}".{did_you_mean(act, known)}')
    if language not in dealt.rendering.facts:
        raise Refusal("handout-language", f'The case does not speak "{language}".')
    papers = [paper for paper in dealt.papers if paper.source.about.act in wanted]
    sheets = "\n".join(_sheet(paper, language, player or "_" * 24) for paper in papers)
    title = escape(dealt.rendering.string("case", dealt.case.file.title, dealt.rendering.at("case.toml", "title")))
    style = (files("casefile.workshop") / "handout.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>\n{style}</style>\n{sheets}\n</html>\n"
    )


def _sheet(paper: DealtPaper, language: str, player: str) -> str:
    about = paper.source.about
    head = " · ".join(filter(None, (paper.ref, paper.date)))
    blocks = "\n".join(_block(block) for block in parse(clean(paper.body[language], lines=True), player=player))
    marking = f'<div class="marking">{escape(about.marking)}</div>' if about.marking else ""
    return (
        f'<article class="{escape(about.kind)}" id="{escape(about.id)}">\n{marking}\n'
        f"<h1>{escape(clean(paper.title[language], lines=False))}</h1>\n"
        f'<div class="head">{escape(head)}</div>\n{blocks}\n{marking}\n</article>'
    )


def _block(block: Block) -> str:
    if block.shape is Shape.RULE:
        return "<hr>"
    if block.shape is Shape.HEAD:
        return f"<h{block.level + 1}>{_runs(block.runs)}</h{block.level + 1}>"
    if block.shape is Shape.FIGURE:
        lines = escape("\n".join(block.lines))
        return f'<figure role="img" aria-label="{escape(block.alt, quote=True)}"><pre>{lines}</pre></figure>'
    if block.shape is Shape.TABLE:
        return "<table>\n" + "\n".join(_rows(block)) + "\n</table>"
    opened = _BLOCKS[block.shape]
    return f"<{opened}>{_runs(block.runs)}</p>"


def _rows(block: Block) -> Iterator[str]:
    for number, row in enumerate(block.rows):
        tag = "td" if number else "th"
        yield "<tr>" + "".join(f"<{tag}>{_runs(cell)}</{tag}>" for cell in row) + "</tr>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    tag = _TAGS.get(run.style)
    return f"<{tag}>{text}</{tag}>" if tag else text
