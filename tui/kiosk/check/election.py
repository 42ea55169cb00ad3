"""The election as the kiosk's account reaches it: its file, its database, its staff code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import models
from models import Finding
from tui.kiosk.check.rights import may_read, replaceable, shut_folder

if TYPE_CHECKING:
    from models import Election
    from tui.kiosk.check.machine import Machine

UNREADABLE = (
    "Le compte de la borne ne peut pas lire {path} : lancez « sudo chgrp borne {path} » et « sudo "
    "chmod 640 {path} »."
)
CHANGEABLE = (
    "Le compte de la borne peut changer {path} : lancez « sudo chown root:borne {path} » et « sudo "
    "chmod g-w,o-w {path} »."
)
SHUT = (
    "Le compte de la borne ne peut pas entrer dans {folder}, où est {path} : mettez le fichier "
    "dans /srv/elections, comme le dit le guide, ou lancez « sudo chmod a+x {folder} »."
)
ONLY_READ = "{path} n'est que lu par la borne."
ROOT_READS = "{path} ; ses droits se vérifient depuis le compte de la borne."
STAFF_CODE = "admin staff-code"
NO_CODE = (
    "Aucun code ne permet au personnel de quitter la borne : lancez "
    f"« espace-electeur {STAFF_CODE} », et écrivez sa ligne dans [kiosk]."
)


def check_election(machine: Machine, path: Path) -> list[Finding]:
    """Look at an election from the account of the kiosk, with the checks of `admin check`.

    Args:
        machine: Where the kiosk is.
        path: The election file.
    """
    found = _file(machine, path)
    try:
        election = models.load_election(path)
    except models.EspaceError as error:
        return [*found, Finding("election", "Élection", False, error.text, error.command)]
    found.append(_staff_code(election))
    espace = models.Espace(election, models.SystemClock())
    try:
        return [*found, *espace.administration.check_installation(machine=models.Machine.KIOSK)]
    finally:
        espace.close()


def _file(machine: Machine, path: Path) -> list[Finding]:
    """Look at who may read and change the file; that it is not there is said of the election."""
    changeable = None if machine.uid == 0 else next(replaceable(machine, path), None)
    if folder := shut_folder(path):
        wrong = SHUT.format(folder=folder, path=path)
    elif not path.exists():
        return []
    elif not may_read(machine, path):
        wrong = UNREADABLE.format(path=path)
    elif changeable:
        wrong = CHANGEABLE.format(path=changeable)
    else:
        text = ROOT_READS if machine.uid == 0 else ONLY_READ
        return [Finding("file", "Fichier", True, text.format(path=path))]
    return [Finding("file", "Fichier", False, wrong)]


def _staff_code(election: Election) -> Finding:
    good = election.kiosk.staff_code_hash is not None
    text = "Le personnel quitte la borne par F12 et son code." if good else NO_CODE
    return Finding("staff", "Code personnel", good, text, None if good else STAFF_CODE)
