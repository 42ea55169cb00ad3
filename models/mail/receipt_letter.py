"""The mail with the receipt of a vote: the tracker, and never the choice."""

from __future__ import annotations

from datetime import datetime

from models.mail.letters import Letter, write_letter
from models.rules.french_dates import say_moment
from models.rules.trackers import show_tracker
from models.settings.election import Election


def receipt_letter(
    election: Election, scrutin: str, tracker: str, checked: str, now: datetime
) -> Letter:
    """Return the mail that tells a person that their ballot is in the urn.

    Args:
        election: The election.
        scrutin: Its short name and its title.
        tracker: As the protocol gives it.
        checked: How many implementations have checked the ballot, in French.
        now: When they have voted, aware.
    """
    when = say_moment(now, election.calendar.zone)
    return write_letter(
        election,
        f"Votre vote est enregistré : {scrutin.partition(' · ')[0]}",
        f"Votre bulletin est dans l'urne du scrutin {scrutin}.",
        f"""\
Vous avez voté le {when}. Votre vote est définitif, et personne ne peut le lire :
ce mail ne dit rien de votre choix. Votre bulletin a été {checked}.

Votre numéro de suivi :

{show_tracker(tracker)}

Gardez-le : par « Vérifier mon bulletin », à l'accueil de l'application, il montre
à tout moment que ce bulletin est dans l'urne. Les douze premiers caractères suffisent.

Si vous n'avez pas voté, prévenez aussitôt le bureau de vote ou l'assistance.""",
    )
