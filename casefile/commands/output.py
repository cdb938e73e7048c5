"""Files that a command writes: whole, or not at all."""

from pathlib import Path

from casefile.errors import Refusal


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, with the folders that lead to it.

    Raises:
        Refusal: `output-write`: it cannot be written; what was there before is still there.
    """
    fresh = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as fault:
        raise Refusal("output-write", f"{path} cannot be written: {fault.strerror}.") from fault
