"""The roll as the machine apart gets it: who gets a notice, and what is printed on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from models.errors import ExportUnusable
from models.notices.lines import UNUSABLE, decoded, fingerprint_of, read_lines
from models.texts.checking import flaws_of
from models.texts.texts import OwnText, Texts

FORMAT = 1
"""Number of this form; a program refuses another one."""
KIND = "espace-electeur: liste pour les notices"

NO_EXPORT = (
    "Le fichier {path} n'est pas une liste pour les notices entière : rien n'a été imprimé. "
    "Copiez-le de nouveau, ou refaites-le sur le serveur par « espace-electeur admin vote "
    "roll-export »."
)
NOT_READABLE = (
    "Le fichier {path} ne peut pas être lu : rien n'a été imprimé. Vérifiez son chemin et vos "
    "droits de le lire."
)


SAID = ("title", "organiser", "vote", "vote_url", "space_url", "accounts_close")
"""What of the header the texts may name in braces."""
Place = Annotated[int, Meta(ge=0)]
"""Of a scrutin in the header's list, from 0."""


class NoticeScrutin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scrutin, and the identifier of its election in the protocol."""

    code: str
    uuid: str
    short: str
    title: str


class ExportHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is the same for all.

    Attributes:
        vote: When the vote is open, « du 27 novembre à 10 h au 4 décembre 2014 à 17 h, heure de
            Paris ».
        vote_url: Where the application for voting is.
        space_url: Where a voter account is created.
        accounts_close: Until when, « 4 décembre à 16 h ».
        scrutins: All of the election, in the order of its file.
        electors: How many lines follow.
        texts: What the election says on its notices instead of the catalogue, by key.
        places: What every text of it may name in braces.
    """

    format: int = FORMAT
    kind: str = KIND
    title: str
    organiser: str
    vote: str
    vote_url: str
    space_url: str
    accounts_close: str
    scrutins: tuple[NoticeScrutin, ...]
    electors: Annotated[int, Meta(ge=1)]
    texts: dict[str, OwnText] = {}
    places: dict[str, str] = {}

    @property
    def said(self) -> Texts:
        """What notices and sheets say."""
        facts = {name: getattr(self, name) for name in SAID}
        return Texts(self.texts, self.places | facts)


class NoticeElector(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """An elector who is called to one scrutin at least.

    Attributes:
        corps: What is shown, « certifiée ».
        uai: Names the files of the school.
        scrutins: Places in the header's list.
    """

    uid: str
    civility: str
    first_name: str
    last_name: str
    corps: str
    uai: Annotated[str, Meta(pattern=r"^[0-9]{7}[A-Z]\Z")]
    school: str
    scrutins: Annotated[tuple[Place, ...], Meta(min_length=1)]

    @property
    def named(self) -> str:
        """« Mme Françoise Dupont »."""
        return " ".join(filter(None, (self.civility, self.first_name, self.last_name)))

    def __repr__(self) -> str:
        """Tell nothing of the person."""
        return "NoticeElector()"


@dataclass(frozen=True, slots=True)
class School:
    """The electors of a school, in the order of their notices."""

    uai: str
    name: str
    electors: tuple[NoticeElector, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """An export that was found whole.

    Attributes:
        header: What is the same for all.
        fingerprint: Of the file, as `sha256sum` says it.
        schools: Yields the schools in their order, one at a time; may be run through once.
    """

    header: ExportHeader
    fingerprint: str
    schools: Iterator[School]


@contextmanager
def opened_export(path: Path) -> Iterator[Export]:
    """Hold an export open.

    Raises:
        ExportUnusable: It cannot be read, is not whole, or of another form.
    """
    with _refused_as_export(path):
        fingerprint = fingerprint_of(path)
        file = path.open("rb")
    with file:
        lines = read_lines(file)
        with _refused_as_export(path):
            header = decoded(next(lines, b""), ExportHeader)
            if (header.format, header.kind) != (FORMAT, KIND):
                raise ValueError("another form")
            if any(flaws_of(header.texts, header.places)):
                raise ValueError("a text that cannot be said")
        yield Export(header, fingerprint, _schools(path, header, lines))


@contextmanager
def _refused_as_export(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportUnusable(NOT_READABLE.format(path=path)) from error
    except UNUSABLE as error:
        raise ExportUnusable(NO_EXPORT.format(path=path)) from error


def _schools(path: Path, header: ExportHeader, lines: Iterator[bytes]) -> Iterator[School]:
    schools, seen, known = _grouped(lines), 0, set[str]()
    while True:
        with _refused_as_export(path):
            school = next(schools, None)
            if school is None:
                if seen != header.electors:
                    raise ValueError("not all electors")
                return
            if school.uai in known or any(
                place >= len(header.scrutins) for one in school.electors for place in one.scrutins
            ):
                raise ValueError("not in order, or an unknown scrutin")
        known.add(school.uai)
        seen += len(school.electors)
        yield school


def _grouped(lines: Iterator[bytes]) -> Iterator[School]:
    people = (decoded(line, NoticeElector) for line in lines)
    for uai, some in groupby(people, lambda person: person.uai):
        electors = tuple(some)
        yield School(uai, electors[0].school, electors)
