"""Getting and losing the keys without painting everything: what looks the same either way paints only what does not.

Textual paints a widget whole, and looks up its styles, at each of the two. A tab between two columns of the desk was
most of what a key cost a host; no stylesheet of ours says anything of these widgets' focus.
"""

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    # Textual takes keys and styles from a class's first base that is a widget: this one must be none.
    Base = object


class LightFocus(Base):
    """Mixin of a widget that paints by itself what the focus changes."""

    def on_focus(self, event: events.Focus) -> None:
        """The keys come here: as Textual has it, but for the painting."""
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """They go elsewhere."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  Textual's signature
        """Nothing looks otherwise."""
