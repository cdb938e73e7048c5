"""What a class says of its own attributes: the texts under them."""

import ast
import inspect
import textwrap
from itertools import pairwise


def attribute_docs(kind: type) -> dict[str, str]:
    """Attribute to the docstring below it, those of parent classes among them."""
    found: dict[str, str] = {}
    for parent in reversed(kind.__mro__):
        if parent.__module__.startswith("casefile"):
            found |= _own(parent)
    return found


def _own(kind: type) -> dict[str, str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, TypeError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for line, following in pairwise(body):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(following, ast.Expr):
            said = following.value
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found[line.target.id] = " ".join(said.value.split())
    return found
