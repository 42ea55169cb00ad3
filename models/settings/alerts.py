"""`[alerts]` of the election file: who is written to when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from models.settings.parts import Flaw, Section

Address = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$",
        max_length=254,
        description="une adresse, comme « assistance@ac-toulouse.fr »",
    ),
]
Hour = Annotated[int, Meta(ge=0, le=24)]
Minutes = Annotated[int, Meta(ge=5, le=1440)]

NO_SERVER = (
    "avec les messageries « embedded », aucun serveur n'envoie de mail hors de cette base : "
    'retirez [alerts], ou décrivez les serveurs de [mail] avec backend = "smtp-imap" ou "smtp"'
)
NO_DAY = "la première heure vient avant la seconde, par exemple [8, 18]"


class AlertsSection(Section, frozen=True, kw_only=True):
    """`[alerts]`: a mail when a state begins, one when it ends.

    Attributes:
        to: Who gets them, by the election's own server.
        refused_mails: How many mails of the last 24 hours that a server refused are a state.
        late_mail_minutes: For how long the next mail is due when the sender is silent.
        silent_kiosk_minutes: Since when a kiosk has not reported.
        kiosk_hours: From which hour to which a silent kiosk is one; it is off at night.
        free_mib: Mebibytes below which the disk of the data is filling.
        quiet_minutes: How far apart two beginnings of the same state are told, at least.
    """

    to: Annotated[tuple[Address, ...], Meta(min_length=1, max_length=20)]
    refused_mails: Annotated[int, Meta(ge=1, le=1_000_000)] = 10
    late_mail_minutes: Minutes = 15
    silent_kiosk_minutes: Minutes = 15
    kiosk_hours: tuple[Hour, Hour] = (8, 18)
    free_mib: Annotated[int, Meta(ge=100, le=1_000_000)] = 1024
    quiet_minutes: Annotated[int, Meta(ge=5, le=10_080)] = 60

    def flaws(self) -> Iterator[Flaw]:
        """Yield hours that are no part of a day."""
        first, last = self.kiosk_hours
        if first >= last:
            yield Flaw(("kiosk_hours",), NO_DAY)
