"""The election file: its sections, with the defaults of the rules they feed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import Field, PrivateAttr

from models.rules.calendar import Calendar
from models.settings.database import DatabaseSection
from models.settings.kiosk import KioskSection
from models.settings.mail import MailSection
from models.settings.parts import Line, Section
from models.settings.sections import (
    CalendarSection,
    Code,
    Department,
    ElectionSection,
    ScrutinSection,
    SecuritySection,
)
from models.settings.upkeep import LogsSection, PurgeSection


class Election(Section):
    """A whole election file."""

    election: ElectionSection
    calendar_section: CalendarSection = Field(alias="calendar")
    mail: MailSection
    database: DatabaseSection = DatabaseSection()
    security: SecuritySection = SecuritySection()
    kiosk: KioskSection = KioskSection()
    logs: LogsSection = LogsSection()
    purge: PurgeSection = PurgeSection()
    departments: dict[Department, Line] = Field(default_factory=dict)
    corps: dict[Code, tuple[Line, Line]]
    scrutins: tuple[ScrutinSection, ...] = Field(min_length=1)
    _file: Path | None = PrivateAttr(default=None)

    @property
    def file(self) -> Path | None:
        """The file that this was read from, None if there is none."""
        return self._file

    def read_from(self, file: Path) -> Election:
        """Return the election with its file, from whose directory its relative paths start."""
        election = self.beside(file.parent)
        election._file = file
        return election

    def inconsistencies(self) -> list[tuple[tuple[int | str, ...], str]]:
        """Return the place and the French reason of what does not fit together."""
        found: list[tuple[tuple[int | str, ...], str]] = []
        seen: set[str] = set()
        for number, scrutin in enumerate(self.scrutins):
            place: tuple[int | str, ...] = ("scrutins", number)
            if scrutin.code in seen:
                found.append(((*place, "code"), f"« {scrutin.code} » est décrit deux fois"))
            seen.add(scrutin.code)
            found += [
                ((*place, "corps"), f"corps inconnu « {code} »")
                for code in scrutin.corps
                if code not in self.corps
            ]
            department = scrutin.department
            if department is not None and department not in self.departments:
                found.append(((*place, "department"), f"département inconnu « {department} »"))
        return found

    def beside(self, directory: Path) -> Election:
        """Return the election with its relative paths starting from an absolute directory."""
        return self.model_copy(
            update={
                "database": self.database.beside(directory),
                "mail": self.mail.beside(directory),
                "logs": self.logs.beside(directory),
            }
        )

    @cached_property
    def calendar(self) -> Calendar:
        """The moments of the election."""
        return self.calendar_section.build()

    @property
    def title(self) -> str:
        """« Élections professionnelles 2014 »."""
        return self.election.title

    @property
    def organiser(self) -> str:
        """« académie de Toulouse »."""
        return self.election.organiser_named

    @property
    def zone_words(self) -> str:
        """« heure de Paris »: whose hours all moments are."""
        return self.calendar_section.zone_words
