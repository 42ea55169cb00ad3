"""Comparing the lists that the board has kept with the audit chain and with the urns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import IO

from models.context import Context
from models.errors import OutputRefused, SealBroken
from models.services.vote.fingerprinting import TRACKERS
from models.services.vote.urns import NotedList, Urn, noted_lists
from models.views.vote_days import ListsCompared, WrongList

SHORTEST = 31
"""Hexadecimal digits of a fingerprint that the audit chain keeps at least."""

NO_FOLDER = (
    "Le dossier {path} ne peut pas être lu : les listes du bureau n'ont pas été comparées. Donnez "
    "celui où elles sont."
)
UNREADABLE = "ne peut pas être lu"
NOT_NOTED = (
    "son empreinte n'est pas dans la chaîne d'audit : le fichier a été changé, vient d'ailleurs, "
    "ou son écriture a été coupée"
)
NOT_CONTAINED = "{count} de ses numéros de suivi ne sont plus dans l'urne de {code}"


@dataclass(frozen=True, slots=True)
class _Noted:
    urn: Urn
    list: NotedList


def files_of(folder: Path) -> list[Path]:
    """Return the files of a folder, by name; hidden ones are left out.

    Raises:
        OutputRefused: It cannot be read.
    """
    try:
        return sorted(
            path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")
        )
    except OSError as error:
        raise OutputRefused(NO_FOLDER.format(path=folder)) from error


def compare_lists(
    context: Context, files: Iterable[Path], trackers: Mapping[Urn, IO[bytes]]
) -> ListsCompared:
    """Compare lists: each must be one that the audit chain has, and its urn must hold it whole.

    Args:
        context: The open election, inside a connection.
        files: The lists, whatever their names.
        trackers: Those of each urn, sorted, a line each.
    """
    noted = {
        one.beginning[:SHORTEST]: _Noted(urn, one)
        for urn in trackers
        for one in _noted_lists(context, urn)
    }
    seen: dict[str, str] = {}
    cut: set[str] = set()
    wrong: list[WrongList] = []
    for path in files:
        try:
            with path.open("rb") as file:
                fingerprint = file_digest(file, "sha256").hexdigest()
                known = noted.get(fingerprint[:SHORTEST])
                if known is None or not fingerprint.startswith(known.list.beginning):
                    wrong.append(WrongList(path, NOT_NOTED))
                    continue
                seen[fingerprint[:SHORTEST]] = known.urn.code
                file.seek(0)
                if missing := _missing(file, trackers[known.urn]):
                    cut.add(fingerprint[:SHORTEST])
                    reason = NOT_CONTAINED.format(count=missing, code=known.urn.code)
                    wrong.append(WrongList(path, reason))
        except OSError:
            wrong.append(WrongList(path, UNREADABLE))
    return ListsCompared(
        fitting=Counter(code for one, code in seen.items() if one not in cut),
        wrong=tuple(wrong),
        absent=len(noted) - len(seen),
    )


def _noted_lists(context: Context, urn: Urn) -> list[NotedList]:
    """Return the lists that were noted; none if the chain was edited, and each is named so."""
    try:
        return noted_lists(context, urn, TRACKERS)
    except SealBroken:
        return []


def _missing(listed: IO[bytes], urn: IO[bytes]) -> int:
    """Return how many lines of a sorted list another one lacks; both are read once."""
    urn.seek(0)
    missing, held = 0, next(urn, b"")
    for line in listed:
        while held and held < line:
            held = next(urn, b"")
        missing += held != line
    return missing
