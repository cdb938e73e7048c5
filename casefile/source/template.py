"""Texts with Jinja2 in them, rendered under bounds: sandboxed, strict, no files, no endless loops or texts.

A case may come from a stranger, and rendering is the only place where his words run.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

import jinja2
from jinja2 import meta, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from casefile.source.problems import did_you_mean

MOST_TURNS = 20_000
"""Turns of all loops of one text together."""
MOST_OUTPUT = 256 * 1024
"""Characters of one rendered text."""
MOST_WIDTH = 200
"""Columns that a text may be aligned to."""

_FILTERS = frozenset(
    {"abs", "capitalize", "default", "dictsort", "first", "float", "groupby", "int", "last", "length", "list", "lower"}
    | {"map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "string", "sum", "title"}
    | {"trim", "unique", "upper", "wordcount"}
)
"""Of Jinja's own those that cannot make much out of little."""
_FAILURES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What an author's expression can run into; anything else is a fault of ours."""
_SWELLING = {"ljust", "rjust", "center", "zfill", "format", "format_map", "expandtabs"}
_WORD = re.compile(r"[A-Za-z_]\w*")
_WHOLE = re.compile(r"\A\s*\{\{(?P<expression>(?:(?!\{\{|\}\}).)*)\}\}\s*\Z", re.DOTALL)


class TemplateFault(Exception):  # noqa: N818  it is the author's fault, told to him as a Problem
    """A text cannot be rendered; `line` counts within the text."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


class _Helpful(StrictUndefined):
    """An unknown name is an error, and the error knows what was probably meant."""

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> Any:
        known: Iterable[str] = ()
        if isinstance(self._undefined_obj, Mapping):
            known = [str(key) for key in self._undefined_obj]
        name = str(self._undefined_name)
        raise jinja2.UndefinedError(f'there is no "{name}" here.{did_you_mean(name, known)}')

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __getitem__ = __lt__ = __gt__ = _fail_with_undefined_error
    __contains__ = __call__ = __getattr__ = _fail_with_undefined_error


class _Budget:
    """Turns of loops, and calls, that one text still has."""

    def __init__(self) -> None:
        self.turns = MOST_TURNS

    def spend(self, values: Iterable[Any]) -> list[Any]:
        taken = list(itertools.islice(values, self.turns + 1))
        self.turns -= len(taken)
        if self.turns < 0:
            raise SecurityError(f"its loops and calls take more than {MOST_TURNS:,} turns.")
        return taken


def _budget_of(context: Context) -> _Budget:
    budget = context.resolve("_budget")
    if not isinstance(budget, _Budget):
        raise SecurityError('"_budget" is not a name for an author.')
    return budget


@pass_context
def _within_budget(context: Context, values: Iterable[Any]) -> list[Any]:
    return _budget_of(context).spend(values)


def _bounded(length: int) -> None:
    if length > MOST_OUTPUT:
        raise SecurityError(f"it grows beyond {MOST_OUTPUT:,} characters.")


def _join(values: Iterable[Any], between: str = "") -> str:
    pieces = [str(value) for value in itertools.islice(values, MOST_OUTPUT)]
    _bounded(sum(map(len, pieces)) + len(str(between)) * len(pieces))
    return str(between).join(pieces)


def _replace(value: Any, old: str, new: str) -> str:
    text = str(value)
    _bounded(len(text) + text.count(str(old)) * len(str(new)))
    return text.replace(str(old), str(new))


def _aligned(way: Callable[[str, int], str]) -> Callable[[Any, int], str]:
    def align(value: Any, width: int) -> str:
        if not 0 <= width <= MOST_WIDTH:
            raise SecurityError(f"a width is between 0 and {MOST_WIDTH}.")
        return way(str(value), width)

    return align


def _range(*args: int) -> list[int]:
    numbers = range(*args)
    if len(numbers) > MOST_TURNS:
        raise SecurityError(f"a range has at most {MOST_TURNS:,} numbers.")
    return list(numbers)


class _Concatenations(NodeTransformer):
    """Puts our `join` in the place of `~`, which nothing else bounds."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802  the name is Jinja's
        """Rewrite one `a ~ b`."""
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, "join", [], [], None, None, lineno=node.lineno)


def _printable(value: Any) -> Any:
    """A value that may be printed: `{{ p15.copy }}` is a method of a table that has no such column, and no text."""
    if isinstance(value, BuiltinMethodType | MethodType | FunctionType):
        raise TypeError(f"“{value.__name__}” is no value; there is none of that name")
    return value


class Templates(ImmutableSandboxedEnvironment):
    """The one way to render an author's text."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            undefined=_Helpful, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, finalize=_printable
        )
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"left": _aligned(str.ljust), "right": _aligned(str.rjust), "centre": _aligned(str.center)}
        self.filters |= {"zeros": _aligned(str.zfill), "_within_budget": _within_budget}
        self.filters |= {"join": _join, "replace": _replace}
        self.globals = {"range": _range}
        self._compiled: dict[str, jinja2.Template] = {}
        self._expressions: dict[str, Callable[..., Any]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._rendered: dict[str, list[tuple[dict[str, Any], str]]] = {}
        """Text to the facts that it used, and what it became: the same text is dealt for every mole and profile."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An item of a mapping before its methods, so that a variable may be called `items`."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute that can swell a text beyond bounds."""
        return attr not in _SWELLING and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        """A call costs a turn, so that macros that call themselves come to an end."""
        _budget_of(context).spend([called])
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers only, and no powers; sums of texts and lists as long as they stay small."""
        if operator == "+" and isinstance(left, str | list) and isinstance(right, str | list):
            _bounded(len(left) + len(right))
        elif operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError('"**" is not available.' if operator == "**" else f'"{operator}" is for numbers only.')
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for reading in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            raise jinja2.TemplateSyntaxError("a template opens no other file; put the text here.", reading.lineno)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_within_budget", [], [], None, None, lineno=loop.lineno)
        _Concatenations().visit(tree)
        return tree

    def render(self, text: str, facts: Mapping[str, Any]) -> str:
        """Render a text.

        Raises:
            TemplateFault: It is wrong, asks for what is not there, or goes beyond the bounds.
        """
        if not _has_code(text):
            return text
        if text not in self._words:
            self._words[text] = frozenset(_WORD.findall(text))
        # Every word that could be a name: looking for those that are takes as long as rendering.
        used = {word: facts[word] for word in self._words[text] if word in facts}
        known = self._rendered.setdefault(text, [])
        for seen, rendered in known:
            if seen == used:
                return rendered
        rendered = str(self._guarded(text, lambda: self._pieces(text, facts), facts))
        known.append((used, rendered))
        return rendered

    def value(self, text: str, facts: Mapping[str, Any]) -> Any:
        """Like `render`, but a text that is one single `{{ expression }}` for a list or a table gives that itself.

        Raises:
            TemplateFault: As `render`.
        """
        whole = _WHOLE.match(text)
        if whole is None:
            return self.render(text, facts)
        expression = whole["expression"]

        def evaluate() -> Any:
            if expression not in self._expressions:
                self._expressions[expression] = self.compile_expression(expression, undefined_to_none=False)
            found = self._expressions[expression](**facts, _budget=_Budget())
            return found if isinstance(found, list | Mapping) else str(found)

        return self._guarded(text, evaluate, facts)

    def names(self, text: str) -> set[str]:
        """Names from outside that a text uses.

        Raises:
            TemplateFault: It is not a template.
        """
        if not _has_code(text):
            return set()
        if text not in self._names:
            found: set[str] = self._guarded(text, lambda: meta.find_undeclared_variables(self.parse(text)), {})
            self._names[text] = frozenset(found - set(self.globals) - {"_budget"})
        return set(self._names[text])

    def _pieces(self, text: str, facts: Mapping[str, Any]) -> str:
        pieces: list[str] = []
        length = 0
        if text not in self._compiled:
            self._compiled[text] = self.from_string(text)
        for piece in self._compiled[text].generate(**facts, _budget=_Budget()):
            length += len(piece)
            if length > MOST_OUTPUT:
                raise SecurityError(f"it grows beyond {MOST_OUTPUT:,} characters.")
            pieces.append(piece)
        return "".join(pieces)

    def _guarded(self, text: str, work: Callable[[], Any], facts: Mapping[str, Any]) -> Any:
        try:
            return work()
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFault(f"The template cannot be read: {error.message}", error.lineno) from error
        except jinja2.UndefinedError as error:
            raise TemplateFault(_sentence(error, facts), _line_of(error, text)) from error
        except SecurityError as error:
            raise TemplateFault(f"The template is refused: {error.message}", _line_of(error, text)) from error
        except _FAILURES as error:
            raise TemplateFault(f"The template fails: {error}", _line_of(error, text)) from error


def _has_code(text: str) -> bool:
    return "{{" in text or "{%" in text or "{#" in text


def _sentence(error: jinja2.UndefinedError, facts: Mapping[str, Any]) -> str:
    said = str(error.message)
    name = re.match(r'there is no "([^"]+)" here\.\Z', said)
    guess = did_you_mean(name[1], facts) if name else ""
    return f"The template fails: {said}{guess}"


def _line_of(error: BaseException, text: str) -> int:
    """Jinja rewrites its tracebacks so that a template's frames bear the template's own lines."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {"<template>", "<unknown>"}:
            line = trace.tb_lineno
        trace = trace.tb_next
    return min(line, text.count("\n") + 1)
