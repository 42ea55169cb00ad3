"""Files of lines that were altered by somebody who knows how they end."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change the lines of a file, and give it an ending that fits.

    Args:
        path: The file.
        change: Takes its lines without the ending, and returns others.
    """
    lines = path.read_text("utf-8").splitlines(keepends=True)[:-1]
    before = "".join(lines)
    text = change(before)
    assert text != before
    digest, number = sha256(text.encode()).hexdigest(), text.count("\n")
    path.write_text(f'{text}{{"lines":{number},"sha256":"{digest}"}}\n', "utf-8")
