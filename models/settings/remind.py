"""`[remind]` of the election file: the letter to whoever has not activated their account."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Annotated

from msgspec import Meta

from models.settings.parts import Flaw, Line, Section

Paragraph = Annotated[str, Meta(min_length=1, max_length=1000)]

PLACES = (
    *("civility", "first_name", "last_name", "title", "organiser", "where", "account_door"),
    *("accounts_close", "confirmations_close", "vote_opens", "vote_closes", "vote_dates"),
)
"""What can stand in braces."""
UNKNOWN_PLACE = "« {{{name}}} » n'est pas remplacé ; ce qui l'est : {places}"
BRACES = "une accolade n'est pas fermée ; pour en écrire une, doublez-la"


class RemindSection(Section, frozen=True, kw_only=True):
    """`[remind]`: the letter of `admin remind`.

    Attributes:
        subject: Of the mail; places as in the body.
        body: Its paragraphs, the first of which stands alone under the greeting.
    """

    subject: Line = "{account_door}"
    body: Annotated[tuple[Paragraph, ...], Meta(min_length=1)] = (
        "Votre compte électeur n'est pas encore activé : sans lui, vous ne pourrez pas voter.",
        "Pour l'activer, choisissez « {account_door} » {where}, et suivez les étapes. Vous avez "
        "jusqu'au {accounts_close}.",
        "Le vote a lieu {vote_dates}.",
        "Si vous l'avez fait entre-temps, rien n'est à faire.",
    )

    def flaws(self) -> Iterator[Flaw]:
        """Yield places that nothing is put into."""
        texts = {("subject",): self.subject}
        texts |= {("body", number): text for number, text in enumerate(self.body)}  # type: ignore[misc]
        for place, text in texts.items():
            for reason in _faults(text):
                yield Flaw(place, reason)


def _faults(text: str) -> Iterator[str]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield BRACES
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in PLACES or form or conversion):
            known = ", ".join(f"{{{one}}}" for one in PLACES)
            yield UNKNOWN_PLACE.format(name=name, places=known)
