"""What a person can read and do something about: the branch `Refused` of the errors."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models.errors import EspaceError

if TYPE_CHECKING:
    from models.rules.checks import RuleCheck
    from models.views import PendingCode


class Refused(EspaceError):
    """The person can read why and do something about it."""


class Window(Refused):
    """Refused by the calendar.

    Attributes:
        moment: Aware time at which the window opens (`NotYetOpen`) or has
            closed (`NowClosed`).
    """

    def __init__(self, moment: datetime, sentence: str | None = None) -> None:
        """Hold the aware moment that the screen shows."""
        self.moment = moment
        super().__init__(sentence)


class NotYetOpen(Window):
    """Too early."""

    sentence = "Ce service n'est pas encore ouvert."


class NowClosed(Window):
    """Too late."""

    sentence = "Ce service est fermé."


class MustWait(Refused):
    """Too many tries or mails; a later moment is given.

    Attributes:
        until: Aware time from which the same request is taken again.
    """

    sentence = "Trop d'essais : patientez avant de recommencer."

    def __init__(self, until: datetime, sentence: str | None = None) -> None:
        """Hold the aware moment at which the wait ends."""
        self.until = until
        super().__init__(sentence)


class SignInRefused(Refused):
    """Unknown, wrong, disabled or not confirmed: the same words for all."""

    sentence = (
        "Cette adresse et ce mot de passe électeur ne vont pas ensemble. Vérifiez-les ; "
        "si vous n'avez pas de compte électeur, créez-le."
    )


class MailboxSignInRefused(SignInRefused):
    """The mailbox could not be opened: the same words for all reasons."""

    sentence = (
        "Ce nom d'utilisateur et ce mot de passe ne vont pas ensemble. À la première "
        "ouverture, le mot de passe est votre NUMEN ; s'il a été changé depuis, le NUMEN "
        "ne sert plus."
    )


class NotOnTheRoll(Refused):
    """The password of the mailbox is right, and its owner is not on the roll."""

    sentence = (
        "Ce mot de passe est le bon, mais vous n'êtes pas sur la liste électorale de cette "
        "élection. Adressez-vous à l'assistance."
    )


class PasswordKeptElsewhere(Refused):
    """The mailboxes are on a server, which alone changes their passwords."""

    sentence = (
        "Le mot de passe de votre messagerie ne se change pas ici. Changez-le dans votre "
        "messagerie professionnelle."
    )


class MailboxBarred(Refused):
    """The mail server lets this person in no more: it is not about the password typed."""

    sentence = (
        "Votre messagerie refuse votre compte : il a expiré, ou il est bloqué. "
        "Adressez-vous à l'assistance."
    )


class TrashFull(Refused):
    """The server moves no mail into the trash: it has no room for it, or no trash."""

    sentence = (
        "Votre boîte est si pleine que la corbeille n'a plus de place. "
        "Videz la corbeille, ou effacez ces mails définitivement."
    )


class CodeNeeded(Refused):
    """A hundred wrong passwords in a row."""

    sentence = (
        "Trop de mots de passe erronés pour cette adresse. Choisissez « Mot de passe "
        "oublié » : un code vous sera adressé dans votre messagerie professionnelle."
    )


class AwaitingConfirmation(Refused):
    """The password is right and the account still waits for its confirmation.

    Attributes:
        pending: What the confirmation screen needs, the proof of the password
            included.
    """

    sentence = "Votre compte électeur attend encore sa confirmation."

    def __init__(self, pending: PendingCode) -> None:
        """Hold what the confirmation screen needs."""
        self.pending = pending
        super().__init__()


class AddressRefused(Refused):
    """Not an address of this election's domains."""

    sentence = "Saisissez votre adresse de messagerie professionnelle, en entier."


class PasswordRefused(Refused):
    """One rule or more is not kept.

    Attributes:
        checks: Every rule of the policy with its state, as on the screen.
    """

    sentence = "Ce mot de passe ne suit pas toutes les règles."

    def __init__(self, checks: tuple[RuleCheck, ...]) -> None:
        """Hold the checks that the live feedback shows too."""
        self.checks = checks
        super().__init__()


class CodeRefused(Refused):
    """The code is not the right one.

    Attributes:
        tries_left: How many more codes will be compared, from 0 to 4.
    """

    sentence = "Ce code n'est pas le bon. Reprenez celui du mail le plus récent."

    def __init__(self, tries_left: int) -> None:
        """Hold the tries that are left."""
        self.tries_left = tries_left
        super().__init__()


class CodeMisshapen(Refused):
    """What was typed cannot be a code: nothing was counted or compared."""

    sentence = (
        "Le code compte dix lettres, sans voyelle ni chiffre, comme BCDFG-HJKLM. "
        "Recopiez celui du mail."
    )


class CodeStale(Refused):
    """A code that was good once: who holds it has read the mailbox."""

    sentence = "Ce code n'est plus valable. Demandez un nouveau code."


class CodeDead(Refused):
    """Five wrong tries were made: only a new code helps."""

    sentence = "Cinq essais erronés : ce code ne peut plus servir. Demandez un nouveau code."


class PasswordProofNeeded(Refused):
    """The code must be accompanied by the voter password."""

    sentence = "Saisissez aussi le mot de passe électeur que vous avez créé."


class MessageGone(Refused):
    """A message that was listed is not there any more."""

    sentence = "Ce message n'est plus dans votre boîte."


class SessionEnded(Refused):
    """The session is not good any more: sign in again."""

    sentence = "Votre connexion n'est plus valable. Identifiez-vous de nouveau."


class StaffCodeRefused(Refused):
    """Not the staff code of this kiosk."""

    sentence = "Ce code n'est pas celui du personnel. Vérifiez-le et recommencez."


class StaffCodeMissing(Refused):
    """The election file holds no staff code: only the machine's service ends the kiosk."""

    sentence = (
        "Ce poste n'a pas de code du personnel. Pour l'arrêter, arrêtez son service sur la "
        "machine (systemctl stop)."
    )
