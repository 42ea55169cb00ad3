"""`admin vote keys`: the ceremony in which each member of the board takes a share away."""

from __future__ import annotations

import sys
from contextlib import suppress
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import MemberFile, say_count
from tui.administration.progress_bars import shown_progress
from tui.command_line.interruption import ended_as_interrupted
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import say, say_json
from tui.visit.fingerprints import grouped

if TYPE_CHECKING:
    from models import BoardMember, Espace, KeysMade

NO_TERMINAL = (
    "La cérémonie se fait devant un terminal, où chaque membre saisit sa phrase secrète : rien n'a "
    "été fait."
)
WELCOME = (
    "CÉRÉMONIE DES CLÉS\n"
    "\n"
    "Le bureau a {size}. Pour ouvrir les urnes, il faudra en réunir {threshold}, dont la "
    "présidence ou le secrétariat, et deux délégués de liste.\n"
    "\n"
    "Chaque membre vient à son tour, seul devant l'écran, avec sa clé USB. Il choisit une phrase "
    "secrète : quatre mots ou plus, sans rapport entre eux. Elle n'est gardée nulle part : s'il "
    "l'oublie, sa part ne s'ouvre plus."
)
TURN = "Membre {number} sur {size} : {name} ({role})"
ASK_FOLDER = "Dossier de sa clé USB{proposed} : "
NOT_TEXT = "Cette saisie n'est pas du texte lisible. Recommencez."
ASK = "Phrase secrète (rien ne s'affiche) : "
ASK_AGAIN = "La même, une deuxième fois : "
DIFFERENT = "Les deux saisies ne sont pas identiques. Recommencez."
WEAK = "Cette phrase ne convient pas : {reason}. Choisissez-en une autre."
NEXT = "C'est fait. Laissez la place à la personne suivante."
LAST = "C'est fait. Les clés se font ; cela prend quelques secondes."
DONE = (
    "Les clés sont faites pour {scrutins}. Chaque membre reprend sa clé USB ; {threshold} "
    "ouvriront les urnes."
)
FINGERPRINT = "Empreinte des clés, à écrire dans le procès-verbal :"
AFTERWARDS = (
    "Rien d'autre n'en reste sur cette machine. Que chaque membre garde sa clé USB et sa phrase "
    "secrète à deux endroits différents."
)


def keys(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DOSSIER", help="Où vont les parts, s'il n'y a pas de clés USB.", readable=False
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Remplace des clés déjà faites, avant le scellement.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold the ceremony; nothing is made before every member has typed a passphrase."""
    if not sys.stdin.isatty():
        raise models.EspaceError(NO_TERMINAL)
    with suppress(OSError):
        keep_memory_private()
    espace = chosen_espace(config)
    espace.vote.require_keys_to_make(replace=replace)
    files = _ask_all(espace, folder)
    with ended_as_interrupted(), shown_progress() as tell:
        made = espace.vote.make_board_keys(files, replace=replace, source=source(), tell=tell)
    if as_json:
        say_json(_facts(made))
    else:
        _say_made(made)


def _ask_all(espace: Espace, folder: Path | None) -> list[MemberFile]:
    """Ask one member after the other where their share goes, and for their passphrase."""
    board, section = espace.vote.list_board(), espace.election.board
    threshold = section.threshold if section else len(board)
    _talk(WELCOME.format(size=say_count(len(board), "membre"), threshold=threshold))
    files: list[MemberFile] = []
    for member in board:
        role, size = member.role.french, len(board)
        _talk("")
        _talk(TURN.format(number=member.number, size=size, name=member.name, role=role))
        path = _ask_file(espace, member, folder, [file.path for file in files])
        files.append(MemberFile(path, _ask_passphrase(espace, member)))
        _talk(LAST if member is board[-1] else NEXT)
    return files


def _ask_file(espace: Espace, member: BoardMember, folder: Path | None, taken: list[Path]) -> Path:
    """Return where a member's share goes: in the folder of their stick, which has to be there."""
    proposed = f" [{folder}]" if folder else ""
    while True:
        print(models.typeset(ASK_FOLDER.format(proposed=proposed)), end="", file=sys.stderr)
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed:
            raise typer.Abort
        chosen = typed.strip() or str(folder or "")
        if not chosen:
            continue
        try:
            return espace.board.place_share(chosen, member, taken, shared=folder)
        except models.OutputRefused as refused:
            _talk(refused.text)


def _ask_passphrase(espace: Espace, member: BoardMember) -> str:
    """Return a passphrase that was typed twice, and that nobody guesses."""
    while True:
        try:
            typed = getpass(models.typeset(ASK))
            espace.vote.require_passphrase(member, typed)
            if getpass(models.typeset(ASK_AGAIN)) == typed:
                return typed
            _talk(DIFFERENT)
        except models.PasswordTooWeak as error:
            _talk(WEAK.format(reason=error.reason))
        except UnicodeDecodeError:
            _talk(NOT_TEXT)
        except EOFError:
            raise typer.Abort from None


def _talk(sentence: str) -> None:
    """Say something to whoever is there: the standard output is for what was made."""
    say(sentence, stream=sys.stderr)


def _say_made(made: KeysMade) -> None:
    say("")
    scrutins = say_count(made.scrutins, "scrutin")
    say(DONE.format(scrutins=scrutins, threshold=say_count(made.threshold, "membre")))
    for member, path in zip(made.members, made.files, strict=True):
        say(f"  {member.number}. {member.name} ({member.role.french}) : {path}", margin=5)
    say(FINGERPRINT)
    say(grouped(made.fingerprint))
    say(AFTERWARDS)


def _facts(made: KeysMade) -> dict[str, object]:
    return {
        "members": [
            {
                "number": member.number,
                "name": member.name,
                "role": member.role.value,
                "file": str(path),
            }
            for member, path in zip(made.members, made.files, strict=True)
        ],
        "threshold": made.threshold,
        "scrutins": made.scrutins,
        "fingerprint": made.fingerprint,
    }
