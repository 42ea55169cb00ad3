"""Writes the man pages and the completion of the program's commands, out of their own help.

    python packaging/command_pages.py FOLDER VERSION DATE

They are made with each package instead of being kept beside the sources: they cannot be of
another version than the program.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.completion import get_completion_script  # type: ignore[attr-defined]  # not in __all__
from typer.main import get_command

from tui.commands import application

PROGRAM = "espace-electeur"
VARIABLE = "_ESPACE_ELECTEUR_COMPLETE"
"""What the shell sets in the environment when it asks for completion (Typer's rule)."""
WIDE = 10_000
"""Columns of the pages of help that are read here: no line is broken, man(1) does it."""
COMPLETIONS = {
    "bash": f"usr/share/bash-completion/completions/{PROGRAM}",
    "zsh": f"usr/share/zsh/vendor-completions/_{PROGRAM}",
    "fish": f"usr/share/fish/vendor_completions.d/{PROGRAM}.fish",
}
FRENCH, FALLBACK = "usr/share/man/fr/man1", "usr/share/man/man1"
"""The second one is read under a language that has no page, like C.UTF-8."""
HEADINGS = {"Arguments": "ARGUMENTS", "Options": "OPTIONS", "Commandes": "COMMANDES"}
GUIDES = f"/usr/share/doc/{PROGRAM}/"

Words = tuple[str, ...]


def pages() -> Iterator[tuple[Words, str]]:
    """Yield the words of each command, and its page of help with unbroken lines."""
    root = get_command(application)
    context = root.make_context(
        PROGRAM, [], resilient_parsing=True, terminal_width=WIDE, max_content_width=WIDE
    )
    yield from _pages(root, context, ())


def _pages(command: Any, context: Any, words: Words) -> Iterator[tuple[Words, str]]:
    yield words, command.get_help(context)
    for name, inside in getattr(command, "commands", {}).items():
        if not inside.hidden:
            below = inside.make_context(name, [], parent=context, resilient_parsing=True)
            yield from _pages(inside, below, (*words, name))


def man_page(words: Words, help_page: str, version: str, date: str) -> str:
    """Return a page of help in the markup of man(7)."""
    name = "-".join((PROGRAM, *words))
    usage, _, rest = help_page.partition("\n\n")
    paragraphs = [part for part in rest.split("\n\n") if part.strip()]
    what = paragraphs[0].strip().splitlines()[0]
    lines = [
        f'.TH "{name.upper()}" 1 "{date}" "{PROGRAM} {version}" "Espace électeur"',
        # Lines are not broken within a word: an address or an option would be read wrong.
        ".nh",
        ".ad l",
        ".SH NOM",
        f"{_escaped(name)} \\- {_escaped(what.rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {_escaped(re.sub(r'^Emploi : ', '', usage))}",
        ".SH DESCRIPTION",
    ]
    heading_seen = False
    for part in paragraphs:
        first, _, below = part.partition("\n")
        title = HEADINGS.get(first.removesuffix(":").strip())
        if title:
            heading_seen = True
            lines += [f".SH {title}", *_definitions(below)]
        else:
            lines += [".SH REMARQUES"] if heading_seen else []
            heading_seen = False
            lines += [".PP", *(_escaped(line.strip()) for line in part.splitlines())]
    lines += [".SH VOIR AUSSI", *_see_also(words), f"Les guides, dans {GUIDES}."]
    return "\n".join(lines) + "\n"


def _definitions(text: str) -> Iterator[str]:
    """Yield the rows of a list: a name, and two spaces or a line behind it what it is."""
    for line in text.splitlines():
        row = line.removeprefix("  ")
        if not row.startswith(" "):
            name, _, told = row.partition("  ")
            yield ".TP"
            yield f".B {_escaped(name)}"
        else:
            told = row
        if told.strip():
            yield _escaped(told.strip())


def _see_also(words: Words) -> Iterator[str]:
    above = ["-".join((PROGRAM, *words[:depth])) for depth in range(len(words))]
    yield from (f".BR {_escaped(name)} (1)," for name in above)


def _escaped(text: str) -> str:
    """Return text that man(7) shows as it is: hyphens stay hyphens, a first dot is no request.

    man(1) fills lines anew: the spaces that French has within a sign must not become their end.
    """
    shown = re.sub(r" (?=[:;?!%»])|(?<=«) ", "\u00a0", text)
    shown = shown.replace("\\", "\\e").replace("-", "\\-").replace("\u00a0", "\\ ")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


def completion(shell: str) -> str:
    """Return what a shell reads to complete the commands, their options and their values."""
    return get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell) + "\n"


def write_all(folder: Path, version: str, date: str) -> None:
    """Write all of them under the root of a package.

    Args:
        folder: The root.
        version: Of the package.
        date: Shown at the foot of the pages.
    """
    for shell, place in COMPLETIONS.items():
        _put(folder / place, completion(shell).encode())
    for words, help_page in pages():
        name = "-".join((PROGRAM, *words)) + ".1.gz"
        page = man_page(words, help_page, version, date).encode()
        _put(folder / FRENCH / name, gzip.compress(page, mtime=0))
        link = folder / FALLBACK / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(f"../fr/man1/{name}")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
