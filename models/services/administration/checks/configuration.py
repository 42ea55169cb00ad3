"""Checks of the election file: its zone, and the files of passwords that it names."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

from models.context import Context
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good
from models.settings.election import Election
from models.settings.reading import election_template
from models.tables.rights import Machine

SENT_ELSEWHERE = (
    "Cette borne n'envoie pas les mails : le mot de passe du serveur n'y est pas. Une autre "
    "machine les envoie, par « espace-electeur admin send --watch »."
)
STAFF_CODE = "admin staff-code"
NO_CODE = (
    "Aucun code ne permet au personnel de quitter la borne : lancez "
    f"« espace-electeur {STAFF_CODE} », et écrivez sa ligne dans [kiosk]."
)


def check_configuration(context: Context, machine: Machine | None = None) -> list[Outcome]:
    """Look at the election file, which could be read, and at the files beside it.

    Args:
        context: The election.
        machine: What kind of machine this is, None for the administrator's.
    """
    election = context.election
    zone = ZoneInfo(election.calendar_section.timezone)
    scrutins = len(election.scrutins)
    found = [good(f"{election.title} : {scrutins} scrutins, fuseau {zone.key}.")]
    found += _words_of_the_first_password(election)
    files = password_files(context)
    if machine is Machine.KIOSK and not election.mail.sends_here:
        found.append(good(SENT_ELSEWHERE))
        files = files[:-1]
    return found + [_password_file(path) for path in files]


def check_staff_code(context: Context, machine: Machine | None) -> list[Outcome]:
    """Look at whether the staff can leave a kiosk; nothing on another machine."""
    if machine is not Machine.KIOSK:
        return []
    stored = context.election.kiosk.staff_code_hash
    if stored is None or stored in election_template():
        return [bad(NO_CODE, STAFF_CODE)]
    return [good("Le personnel quitte la borne par F12 et son code.")]


def _words_of_the_first_password(election: Election) -> list[Outcome]:
    """Find lines that send a person to a first password where it opens no mailbox."""
    if election.mail.backend != "smtp-imap":
        return []
    first = election.mail.first_password.name
    texts = {
        "assistance": election.election.assistance,
        "forgotten_mailbox_password": election.election.forgotten_mailbox_password or (),
    }
    return [
        doubtful(
            f"« {name} », dans [election], nomme « {first} », qui n'ouvre pas votre messagerie : "
            "récrivez ces lignes."
        )
        for name, lines in texts.items()
        if any(first in line for line in lines)
    ]


def check_file(path: Path) -> Outcome:
    """Look at whether others may change the election file itself; who reads it learns nothing."""
    if path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return bad(f"{path} peut être changé par d'autres que vous : lancez « chmod 600 {path} ».")
    return good(f"{path} n'est changé que par vous.")


def password_files(context: Context) -> list[Path]:
    """Return the files of passwords that the election file names."""
    mail = context.election.mail
    named = (
        context.election.database.password_file,
        mail.smtp.password_file if mail.smtp else None,
    )
    return [path for path in named if path is not None]


def _password_file(path: Path) -> Outcome:
    try:
        found = path.stat()
        readable = os.access(path, os.R_OK)
    except OSError:
        return bad(f"Le fichier de mot de passe {path} est introuvable : créez-le.")
    if not readable or not found.st_size:
        return bad(f"Le fichier de mot de passe {path} est vide ou illisible : corrigez-le.")
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return bad(f"{path} est ouvert à d'autres que vous : lancez « chmod 600 {path} ».")
    return good(f"Le mot de passe de {path} n'est lisible que par vous.")
