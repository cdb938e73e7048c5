"""The palette: everything that can be done now, by name."""

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from casefile.desk.safe import safe

Command = tuple[str, str, Callable[[], object]]
"""Title, a few words of ours (Textual runs them as markup), and what does it."""


@runtime_checkable
class Offers(Protocol):
    """A screen with commands for the palette."""

    def palette(self) -> Iterable[Command]:
        """What is valid now."""
        ...


class Everything(Provider):
    """The open screen's commands, and its keys by what they do."""

    def _commands(self) -> list[Command]:
        screen = self.screen
        own = list(screen.palette()) if isinstance(screen, Offers) else []
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.id and binding.tooltip and binding.id.split(".")[0] not in ("column", "app"):
                own.append(
                    (
                        binding.tooltip,
                        f"key {self.app.get_key_display(binding)}",
                        self._runner(binding.action, active.node),
                    )
                )
        own.append(("Help for what the keys go to", "key ?", self._runner("app.help", screen)))
        own.append(("Save and leave", "key ^q", self._runner("app.leave", screen)))
        return own

    def _runner(self, action: str, node: DOMNode) -> Callable[[], object]:
        async def run() -> None:
            if node.is_attached:  # it may have gone while the palette lay over it
                await self.app.run_action(action, node)

        return run

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for title, words, run in self._commands():
            yield DiscoveryHit(safe(title), run, text=title, help=words)

    async def search(self, query: str) -> Hits:
        """What fits the words."""
        matcher = self.matcher(query)
        for title, words, run in self._commands():
            if (score := matcher.match(title)) > 0:
                # Textual's own highlighting would run the title as markup
                yield Hit(score, safe(title, "bold $buff"), run, text=title, help=words)
