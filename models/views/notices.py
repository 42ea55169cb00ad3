"""What the commands about the notices de vote get out of the door."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A list for the notices that was written.

    Attributes:
        electors: Called to one scrutin at least.
        without_scrutin: People of the roll who are called to none: they get no notice.
        schools: Number of schools.
        fingerprint: Of the file, as `sha256sum` says it.
    """

    electors: int
    without_scrutin: int
    schools: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class NoticesReport:
    """Notices that were made.

    Attributes:
        electors: Notices that are somebody's.
        spares: Those of the reserve.
        schools: Number of schools.
        public_file: Name of the file for the server.
        fingerprint: Of that file, as `sha256sum` says it.
        export: Fingerprint of the export.
        unprinted: Numbers of notices on whose names a sign stands for one that cannot be printed.
    """

    electors: int
    spares: int
    schools: int
    public_file: str
    fingerprint: str
    export: str
    unprinted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CredentialsReport:
    """Public credentials that were loaded.

    Attributes:
        electors: Notices that are somebody's.
        spares: Those of the reserve.
        credentials: Public credentials of all scrutins.
        replaced: Whether others were dropped for them.
        fingerprint: Of the file.
    """

    electors: int
    spares: int
    credentials: int
    replaced: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class NoticeOf:
    """The notice of a person, as an administrator sees it before it is replaced.

    Attributes:
        number: Of the notice.
        replaced: How many notices of this person are dead already.
    """

    number: int
    replaced: int
    user_name: str = field(repr=False)
    named: str = field(repr=False)
    school: str = field(repr=False)
