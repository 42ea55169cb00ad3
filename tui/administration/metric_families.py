"""The names and labels under which a monitor reads the figures of an election."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client.core import GaugeMetricFamily

if TYPE_CHECKING:
    from prometheus_client.core import Metric

    from models import Figures, Levels

PREFIX = "espace_electeur"


def families(figures: Figures | None, levels: Levels) -> Iterator[Metric]:
    """Yield the metrics; those of the counts are absent if they could not be read.

    Args:
        figures: The counts.
        levels: The level of each subject of a check.
    """
    yield _one("up", "1 si la base a pu être comptée", int(figures is not None))
    check = _family(
        "check_level", "0 OK, 1 à voir, 2 à faire, par ligne de admin check --fast", "subject"
    )
    for subject, level in levels.items():
        check.add_metric([subject], int(level))
    yield check
    if figures is None:
        return
    yield _one("counted_timestamp_seconds", "Quand tout a été compté", figures.at.timestamp())
    total = figures.total
    yield _one("electors", "Personnes de la liste électorale", total.electors)
    yield _one("mailboxes_opened", "Messageries ouvertes au moins une fois", total.opened)
    yield _one("accounts_created", "Comptes électeurs, confirmés ou non", total.accounts)
    yield _one("accounts_confirmed", "Comptes électeurs confirmés", total.confirmed)
    states = _family("mails", "Mails qui portent un code, par état", "state")
    for state, count in figures.mails.items():
        states.add_metric([state.value], count)
    yield states
    oldest = figures.oldest_waiting
    age = (figures.at - oldest).total_seconds() if oldest else 0
    yield _one("oldest_waiting_mail_seconds", "Âge du plus vieux mail qui attend", max(age, 0))
    kiosks = _family("kiosks", "Bornes vues depuis 30 jours, par état", "state")
    kiosks.add_metric(["reporting"], figures.kiosks - figures.silent_kiosks)
    kiosks.add_metric(["silent"], figures.silent_kiosks)
    yield kiosks


def _one(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}_{name}", told, value=value)


def _family(name: str, told: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}_{name}", told, labels=[label])
