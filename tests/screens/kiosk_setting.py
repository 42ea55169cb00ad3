"""A kiosk on a stage: its application without its host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models import DatabaseUnavailable, Election, EndedVisit, Espace, VisitEnd, VisitStep
from tests.models.clocks import MORNING
from tui.hosts.reports import Reports
from tui.hosts.visits_before import VisitsBefore
from tui.kiosk.app import KioskApp
from tui.visit.profiles import kiosk_profile

REFERENCE = "4F0A81C3"


class StillSeconds:
    """Seconds that stand still until a scene moves them."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


class Unheard(Reports):
    """Reports that no host reads."""

    def __init__(self) -> None:
        """Take no pipe."""

    def _tell(self, *words: str) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class KioskSetting:
    """How a kiosk starts.

    Attributes:
        ended: Why the visit before ended.
        away: The election cannot be opened.
    """

    ended: VisitEnd | None = None
    large: bool = False
    away: bool = False


def kiosk_app(
    setting: KioskSetting, election: Election, espace: Espace, terminal: Mapping[str, str]
) -> KioskApp:
    """Return the application of a kiosk on an election."""

    def opened() -> Espace:
        if setting.away:
            raise DatabaseUnavailable
        return espace

    before = setting.ended and EndedVisit(MORNING, MORNING, setting.ended, VisitStep.HOME)
    return KioskApp(
        election,
        espace.clock,
        kiosk_profile("salle des professeurs", large=setting.large),
        opened,
        Unheard(),
        VisitsBefore(before, REFERENCE),
        environment=terminal,
        elapsed=StillSeconds(),
    )
