"""The pages that say why a rule is there, what breaks it and how that is mended."""

from importlib.resources import files

from casefile.errors import Refusal


def page_of(code: str) -> str:
    """A rule's page, in Markdown.

    Raises:
        Refusal: `rule-page`: it has none.
    """
    page = files("casefile.workshop.check") / "pages" / f"{code}.md"
    if not page.is_file():
        raise Refusal("rule-page", f"{code} has no page yet; `casefile check --list` has its title.")
    return page.read_text("utf-8").rstrip()
