"""`[mail]` of the election file: embedded mailboxes, an SMTP and an IMAP server, or SMTP alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field
from msgspec.structs import fields

from models.rules.first_passwords import FirstPassword
from models.rules.identifiers import ADDRESS_FORM, endings_of
from models.rules.user_names import UserNameForm
from models.settings.first_password import FirstPasswordSection
from models.settings.parts import Backend, Flaw, Line, Positive, Section, Wait, told

LONGEST_PATIENCE = timedelta(minutes=5)
"""As RFC 5321, 4.5.3.2, grants a command: ten of them are one lease of a mail."""

Domain = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9.-]+\.[a-z]{2,}$",
        description="ce qui suit l'arobase, en minuscules, comme « ac-toulouse.fr »",
    ),
]

AddressForm = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9_-]+([.][a-z0-9_-]+)*$",
        description="ce qui précède l'arobase, en minuscules, comme « prenom.nom »",
        max_length=40,
    ),
]
"""« prenom.nom »."""

Port = Annotated[int, Meta(ge=1, le=65535)]

REFUSED_BY_SERVER = (
    "Nom d'utilisateur ou mot de passe incorrect. Saisissez le mot de passe de votre messagerie "
    "professionnelle."
)

UNPROTECTED = (
    'sans chiffrement, seule cette machine est admise : écrivez security = "starttls" ou "tls"'
)
NO_ADDRESS = "un nom et une adresse sont attendus : Élections <elections@exemple.fr>"

NOT_ELSEWHERE = (
    'avec backend = "smtp", personne n\'ouvre de messagerie dans cette application : retirez ces '
    'lignes, ou décrivez la messagerie avec backend = "smtp-imap"'
)
OF_MAILBOXES = (
    *("imap", "first_password", "user_names", "password_help", "refused_help", "quota"),
)
"""Keys that say how a mailbox is opened here, and what it holds."""

Security = Literal["tls", "starttls", "none"]
"""How a connection is protected; « none » only to this very machine."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class ServerSection(Section, frozen=True, kw_only=True):
    """What both mail servers have.

    Attributes:
        given_port: None: the usual one.
        ca_file: Certificates to trust in place of the system's.
        timeout_seconds: Patience with one answer; a server that delays after
            wrong passwords answers after 8 s (Dovecot 2.4, measured); at most 300.
    """

    PORTS: ClassVar[dict[Security, int]]
    """Where it usually listens, by protection."""

    host: Line
    security: Security
    given_port: Port | None = field(default=None, name="port")
    ca_file: Path | None = None
    timeout_seconds: Wait = timedelta(seconds=30)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.given_port or self.PORTS[self.security]

    def flaws(self) -> Iterator[Flaw]:
        """Yield too long a patience, and a connection without protection."""
        if self.timeout_seconds > LONGEST_PATIENCE:
            longest = f"{LONGEST_PATIENCE.total_seconds():.0f} secondes au maximum"
            yield Flaw(("timeout_seconds",), longest)
        if self.security == "none" and self.host not in LOOPBACK:
            yield Flaw((), UNPROTECTED)


class SmtpSection(ServerSection, frozen=True, kw_only=True):
    """`[mail.smtp]`: the server that takes the mails of the election.

    Attributes:
        user: None if the server asks for no authentication.
        password_file: File of the password of `user`, on one line.
    """

    # RFC 8314, 7.3
    PORTS: ClassVar[dict[Security, int]] = {"starttls": 587, "none": 587, "tls": 465}

    security: Security = "starttls"
    user: Line | None = None
    password_file: Path | None = None

    def flaws(self) -> Iterator[Flaw]:
        """Yield also a name without a password, or a password without a name."""
        yield from super().flaws()
        if (self.user is None) != (self.password_file is None):
            yield Flaw((), "user et password_file vont ensemble : donnez les deux, ou aucun")


class ImapSection(ServerSection, frozen=True, kw_only=True):
    """`[mail.imap]`: the server of the professional mailboxes.

    Attributes:
        login: What the server knows a person by: user name or address.
        trash: Name of the trash if the server does not report it (RFC 6154).
    """

    PORTS: ClassVar[dict[Security, int]] = {"starttls": 143, "none": 143, "tls": 993}

    security: Security = "tls"
    login: Literal["uid", "mail"] = "uid"
    trash: Line = "Trash"


def _name_and_address(sender: str) -> tuple[str, str]:
    """Return « Élections <elections@exemple.fr> » in two, without importing `email`."""
    name, bracket, rest = sender.rpartition("<")
    return (name.strip(), rest.rstrip("> ")) if bracket else ("", sender.strip())


class MailSection(Section, frozen=True, kw_only=True):
    """`[mail]`: the professional mailboxes.

    Attributes:
        domains: Domains of the professional addresses, lower case.
        sender: Name and address that the mails of the election come from.
        quota: Room of an embedded mailbox, in bytes.
        password_help: What the sign-in screen says under the password of the
            mailbox; None: what fits the backend.
        refused_help: What it says after a refusal; None: what fits the backend.
        user_names: How user names are made: « fdupont », « francoise.dupont », or in any way.
        address_form: What is before the @ in the examples of an address.
        first_password: What opens an embedded mailbox for the first time.
    """

    domains: Annotated[tuple[Domain, ...], Meta(min_length=1)]
    backend: Backend = "embedded"
    sender: Line
    quota: Positive = 10 * 1024 * 1024
    password_help: Line | None = None
    refused_help: Line | None = None
    user_names: UserNameForm = "initial-name"
    address_form: AddressForm = ADDRESS_FORM
    first_password: FirstPasswordSection = FirstPasswordSection()
    smtp: SmtpSection | None = None
    imap: ImapSection | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether people read their mails in a program of their own: none is opened here."""
        return self.backend == "smtp"

    @property
    def embedded(self) -> bool:
        """Whether the mailboxes are in the election's own database.

        So they are in a rehearsal of an election whose mails are read elsewhere, which has no
        server: the demonstration shows them.
        """
        return self.backend == "embedded" or (self.elsewhere and self.smtp is None)

    @property
    def spoken_first_password(self) -> FirstPassword:
        """What a person is told of it: without a name if it opens no mailbox here."""
        rule = self.first_password.rule
        return rule if self.backend == "embedded" else replace(rule, name="")

    @property
    def endings(self) -> str:
        """« @a.fr ou @b.fr »."""
        return endings_of(self.domains)

    @property
    def sends_here(self) -> bool:
        """Whether this machine sends mails: not without the password of the server."""
        if self.embedded or self.smtp is None:
            return True
        secret = self.smtp.password_file
        return secret is None or secret.exists()

    @property
    def refused_words(self) -> str | None:
        """What a refused sign-in to a mailbox says; None for what the embedded ones say."""
        if self.refused_help is None and not self.embedded:
            return REFUSED_BY_SERVER
        return self.refused_help

    def flaws(self) -> Iterator[Flaw]:
        """Yield a sender without an address, and servers that are missing."""
        address = self.sender_address
        if not re.fullmatch(r"[^@\s<>]+@[A-Za-z0-9.-]+", address) or not address.isascii():
            yield Flaw(("sender",), NO_ADDRESS)
        yield from told(self._server_flaws())
        yield from told(self._flaws_elsewhere())

    def _server_flaws(self) -> Iterator[Flaw]:
        if self.backend == "smtp-imap" and (self.smtp is None or self.imap is None):
            yield Flaw((), 'backend = "smtp-imap" demande [mail.smtp] et [mail.imap]')
        if self.elsewhere and self.smtp is None:
            yield Flaw((), 'backend = "smtp" demande [mail.smtp]')

    def _flaws_elsewhere(self) -> Iterator[Flaw]:
        """Yield what would say how a mailbox is opened that nobody opens here."""
        if self.elsewhere:
            usual = {one.name: one.default for one in fields(type(self))}
            for name in OF_MAILBOXES:
                if getattr(self, name) != usual[name]:
                    yield Flaw((name,), NOT_ELSEWHERE)

    @property
    def sender_address(self) -> str:
        """The address of the sender, without the name."""
        return _name_and_address(self.sender)[1]

    def beside(self, directory: Path) -> MailSection:
        """Return the section with its relative paths starting from an absolute directory."""
        moved = {
            name: section.changed(
                **{
                    file: directory / path
                    for file in ("ca_file", "password_file")
                    if isinstance(path := getattr(section, file, None), Path)
                }
            )
            for name in ("smtp", "imap")
            if (section := getattr(self, name)) is not None
        }
        return self.changed(**moved)
