"""`[mail]` of the election file: the embedded mailboxes, or an SMTP and an IMAP server."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PositiveInt, StringConstraints, field_validator, model_validator

from models.settings.parts import Backend, Line, Section, Wait, default_wait

LONGEST_PATIENCE = timedelta(minutes=5)
"""As RFC 5321, 4.5.3.2, grants a command: ten of them are one lease of a mail."""

Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z]{2,}$")]

Port = Annotated[int, Field(ge=1, le=65535)]

REFUSED_BY_SERVER = (
    "Nom d'utilisateur ou mot de passe incorrect. Saisissez le mot de passe de votre messagerie "
    "professionnelle."
)

Security = Literal["tls", "starttls", "none"]
"""How a connection is protected; « none » only to this very machine."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class ServerSection(Section):
    """What both mail servers have.

    Attributes:
        ca_file: Certificates to trust in place of the system's.
        timeout_seconds: Patience with one answer; a server that delays after
            wrong passwords answers after 8 s (Dovecot 2.4, measured); at most 300.
    """

    PORTS: ClassVar[dict[str, int]] = {}
    """Where it listens by default with another protection than the usual one."""

    host: Line
    security: Security
    ca_file: Path | None = None
    timeout_seconds: Wait = default_wait(30)

    @model_validator(mode="before")
    @classmethod
    def _usual_port(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("security") in cls.PORTS:
            return {"port": cls.PORTS[given["security"]]} | given
        return given

    @field_validator("timeout_seconds")
    @classmethod
    def _bounded(cls, given: timedelta) -> timedelta:
        if given > LONGEST_PATIENCE:
            raise ValueError(f"{LONGEST_PATIENCE.total_seconds():.0f} secondes au maximum")
        return given

    @model_validator(mode="after")
    def _protected(self) -> ServerSection:
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError(
                "sans chiffrement, seule cette machine est admise : écrivez security = "
                '"starttls" ou "tls"'
            )
        return self


class SmtpSection(ServerSection):
    """`[mail.smtp]`: the server that takes the mails of the election.

    Attributes:
        user: None if the server asks for no authentication.
        password_file: File of the password of `user`, on one line.
    """

    PORTS: ClassVar[dict[str, int]] = {"tls": 465}  # RFC 8314, 7.3

    port: Port = 587
    security: Security = "starttls"
    user: Line | None = None
    password_file: Path | None = None

    @model_validator(mode="after")
    def _whole(self) -> SmtpSection:
        if (self.user is None) != (self.password_file is None):
            raise ValueError("user et password_file vont ensemble : donnez les deux, ou aucun")
        return self


class ImapSection(ServerSection):
    """`[mail.imap]`: the server of the professional mailboxes.

    Attributes:
        login: What the server knows a person by: user name or address.
        trash: Name of the trash if the server does not report it (RFC 6154).
    """

    PORTS: ClassVar[dict[str, int]] = {"starttls": 143, "none": 143}

    port: Port = 993
    security: Security = "tls"
    login: Literal["uid", "mail"] = "uid"
    trash: Line = "Trash"


def _name_and_address(sender: str) -> tuple[str, str]:
    """Return « Élections <elections@exemple.fr> » in two, without importing `email`."""
    name, bracket, rest = sender.rpartition("<")
    return (name.strip(), rest.rstrip("> ")) if bracket else ("", sender.strip())


class MailSection(Section):
    """`[mail]`: the professional mailboxes.

    Attributes:
        domains: Domains of the professional addresses, lower case.
        sender: Name and address that the mails of the election come from.
        quota: Room of an embedded mailbox, in bytes.
        password_help: What the sign-in screen says under the password of the
            mailbox; None: what fits the backend.
        refused_help: What it says after a refusal; None: what fits the backend.
    """

    domains: tuple[Domain, ...] = Field(min_length=1)
    backend: Backend = "embedded"
    sender: Line
    quota: PositiveInt = 10 * 1024 * 1024
    password_help: Line | None = None
    refused_help: Line | None = None
    smtp: SmtpSection | None = None
    imap: ImapSection | None = None

    @property
    def embedded(self) -> bool:
        """Whether the mailboxes are in the election's own database."""
        return self.backend == "embedded"

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

    @model_validator(mode="after")
    def _servers(self) -> MailSection:
        if not self.embedded and (self.smtp is None or self.imap is None):
            raise ValueError('backend = "smtp-imap" demande [mail.smtp] et [mail.imap]')
        return self

    @field_validator("sender")
    @classmethod
    def _with_address(cls, sender: str) -> str:
        _, address = _name_and_address(sender)
        if not re.fullmatch(r"[^@\s<>]+@[A-Za-z0-9.-]+", address) or not address.isascii():
            raise ValueError(
                "un nom et une adresse sont attendus : Élections <elections@exemple.fr>"
            )
        return sender

    @property
    def sender_address(self) -> str:
        """The address of the sender, without the name."""
        return _name_and_address(self.sender)[1]

    def beside(self, directory: Path) -> MailSection:
        """Return the section with its relative paths starting from an absolute directory."""
        return self.model_copy(
            update={
                name: section.model_copy(
                    update={
                        field: directory / path
                        for field in ("ca_file", "password_file")
                        if isinstance(path := getattr(section, field, None), Path)
                    }
                )
                for name in ("smtp", "imap")
                if (section := getattr(self, name)) is not None
            }
        )
