"""Whom the papers name, and who speaks in them."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from casefile.session.views import Shape
from casefile.source.problems import Problem
from casefile.workshop.check.prose import blocks
from casefile.workshop.check.rule import Deal
from casefile.workshop.check.story import acts_of, is_whole, until
from casefile.workshop.deal import DealtPaper

_QUOTED = re.compile(r"[“”„«»\"]")
_BY_NAME = ("name", "short", "surname")
_LAST_WORDS = 40
"""Characters at the end of a remark in which whoever made it puts his name."""


def introduced(deal: Deal) -> Iterator[Problem]:
    """Suspects whom the first act does not name, or who have not spoken before the third."""
    story, written = acts_of(deal.case), {act.id for act in deal.case.file.acts}
    if not deal.case.roll or story[0] not in written:
        return
    first = until(deal.case, story[0])
    early = _before(deal, story[2]) if len(story) > 2 and story[2] in written else written
    can_tell = is_whole(deal.case) or (len(story) > 2 and story[2] in written)
    read = [paper for paper in deal.dealt.papers if not paper.source.about.optional]
    for number, suspect in enumerate(deal.case.roll):
        called = _names(suspect, deal.case.cast)
        if not any(paper.source.about.act in first and _names_one(_body(deal, paper), called) for paper in read):
            sentence = f'"{suspect}" is on the roll, and no paper of the first act names {called[0]}.'
            yield deal.problem("CF-F01", "world.toml", ("roll", number), sentence, "Whoever may be guilty comes early.")
        elif can_tell and not any(paper.source.about.act in early and _speaks(deal, paper, suspect) for paper in read):
            sentence = f"{called[0]} is never heard before the third act."
            advice = (
                f'Quote them, have them sign a remark, or put speaks = ["{suspect}"] into a paper in which they speak.'
            )
            yield deal.problem("CF-F01", "world.toml", ("roll", number), sentence, advice)


def _before(deal: Deal, act: str) -> set[str]:
    return set(takewhile(lambda name: name != act, (entry.id for entry in deal.case.file.acts)))


def _body(deal: Deal, paper: DealtPaper) -> str:
    return paper.title[deal.dealt.rendering.language] + "\n" + paper.body[deal.dealt.rendering.language]


def _names(person: str, cast: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What somebody is called: the full name, and the words of it that are nobody else's."""
    about = cast.get(person, {})
    called = [str(about[key]) for key in _BY_NAME if about.get(key)]
    others = {word for other, one in cast.items() if other != person for word in str(one.get("name", "")).split()}
    own = [word for word in str(about.get("name", "")).split() if word not in others and len(word) > 2]
    return [*called, *own] or [person]


def _names_one(text: str, called: list[str]) -> bool:
    return any(name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in called)


def _speaks(deal: Deal, paper: DealtPaper, person: str) -> bool:
    """By the author's word, or because he signs, remarks, makes a statement, or is quoted with his name beside it."""
    called = _names(person, deal.case.cast)
    initials = deal.case.cast.get(person, {}).get("initials")
    signs = [*called, str(initials)] if initials else called
    about = paper.source.about
    if person in about.speaks or (about.kind == "statement" and _names_one(paper.title[_language(deal)], called)):
        return True
    for block in blocks(paper.body[_language(deal)]):
        text = block.text
        if block.shape is Shape.SIGNATURE and _names_one(text, signs):
            return True
        if block.shape is Shape.ASIDE and _names_one(text[-_LAST_WORDS:], signs):
            return True
        if _QUOTED.search(text) and _names_one(text, called):
            return True
    return False


def _language(deal: Deal) -> str:
    return deal.dealt.rendering.language
