"""What a class says of its own attributes: the texts under them."""

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise


def attribute_docs(kind: type) -> dict[str, str]:
    """Attribute to the docstring below it, those of parent classes among them."""
    found: dict[str, str] = {}
    for parent in reversed(kind.__mro__):
        if parent.__module__.startswith("casefile."):
            found |= _of_module(parent.__module__).get(parent.__name__, {})
    return found


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    """Class to attribute to docstring. A module is read once: that is what takes time."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _of_class(node.body) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line, following in pairwise(body):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(following, ast.Expr):
            said = following.value
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found[line.target.id] = " ".join(said.value.split())
    return found
