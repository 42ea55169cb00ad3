"""What goes back to the server: which notice is whose, and the public credentials apart from them.

The links tell whoever has an identifier that it, the notice and a credential belong together, and
nothing to anybody else; the credentials of a scrutin are in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta

from models.errors import CredentialsUnusable
from models.notices.export import ExportHeader, Place
from models.notices.lines import UNUSABLE, LineWriter, decoded, fingerprint_of, read_lines
from models.notices.notice import Notice
from models.voting.credentials import private_credential, public_credential
from models.voting.group import POINT_BYTES, point_text

FORMAT = 1
"""Number of this form; a program refuses another one."""
KIND = "espace-electeur: éléments publics"

NOT_WHOLE = (
    "Le fichier {path} n'est pas un fichier d'éléments publics entier : rien n'a été chargé. "
    "Copiez-le de nouveau depuis la machine des notices, et comparez son empreinte."
)
NOT_READABLE = (
    "Le fichier {path} ne peut pas être lu : rien n'a été chargé. Vérifiez son chemin et vos "
    "droits de le lire."
)
Hexadecimal = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class PublicScrutin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scrutin, and the identifier of its election in the protocol."""

    code: str
    uuid: str


class PublicHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the other lines are about.

    Attributes:
        export: Fingerprint of the export that the notices were made from.
        scrutins: All of the election, in the order of its file.
        electors: How many notices are somebody's: the first ones.
        spares: How many are of the reserve.
    """

    format: int = FORMAT
    kind: str = KIND
    export: Hexadecimal
    scrutins: tuple[PublicScrutin, ...]
    electors: Annotated[int, Meta(ge=1)]
    spares: Annotated[int, Meta(ge=0)]


class PublicNotice(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A notice.

    Attributes:
        uid: User name of whose it is; None for one of the reserve.
        links: Places of scrutins, each with what tells that a credential belongs to the notice.
    """

    number: Annotated[int, Meta(ge=1)]
    uid: str | None
    links: tuple[tuple[Place, Hexadecimal], ...]


class PublicCredential(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A public credential of a scrutin."""

    place: Place
    key: Hexadecimal


class PublicPart:
    """The public part of the notices, written while they are drawn.

    The credentials wait until the end: 32 bytes each are held, 128 MB for a million electors with
    four scrutins.
    """

    def __init__(self, file: BinaryIO, header: ExportHeader, export: str, spares: int) -> None:
        """Write the header.

        Args:
            file: Open and empty.
            header: Of the export.
            export: Its fingerprint.
            spares: How many notices of the reserve there will be.
        """
        self._lines = LineWriter(file)
        self._uuids = [one.uuid for one in header.scrutins]
        self._keys = [bytearray() for _ in self._uuids]
        self._lines.write(
            PublicHeader(
                export=export,
                scrutins=tuple(PublicScrutin(one.code, one.uuid) for one in header.scrutins),
                electors=header.electors,
                spares=spares,
            )
        )

    def add(self, notice: Notice) -> None:
        """Write the line of a notice; one of the reserve is good for every scrutin."""
        every = range(len(self._uuids))
        places = notice.elector.scrutins if notice.elector is not None else every
        private = private_credential(notice.identifier)
        links = []
        for place in places:
            key = public_credential(private, self._uuids[place])
            links.append((place, notice.identifier.link(notice.number, self._uuids[place], key)))
            self._keys[place] += key
        uid = notice.elector.uid if notice.elector is not None else None
        self._lines.write(PublicNotice(notice.number, uid, tuple(links)))

    def end(self) -> str:
        """Write the credentials in the order of their keys; return the fingerprint of the file."""
        for place, keys in enumerate(self._keys):
            texts = [
                point_text(bytes(keys[start : start + POINT_BYTES]))
                for start in range(0, len(keys), POINT_BYTES)
            ]
            keys.clear()
            texts.sort()
            for text in texts:
                self._lines.write(PublicCredential(place, text))
        return self._lines.end()


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of public credentials whose ending was found to fit.

    Attributes:
        header: What it is about.
        fingerprint: Of the file, as `sha256sum` says it.
        notices: Yields the notices; to be run through before the credentials.
        credentials: Yields the credentials.
    """

    header: PublicHeader
    fingerprint: str
    notices: Iterator[PublicNotice]
    credentials: Iterator[PublicCredential]


@contextmanager
def opened_public_file(path: Path) -> Iterator[PublicFile]:
    """Hold a public file open.

    Raises:
        CredentialsUnusable: It cannot be read, is not whole, or of another form.
    """
    with _refused_as_public(path):
        fingerprint = fingerprint_of(path)
        file = path.open("rb")
    with file:
        lines = read_lines(file)
        with _refused_as_public(path):
            header = decoded(next(lines, b""), PublicHeader)
            if (header.format, header.kind) != (FORMAT, KIND):
                raise ValueError("another form")
        yield PublicFile(
            header, fingerprint, _notices(path, header, lines), _credentials(path, header, lines)
        )


@contextmanager
def _refused_as_public(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CredentialsUnusable(NOT_READABLE.format(path=path)) from error
    except UNUSABLE as error:
        raise CredentialsUnusable(NOT_WHOLE.format(path=path)) from error


def _notices(path: Path, header: PublicHeader, lines: Iterator[bytes]) -> Iterator[PublicNotice]:
    for number in range(1, header.electors + header.spares + 1):
        with _refused_as_public(path):
            notice = decoded(next(lines, b""), PublicNotice)
            places = [place for place, _ in notice.links]
            if (
                notice.number != number
                or (notice.uid is None) != (number > header.electors)
                or not places
                or sorted(set(places)) != places
                or places[-1] >= len(header.scrutins)
            ):
                raise ValueError("not a notice of this file")
        yield notice


def _credentials(
    path: Path, header: PublicHeader, lines: Iterator[bytes]
) -> Iterator[PublicCredential]:
    before: tuple[int, str] = (0, "")
    while True:
        with _refused_as_public(path):
            line = next(lines, None)
            if line is None:
                return
            credential = decoded(line, PublicCredential)
            here = (credential.place, credential.key)
            if here <= before or credential.place >= len(header.scrutins):
                raise ValueError("not in the order of the keys")
            before = here
        yield credential
