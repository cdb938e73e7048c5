"""Taking a closed app apart, so that its memory is free at once.

An app of Textual's is one knot of references, some twenty thousand objects, which only a full collection of garbage
would find; and that waits until nobody types, which at a full host is the end of the evening.
"""

from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget
from textual.worker import Worker
from textual.worker_manager import WorkerManager


class _Nodes(WeakSet[DOMNode]):
    """Textual's register of an app's nodes, which also knows those that were."""

    def __init__(self) -> None:
        super().__init__()
        self.ever = WeakSet[DOMNode]()

    def add(self, item: DOMNode) -> None:
        super().add(item)
        self.ever.add(item)


class _Workers(WorkerManager):
    """Textual's workers of an app, which also knows those that are done."""

    def __init__(self, app: App[Any]) -> None:
        super().__init__(app)
        self.ever = WeakSet[Worker[Any]]()

    def add_worker(self, worker: Worker[Any], start: bool = True, exclusive: bool = True) -> None:  # noqa: FBT001, FBT002  Textual's signature
        self.ever.add(worker)
        super().add_worker(worker, start, exclusive)


class Knot:
    """All that one app is tied together of."""

    def __init__(self, app: App[Any]) -> None:
        """Begin to remember; before the app runs."""
        self._app = app
        self._nodes, self._workers = _Nodes(), _Workers(app)
        app._registry, app._workers = self._nodes, self._workers

    def untie(self) -> None:
        """Take it apart, when it is over. Who still holds the app or its driver holds a husk that takes no message."""
        app = self._app
        animator, driver = app._animator, app._driver
        parts: list[object] = [*self._workers.ever, animator._timer, animator, getattr(driver, "_parser", None)]
        for node in self._nodes.ever:
            if isinstance(node, Widget):
                node._styles_cache.clear()  # a cache of the class itself holds on to it
            parts += [*_shadows(node), node]
        for part in (*parts, app.stylesheet, app):
            if part is not None:
                _empty(part)
        if driver is not None:
            driver._app = None  # type: ignore[assignment]
        app._closing = app._closed = True


def _empty(part: object) -> None:
    for value in vars(part).values():
        if isinstance(value, LRUCache):
            _clear(value)
    vars(part).clear()


_clear_only = LRUCache.clear
_process = Stylesheet._process_component_classes
_leave = Widget._message_loop_exit


def _clear(cache: LRUCache[Any, Any]) -> None:
    """Clear it, and its links, each of which holds the next one and the one before."""
    for link in cache._cache.values():
        link.clear()
    cache._head.clear()
    _clear_only(cache)


def _process_and_empty(self: Stylesheet, node: DOMNode) -> None:
    """Make a node's component styles anew, and free those before."""
    before = _shadows(node)
    _process(self, node)
    for shadow in before:
        _empty(shadow)


async def _leave_and_empty(self: Widget) -> None:
    """Take a widget out of the tree, and free its component styles with it."""
    before = _shadows(self)
    await _leave(self)
    for shadow in before:
        _empty(shadow)


def _shadows(node: DOMNode) -> list[DOMNode]:
    """The nodes that Textual makes for a node's component styles; each is held by the styles that it holds."""
    return [styles.node for styles in node._component_styles.values() if styles.node is not None]


def loosen() -> None:
    """Have all apps of this process leave less that only a full collection finds, while they run."""
    LRUCache.clear = _clear  # type: ignore[assignment, method-assign]
    Stylesheet._process_component_classes = _process_and_empty  # type: ignore[method-assign]
    Widget._message_loop_exit = _leave_and_empty  # type: ignore[method-assign]
