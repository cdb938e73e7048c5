"""Getting and losing the keys without painting everything: what looks the same either way paints only what does not.

Textual paints a widget whole, and looks up its styles, at each of the two. A tab between two columns of the desk was
most of what a key cost a host; no stylesheet of ours says anything of these widgets' focus.
"""

from textual import events
from textual.widget import Widget


class LightFocus(Widget):
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
