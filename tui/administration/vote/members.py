"""The members of the board who come to a command, each with the file of their share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

import models
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import say

if TYPE_CHECKING:
    from models import Espace, Presence

LONGEST_LINE = 4096
ASK_FILE = "Clé USB ou fichier de sa part (Entrée seule : arrêter) : "
ASK_OF = "Phrase secrète pour {path} (rien ne s'affiche ; Entrée seule : passer) : "
NOT_TEXT = "Cette saisie n'est pas du texte lisible. Recommencez."
WELCOME = "{name} ({role}) est là."
STOPPED = "Ce qui est fait le reste. La même commande reprend où elle en était."
NOBODY_ELSE = "{reason} Donnez aussi le fichier de ce membre, puis relancez la commande."

FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FICHIER",
        help="Les parts des membres présents, dans l'ordre ; sinon elles sont demandées.",
        readable=False,
    ),
]

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class ComeMember:
    """A member who has shown who they are.

    Attributes:
        presence: Who, and when.
        content: Of their file.
        passphrase: As typed; it stays in this process, as long as the command runs.
    """

    presence: Presence
    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


class ComingMembers:
    """The members, as they come: by the files that were named, or asked for at a terminal."""

    def __init__(self, espace: Espace, files: Sequence[Path]) -> None:
        """Take the election and the files; nothing is asked yet."""
        with suppress(OSError):
            keep_memory_private()
        self._espace = espace
        self._files = iter(files)
        self._named = bool(files)
        self.come: list[ComeMember] = []

    @property
    def present(self) -> list[Presence]:
        """Those who have come so far."""
        return [one.presence for one in self.come]

    def until_enough(self, act: Callable[[Sequence[Presence]], Done]) -> Done:
        """Do an act of the board as soon as the members are there whom it asks for.

        Raises:
            PresenceNeeded: Nobody else comes.
        """
        while True:
            try:
                return act(self.present)
            except models.PresenceNeeded as refused:
                if self.come:
                    talk(refused.text)
                if self.next() is None:
                    reason = refused.text.partition(" : rien")[0] + "."
                    raise models.PresenceNeeded(NOBODY_ELSE.format(reason=reason)) from refused

    def next(self) -> ComeMember | None:
        """Return the next member who comes and whose share opens; None if nobody does any more.

        Raises:
            Exit: Somebody at the terminal has had enough for now.
        """
        for content, ask in self._contents():
            while typed := _passphrase(ask):
                try:
                    presence = self._espace.board.recognise(content, typed)
                except models.ShareRefused as refused:
                    talk(refused.text)
                    if sys.stdin.isatty():
                        continue
                    break
                found = ComeMember(presence, content, typed)
                self.come.append(found)
                talk(WELCOME.format(name=presence.member.name, role=presence.member.role.french))
                return found
        return None

    def _contents(self) -> Iterator[tuple[bytes, str]]:
        """Yield files of members with what asks for their passphrase."""
        for path in self._files:
            try:
                yield self._espace.board.read_share(str(path)), ASK_OF.format(path=path)
            except models.ShareRefused as refused:
                talk(f"{path} : {refused.text}")
        while not self._named and sys.stdin.isatty():
            print(models.typeset(ASK_FILE), end="", file=sys.stderr, flush=True)
            typed = sys.stdin.readline().strip()
            if not typed:
                talk(STOPPED)
                raise typer.Exit(1)
            try:
                yield self._espace.board.read_share(typed), ASK_OF.format(path=typed)
            except models.ShareRefused as refused:
                talk(refused.text)


def talk(sentence: str) -> None:
    """Say something to whoever is there: the standard output is for what was done."""
    say(sentence, stream=sys.stderr)


def _passphrase(ask: str) -> str:
    """Return what a person types, or what a program writes on a line; empty: they do not come."""
    if not sys.stdin.isatty():
        return sys.stdin.buffer.readline(LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
    while True:
        try:
            return getpass(models.typeset(ask))
        except UnicodeDecodeError:
            talk(NOT_TEXT)
        except EOFError:
            return ""
