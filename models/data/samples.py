"""The sample people of the demonstration and the mails in their boxes."""

from __future__ import annotations

import tomllib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from models.mail.letters import Letter
from models.rules.text import typeset


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person that a demonstration can be started as.

    Attributes:
        situation: What is theirs, in French.
        voter_password: Of an account that exists already, or None.
        identifier: The identifiant de vote of their notice, as it is shown: drawn once, and public.
    """

    user_name: str
    address: str
    name: str
    numen: str = field(repr=False)
    situation: str
    voter_password: str | None = field(default=None, repr=False)
    identifier: str = field(repr=False, kw_only=True)


SAMPLE_PEOPLE = (
    SamplePerson(
        "fdupont",
        "francoise.dupont@ac-toulouse.fr",
        "Françoise Dupont",
        "16E0501234ABC",
        "Certifiée. Tout reste à faire.",
        identifier="Q4V2K FH5CC JJZ49 TFZBM",
    ),
    SamplePerson(
        "jobriendarc",
        "jean-noel.obriendarc@ac-toulouse.fr",
        "Jean-Noël O'Brien d'Arc",
        "16E9812345DEF",
        "Agrégé. Sa boîte est saturée.",
        identifier="B4SKZ KJT8V 5BL83 WLTP8",
    ),
    SamplePerson(
        "jmartin1",
        "jean.martin1@ac-toulouse.fr",
        "Jean Martin",
        "16G0154321GHI",
        "Professeur des écoles. Un homonyme.",
        identifier="BCWPV 5VDBP FDPTW 8TPH7",
    ),
    SamplePerson(
        "ifabre",
        "ines.fabre@ac-toulouse.fr",
        "Inès Fabre",
        "16A1300777JKL",
        "AESH. Son code a expiré.",
        "Camelia4Tarbes",
        identifier="WCJ6P LSNR8 99N2H DDG9C",
    ),
    SamplePerson(
        "kbenali",
        "karim.benali@ac-toulouse.fr",
        "Karim Benali",
        "31E0700042MNO",
        "PLP. Compte confirmé.",
        "Pastel9Cassoulet",
        identifier="DZXRV RFZRR 3BZW9 5CSWJ",
    ),
    SamplePerson(
        "hcazenave",
        "helene.cazenave@ac-toulouse.fr",
        "Hélène Cazenave",
        "16E9900123PQR",
        "Certifiée. 60 mails reçus.",
        "Bruyere6Causses",
        identifier="P22RS K49ZR MQCHV SCRDD",
    ),
)


@dataclass(frozen=True, slots=True)
class SampleMail:
    """A mail of the samples."""

    sender: str
    letter: Letter


def sample_mails() -> tuple[SampleMail, ...]:
    """Return the sample mails, typeset."""
    source = files("models.data").joinpath("sample_mails.toml").read_text("utf-8")
    return tuple(
        SampleMail(mail["sender"], Letter(typeset(mail["subject"]), typeset(mail["body"])))
        for mail in tomllib.loads(source)["mails"]
    )


def sample_roll() -> AbstractContextManager[Path]:
    """Return a context that holds the path of the sample roll, also from a zipped wheel."""
    return as_file(files("models.data").joinpath("sample_people.csv"))
