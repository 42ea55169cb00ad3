"""`[mail]` of the election file: the embedded mailboxes, or an SMTP and an IMAP server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PositiveInt, StringConstraints, model_validator

from models.config_parts import Line, Section, Wait, default_wait

Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z]{2,}$")]

Port = Annotated[int, Field(ge=1, le=65535)]

Security = Literal["tls", "starttls", "none"]
"""How a connection is protected; « none » only to this very machine."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class ServerSection(Section):
    """What both mail servers have.

    Attributes:
        ca_file: Certificates to trust in place of the system's.
        timeout_seconds: Patience with one answer; a server that delays after
            wrong passwords answers after 8 s (services.md).
    """

    host: Line
    security: Security
    ca_file: Path | None = None
    timeout_seconds: Wait = default_wait(30)

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
        user: None where the server asks for no authentication.
        password_file: File of the password of `user`, on one line.
    """

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
        trash: Name of the trash where the server does not tell it (RFC 6154).
    """

    port: Port = 993
    security: Security = "tls"
    login: Literal["uid", "mail"] = "uid"
    trash: Line = "Trash"


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
    backend: Literal["embedded", "smtp-imap"] = "embedded"
    sender: Line
    quota: PositiveInt = 10 * 1024 * 1024
    password_help: Line | None = None
    refused_help: Line | None = None
    smtp: SmtpSection | None = None
    imap: ImapSection | None = None

    @model_validator(mode="after")
    def _servers(self) -> MailSection:
        if self.backend == "smtp-imap" and (self.smtp is None or self.imap is None):
            raise ValueError('backend = "smtp-imap" demande [mail.smtp] et [mail.imap]')
        return self

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
