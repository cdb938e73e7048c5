"""A terminal that is a list: what a driver would write to the real one."""

from typing import Any

from textual.drivers.headless_driver import HeadlessDriver


class Recorder(HeadlessDriver):
    """Keeps everything that the app writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written: list[str] = []

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written.append(data)
