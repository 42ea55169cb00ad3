"""What can go wrong or be refused, each with the French sentence that a person reads.

EspaceError
├── Refused                         the person can act on it
│   ├── OutsideWindow               the calendar says no
│   │   ├── WindowNotOpen           too early, with the opening
│   │   └── WindowClosed            too late, with the end
│   ├── MustWait                    too many tries or mails, with the end of the wait
│   │   └── TooManyMails            too many in the whole election
│   ├── SignInRefused               the same words whatever the reason
│   │   ├── MailboxSignInRefused    the same for a mailbox
│   │   ├── StaffSignInRefused      the same for the helpdesk
│   │   ├── WrongTotp               the code of an authenticator
│   │   └── VotePasswordRefused     the voter password, asked for with the identifiant de vote
│   ├── MailCodeRequired            too many wrong passwords: a code by mail is required
│   ├── AwaitingConfirmation        right password, account not confirmed yet
│   ├── AddressRefused              not an address of the election
│   ├── PasswordRefused             a rule is not kept
│   ├── MalformedCode               cannot be a code, not counted
│   ├── WrongCode                   wrong code
│   ├── StaleCode                   a code that was right: expired, replaced or used
│   │   └── OtherRequest            the code of another request for the same address
│   ├── ExhaustedCode               five wrong tries
│   ├── PasswordProofNeeded         the code is there, the password must be typed
│   ├── CurrentPasswordNeeded       another one needs the current one, which is missing or wrong
│   ├── NotOnTheRoll                the mailbox is theirs, and they are no elector
│   ├── PasswordManagedElsewhere    the mail server alone changes the mailbox password
│   ├── MailboxBlocked              the mail server accepts no password of this account
│   ├── MessageGone                 deleted in the meantime
│   ├── TrashFull                   the mailbox is so full that nothing fits into the trash
│   ├── SessionExpired              the session is no longer valid
│   ├── TotpNeeded                  the helpdesk's: the password is right, a code is asked for
│   ├── AuthenticatorNeeded         the election wants an authenticator application
│   ├── AuthenticatorInUse          another one is taken once this one is given up
│   ├── FirstPasswordKept           the first password has still to be changed
│   ├── PasswordTooWeak             the new password of a member of the helpdesk
│   ├── StaffNameRefused            no name for an account of the helpdesk, or taken
│   ├── StaffUnknown                no account of the helpdesk has this name
│   ├── ScrutinUnknown              no scrutin of the election has this code
│   ├── SampleUnknown               the program ships no election of this name
│   ├── RoleRefused                 a supervisor alone does this
│   ├── CallOver                    the call about a person is not in hand
│   ├── CallerUnknown               the caller has not shown who they are
│   ├── ReasonNeeded                an act for a person without a reason
│   ├── NothingToDo                 it would change nothing
│   ├── AddressTaken                the new address of a person is somebody else's
│   ├── ChangeOver                  the correction of an address waits no more
│   ├── AlreadyAsked                it waits for the second person already
│   ├── SamePerson                  the second person is the first
│   ├── RequestOver                 what was to be confirmed is over
│   ├── FollowCodeUnknown           no visit is to be followed under this code
│   ├── FollowingOver               the visit is followed no more
│   ├── WrongStaffCode              not the code that leaves a kiosk
│   ├── NoStaffCode                 the kiosk has none
│   ├── WeakStaffCode               too weak to be the code of a kiosk
│   ├── AnchorUnreadable            what should name events of the audit chain names none
│   ├── ManyRemovals                so many would leave the roll that the file is perhaps cut
│   ├── BallotRefused               a ballot is not what the protocol asks for
│   ├── CountRefused                a share of the key does not fit the count
│   ├── PresenceNeeded              members whom an act of the board asks for are not there
│   ├── LotRefused                  no lot is to be drawn for this seat
│   ├── IncidentRefused             a text is none for the minutes
│   ├── WorkStopped                 somebody has stopped what takes long
│   ├── ResultsNotReady             the day has come, the count is not done
│   ├── ShareRefused                the file of a member of the board does not open
│   │   └── ShareFileRefused        it is missing, or no share of these keys
│   ├── ArchiveRefused              an archive of an election is not whole
│   ├── RehearsalFailed             something else was counted than was voted
│   ├── KeysRefused                 the board's keys cannot be made
│   ├── SealRefused                 the election cannot be sealed yet
│   ├── VoteSealed                  what would be changed is sealed
│   ├── IdentifierRefused           what was typed is no identifiant de vote
│   ├── WrongIdentifier             an identifiant de vote is not this person's
│   │   └── NoticeReplaced          it was, until their notice was replaced
│   ├── AlreadyVoted                they have signed the signature list, with the moment
│   ├── VoteNotPrepared             the scrutin is not sealed, or has no list
│   ├── ReceiptUnknown              no ballot is found by these means of access
│   ├── TrackerRefused              what was typed is no tracker
│   ├── TrackerUnknown              no ballot of an urn has this tracker
│   ├── ElectorUnknown              no elector has this user name
│   ├── SchoolUnknown               no elector is of this school
│   ├── NoticeRefused               a notice does not take another one's place
│   ├── ExportUnusable              not a whole list for the notices
│   ├── CredentialsUnusable         public credentials do not go with this election
│   │   └── RollChanged             its roll is another one by now
│   ├── OutputRefused               a file the administrator asked for cannot be written
│   ├── BackupUnusable              not a complete backup of a known version
│   ├── BackupLocked                it is sealed, and no key or passphrase that was given opens it
│   ├── RestoreRefused              the database is not empty, or its keys are others
│   ├── PurgeRefused                too early, or done already
│   ├── ReasonRefused               what would be kept for ever names a person
│   ├── RolesRefused                no database server
│   ├── NoAlerts                    the election file names nobody to be written to
│   ├── ReferenceUnknown            the logs have no line of this reference
│   └── MomentRefused               what was typed is not a date and time
├── Unavailable                     the machine or the network is at fault
│   ├── DatabaseUnavailable         cannot be reached, or the connection was lost
│   ├── DatabaseBusy                locked for too long
│   ├── DiskFull
│   ├── MigrationsPending           older than the program
│   ├── DatabaseTooNew              newer than the program
│   ├── ImportRunning               another import of the roll is running
│   ├── AlertsRunning               another process is looking for alerts
│   ├── KeysMissing                 the key files beside the database are missing
│   ├── DatabaseSetBack             it says to be older than its keys
│   ├── WrongKeys                   the key files are those of another database
│   ├── EngineUnavailable           what makes and checks ballots is missing, or fails
│   ├── SealBroken                  something has changed since the election was sealed
│   ├── MailUnavailable             the mailbox server does not respond
│   │   └── MailServerUntrusted     its certificate is not valid for its name
│   ├── SmtpUnavailable             the server that sends the mails cannot be used
│   ├── SecretFileUnusable          the file that holds a server's password
│   └── NotASandbox                 a demonstration was asked for on a real database
├── FileError                       a file of the administrator's is wrong: lines and reasons
│   ├── ElectionFileError           the election file
│   ├── ListsFileError              the lists of candidates of a scrutin, in a file of their own
│   ├── SshFileError                the settings of the demonstrations over SSH
│   └── RollError                   the electoral roll
└── MailRefused                     a mail system refused a mail; no person reads it

Every error is constructed in the same way: `Kind()` or `Kind("a more precise sentence")`, its facts
given by keyword. Every sentence says what to do next. No error holds a secret in its arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from models.views.passwords import RuleCheck
    from models.views.voter import PendingCode


class EspaceError(Exception):
    """Root of all that this package raises on purpose.

    Attributes:
        sentence: What a person reads, in French, with ordinary spaces: the
            screen sets the typography.
        if_nothing_typed: Shown instead on a form in which nothing was typed; None: the
            same sentence.
        to_administrator: Said instead on the command line, if an administrator can do
            more about it than a visitor; None: the same sentence.
        given: A sentence more precise than the class's, given for this case; None if
            there is none.
        cause: One English word for the logs of the election, where the sentence is the same for
            several causes; a person is never shown it.
        reference: Under which the logs have it, once it is written there.
    """

    sentence: ClassVar[str] = "Une erreur est survenue. Recommencez dans un instant."
    if_nothing_typed: ClassVar[str | None] = None
    to_administrator: ClassVar[str | None] = None

    def __init__(self, sentence: str | None = None) -> None:
        """Keep the sentence of the class unless a more precise one is given."""
        self.given = sentence
        self.cause = self.reference = ""
        super().__init__(self.text)

    def because(self, cause: str) -> Self:
        """Return this error with its cause, in small letters."""
        self.cause = cause
        return self

    @property
    def text(self) -> str:
        """The sentence to show."""
        return self.given or self.sentence

    @property
    def command(self) -> str | None:
        """The command of this program that the sentence names, as `admin migrate`, or None."""
        return None

    def text_on_form(self, *, typed: bool) -> str:
        """Return the sentence to show on a form, if something was typed there or not."""
        return self.text if typed or self.given else self.if_nothing_typed or self.sentence


class Refused(EspaceError):
    """The person can read why and do something about it."""


class OutsideWindow(Refused):
    """Refused by the calendar.

    The screens word the calendar (`tui.screens.voter.window_words`): they know what
    can still be done at that moment. The sentences here serve whatever has no such page.

    Attributes:
        moment: Aware time at which the window opens (`WindowNotOpen`) or has
            closed (`WindowClosed`).
    """

    def __init__(self, sentence: str | None = None, *, moment: datetime) -> None:
        """Hold the moment too."""
        super().__init__(sentence)
        self.moment = moment


class WindowNotOpen(OutsideWindow):
    """Too early."""

    sentence = "Ce service n'est pas encore ouvert : revenez à la date de son ouverture."


class WindowClosed(OutsideWindow):
    """Too late."""

    sentence = "Ce service est fermé. Avec un compte confirmé, accédez à votre espace électeur."


class MustWait(Refused):
    """Too many tries or mails.

    Attributes:
        until: Aware time from which the same request is accepted again.
    """

    sentence = "Trop d'essais. Vous pourrez recommencer plus tard."

    def __init__(self, sentence: str | None = None, *, until: datetime) -> None:
        """Hold the moment at which the wait ends too."""
        super().__init__(sentence)
        self.until = until


class TooManyMails(MustWait):
    """More mails were asked for in an hour than the election sends."""

    sentence = (
        "Trop de mails sont demandés en ce moment. Ouvrez d'abord votre messagerie ici : votre "
        "demande passera en premier."
    )
    elsewhere = "Trop de mails sont demandés en ce moment. Recommencez dans quelques minutes."
    """Said in an election whose people open no mailbox here."""


class SignInRefused(Refused):
    """Unknown, wrong, disabled or not confirmed: the same words for all."""

    sentence = (
        "Adresse ou mot de passe électeur incorrect. Si vous n'avez pas encore de compte électeur, "
        "créez-le ; s'il attend sa confirmation, servez-vous du mail reçu."
    )


class MailboxSignInRefused(SignInRefused):
    """The mailbox could not be opened: the same words for all reasons."""

    sentence = "Nom d'utilisateur ou mot de passe incorrect."


class MailCodeRequired(Refused):
    """A hundred wrong passwords in a row."""

    sentence = (
        "Trop de mots de passe erronés pour cette adresse. Choisissez « Mot de passe "
        "oublié ? » : un code vous sera adressé dans votre messagerie professionnelle."
    )


class AwaitingConfirmation(Refused):
    """The password is right and the account still awaits its confirmation.

    Attributes:
        pending: What the confirmation screen needs.
    """

    sentence = "Votre compte électeur attend encore sa confirmation."

    def __init__(self, sentence: str | None = None, *, pending: PendingCode) -> None:
        """Hold what the confirmation screen needs too."""
        super().__init__(sentence)
        self.pending = pending


class AddressRefused(Refused):
    """Not an address of this election's domains."""

    sentence = "Saisissez votre adresse de messagerie professionnelle, en entier."


class PasswordRefused(Refused):
    """One rule or more is not kept.

    Attributes:
        checks: Every rule of the policy with its state, as on the screen.
    """

    sentence = "Ce mot de passe ne suit pas toutes les règles."

    def __init__(self, sentence: str | None = None, *, checks: tuple[RuleCheck, ...]) -> None:
        """Hold the checks that the live feedback shows too."""
        super().__init__(sentence)
        self.checks = checks


class MalformedCode(Refused):
    """What was typed cannot be a code: nothing was counted or compared."""

    sentence = (
        "Le code compte dix lettres, sans voyelle ni chiffre, comme BCDFG-HJKLM. "
        "Recopiez celui du mail."
    )


class WrongCode(Refused):
    """The code is not the right one.

    Attributes:
        tries_left: How many more codes will be compared, from 0 to 4.
    """

    sentence = "Ce code n'est pas le bon. Reprenez celui du mail le plus récent."

    def __init__(self, sentence: str | None = None, *, tries_left: int) -> None:
        """Hold the tries that are left too."""
        super().__init__(sentence)
        self.tries_left = tries_left


class StaleCode(Refused):
    """A code that was valid once: the person who has it has read the mailbox.

    Attributes:
        expired: Only the time has made it so: it was neither used nor replaced.
    """

    sentence = "Ce code n'est plus valable. Demandez un autre mail."

    def __init__(self, sentence: str | None = None, *, expired: bool = False) -> None:
        """Hold whether it has expired too."""
        super().__init__(sentence)
        self.expired = expired


class OtherRequest(StaleCode):
    """The code is right, and belongs to another request for the same address."""

    sentence = (
        "Ce code est celui d'une autre demande faite pour votre adresse. Prenez celui du mail "
        "qui porte l'heure de la vôtre, ou demandez un autre mail."
    )


class ExhaustedCode(Refused):
    """Five wrong tries were made: only a new code helps."""

    sentence = "Cinq essais erronés : ce code ne peut plus servir. Demandez un autre mail."


class PasswordProofNeeded(Refused):
    """The code must be accompanied by the voter password."""

    sentence = "Saisissez aussi le mot de passe électeur que vous avez créé."


class CurrentPasswordNeeded(Refused):
    """A mailbox that was opened some time ago gets another password for its current one only."""

    sentence = (
        "Votre messagerie est ouverte depuis un moment : saisissez aussi son mot de passe actuel."
    )


class NotOnTheRoll(Refused):
    """The password of the mailbox is right, and its owner is not on the roll."""

    sentence = (
        "Votre mot de passe est correct, mais vous ne figurez pas sur la liste électorale. "
        "Adressez-vous à l'assistance."
    )


class PasswordManagedElsewhere(Refused):
    """The mailboxes are on a server, which alone changes their passwords."""

    sentence = (
        "Le mot de passe de votre messagerie ne se change pas ici. Changez-le dans votre "
        "messagerie professionnelle."
    )


class MailboxBlocked(Refused):
    """The mail server lets this person in no more: it is not about the password typed."""

    sentence = (
        "Votre messagerie refuse votre compte : il a expiré, ou il est bloqué. "
        "Adressez-vous à l'assistance."
    )


class MessageGone(Refused):
    """A message that was listed is not there any more."""

    sentence = "Ce mail n'est plus dans votre boîte."


class TrashFull(Refused):
    """The server moves no mail into the trash: it has no room for it, or no trash."""

    sentence = "La corbeille n'a plus de place. Videz-la, ou supprimez ces mails définitivement."


class SessionExpired(Refused):
    """The session is no longer valid: sign in again."""

    sentence = "Votre connexion a expiré. Connectez-vous de nouveau."


class WrongStaffCode(Refused):
    """Not the staff code of this kiosk."""

    sentence = "Ce code n'est pas celui du personnel. Vérifiez-le et recommencez."


class NoStaffCode(Refused):
    """The election file holds no staff code: only the machine's service ends the kiosk."""

    sentence = (
        "Cette borne n'a pas de code du personnel. Pour l'arrêter, arrêtez son service sur la "
        "machine (systemctl stop)."
    )


class WeakStaffCode(Refused):
    """A staff code that is too short, too long or too easy to guess.

    Attributes:
        reason: Why, as advice, « allongez-le ».
    """

    sentence = (
        "Ce code ne convient pas ({reason}) : rien n'a été fait. Choisissez-en un autre, ou "
        "laissez le programme en faire un avec « --generate »."
    )

    def __init__(self, sentence: str | None = None, *, reason: str) -> None:
        """Put the reason into the sentence."""
        self.reason = reason
        super().__init__(sentence or self.sentence.format(reason=reason))


class StaffSignInRefused(SignInRefused):
    """Unknown, wrong or closed: one sentence for all of them."""

    sentence = "Nom ou mot de passe incorrect. Recommencez, ou demandez à votre responsable."


class TotpNeeded(Refused):
    """The password is right, and this account asks for a code besides."""

    sentence = "Saisissez le code à six chiffres de votre application d'authentification."


class WrongTotp(SignInRefused):
    """The code of an authenticator is another one, or was used."""

    sentence = (
        "Ce code n'est pas celui de votre application : prenez le suivant, et vérifiez l'heure du "
        "téléphone."
    )


class AuthenticatorNeeded(Refused):
    """The election wants an authenticator of whoever answers the telephone."""

    sentence = "Activez d'abord votre application d'authentification."


class AuthenticatorInUse(Refused):
    """An authenticator is taken in place of another one, of which no code was given."""

    sentence = "Une application est déjà active : renoncez-y d'abord, avec un de ses codes."


class FirstPasswordKept(Refused):
    """The password is still the one that the administrator has seen."""

    sentence = "Choisissez d'abord votre mot de passe."


class CallOver(Refused):
    """A call is not in hand any more."""

    sentence = "Cet appel n'est plus en cours : retrouvez la personne pour le reprendre."


class CallerUnknown(Refused):
    """Who calls has not been shown by what the roll holds."""

    sentence = (
        "Posez d'abord les questions : leurs réponses doivent être justes. Un doute : rappelez la "
        "personne là où elle travaille."
    )


class ReasonNeeded(Refused):
    """An act for a person has no reason."""

    sentence = "Choisissez un motif : il est gardé avec le geste."


class NothingToDo(Refused):
    """An act for a person would change nothing: it was done, or never needed."""

    sentence = "Rien n'est à faire pour cela : la page de la personne montre où elle en est."


class AddressTaken(Refused):
    """The new address of a person is somebody else's."""

    sentence = (
        "Cette adresse est déjà celle d'une autre personne de la liste électorale. Faites-la "
        "épeler de nouveau : deux homonymes diffèrent par un chiffre."
    )


class ChangeOver(Refused):
    """The correction of an address waits no more."""

    sentence = (
        "Ce changement d'adresse n'attend plus : il a été arrêté, ou il est fait. S'il n'est pas "
        "de vous, appelez l'assistance."
    )


class AlreadyAsked(Refused):
    """An act that two people do was asked for already."""

    sentence = "C'est déjà demandé : une autre personne de l'assistance doit le confirmer."


class SamePerson(Refused):
    """Who asks for an act of two people wants to confirm it."""

    sentence = "C'est vous qui l'avez demandé : une autre personne de l'assistance le confirme."


class RequestOver(Refused):
    """An act of two people was done, given up, or not confirmed in time."""

    sentence = "Cette demande n'attend plus : elle est faite, abandonnée, ou trop ancienne."


class FollowCodeUnknown(Refused):
    """No visit that can be followed has this code."""

    sentence = (
        "Aucune visite n'a ce code. Faites relire les six lettres ; un code sert une fois, pendant "
        "dix minutes."
    )


class FollowingOver(Refused):
    """The visit is not followed any more."""

    sentence = "Le suivi est terminé : la personne l'a arrêté, ou sa visite a pris fin."


class StaffNameRefused(Refused):
    """The name of an account of the helpdesk will not do."""

    sentence = (
        "Ce nom ne convient pas : lettres sans accent, chiffres, « . », « - » et « _ », deux "
        "signes au moins. Choisissez-en un autre."
    )
    taken = "Ce nom est déjà celui d'un compte de l'assistance. Choisissez-en un autre."


class StaffUnknown(Refused):
    """No account of the helpdesk has this name."""

    sentence = "Aucun compte de l'assistance n'a ce nom. « admin staff list » donne ceux qu'il y a."


class ScrutinUnknown(Refused):
    """No scrutin of the election has this code."""

    sentence = (
        "Aucun scrutin n'a ce code. « espace-electeur admin lists check » donne ceux du fichier "
        "d'élection."
    )

    @property
    def command(self) -> str:
        """The command that tells the codes."""
        return "admin lists check"


class SampleUnknown(Refused):
    """The program ships no election of this name."""

    sentence = (
        "Aucune élection d'essai n'a ce nom. Choisissez l'une de celles que la complétion propose."
    )


class RoleRefused(Refused):
    """An agent asks for what a supervisor does."""

    sentence = "Il faut une personne responsable pour cela : appelez-la."


class PasswordTooWeak(Refused):
    """The new password of a member of the helpdesk is short or easy to guess.

    Attributes:
        reason: Why, as advice.
    """

    sentence = (
        "Ce mot de passe ne convient pas ({reason}) : rien n'a changé. Choisissez-en un autre."
    )

    def __init__(self, sentence: str | None = None, *, reason: str) -> None:
        """Put the reason into the sentence."""
        self.reason = reason
        super().__init__(sentence or self.sentence.format(reason=reason))


class AnchorUnreadable(Refused):
    """What was given to compare the audit chain with names no event of it."""

    sentence = "Aucune fin de chaîne n'a été trouvée. Donnez un export ou un journal."


class ManyRemovals(Refused):
    """A file leaves out so much of the roll that it may have been cut."""

    sentence = (
        "Le fichier ne nomme plus une grande part de la liste : rien n'a été chargé. Vérifiez "
        "qu'il est entier."
    )


class BallotRefused(Refused):
    """A ballot is not what the protocol asks for; it was not taken."""

    sentence = (
        "Ce bulletin n'est pas conforme : il n'a pas été pris, et votre droit de vote est intact. "
        "Votez de nouveau ; si cela se répète, prévenez l'assistance."
    )


class CountRefused(Refused):
    """A share or a partial decryption does not fit the urn; nothing of it was recorded."""

    sentence = (
        "Cette part de clé ne convient pas au dépouillement : rien n'a été enregistré. Vérifiez "
        "que le fichier est celui de ce membre et de cette élection, puis recommencez."
    )


class ArchiveRefused(Refused):
    """An archive of an election is not whole, or something in it does not fit the rest."""

    sentence = (
        "Cette archive n'est pas celle d'une élection complète et intacte : rien n'en a été "
        "repris. Prenez-en une autre copie."
    )


class PresenceNeeded(Refused):
    """The members whom an act of the board asks for are not all there."""

    sentence = (
        "Il manque des membres du bureau : rien n'a été fait. Que chacun s'identifie avec sa part "
        "de clé, puis recommencez."
    )


class LotRefused(Refused):
    """No lot is to be drawn for this seat, or not between these lists."""

    sentence = (
        "Ce siège n'est pas à tirer au sort, ou pas entre ces listes : rien n'a été enregistré. "
        "Revenez aux résultats."
    )


class IncidentRefused(Refused):
    """A text is none for the minutes, or its scrutin is none of this election.

    Attributes:
        about_scrutin: Whether it is the scrutin.
    """

    sentence = (
        "Ce texte ne peut pas aller dans le procès-verbal : rien n'a été enregistré. Corrigez-le."
    )

    def __init__(self, sentence: str | None = None, *, about_scrutin: bool = False) -> None:
        """Hold what is to be corrected, too."""
        super().__init__(sentence)
        self.about_scrutin = about_scrutin


class WorkStopped(Refused):
    """Somebody has stopped what takes long."""

    sentence = "Arrêté à votre demande : ce qui était fait est gardé. Reprenez quand vous voulez."


class ResultsNotReady(Refused):
    """It is the day of the results, and they are not there yet."""

    sentence = (
        "Les résultats de ce scrutin ne sont pas encore là : le bureau de vote dépouille. Revenez "
        "plus tard."
    )


class ShareRefused(Refused):
    """A member's file does not open: another file, another passphrase, or it was altered."""

    sentence = "Ce fichier ne s'ouvre pas : vérifiez que c'est celui de ce membre."


class ShareFileRefused(ShareRefused):
    """The file itself is at fault: none is there, or it is no share of this election's keys."""

    sentence = (
        "Ce fichier n'est pas une part de la clé du vote : rien n'a été ouvert. Prenez celui que "
        "ce membre a reçu à la cérémonie des clés."
    )


class RehearsalFailed(Refused):
    """A rehearsal counted something else than was voted."""

    sentence = (
        "L'essai n'a pas donné ce qui a été voté. N'ouvrez pas le vote avec ce programme : "
        "adressez-vous à votre expert."
    )


class KeysRefused(Refused):
    """The board's keys cannot be made: there is no board, or they are made."""

    sentence = "Les clés du bureau ne peuvent pas être faites : rien n'a changé."


class SealRefused(Refused):
    """The election cannot be sealed yet: something is missing."""

    sentence = "L'élection ne peut pas encore être scellée : rien n'a changé."


class VoteSealed(Refused):
    """What would be changed is covered by the seal."""

    sentence = (
        "L'élection est scellée : rien n'a changé. Jusqu'au dépouillement, ni la liste électorale, "
        "ni les notices, ni les clés, ni les listes de candidats ne changent ; une notice perdue "
        "se remplace par « espace-electeur admin vote replace-notice »."
    )


class IdentifierRefused(Refused):
    """What was typed is no identifiant de vote; it was not counted as a try."""

    sentence = (
        "Un caractère de l'identifiant de vote n'est pas le bon, ou deux sont inversés. "
        "Recopiez-le signe par signe."
    )


class WrongIdentifier(Refused):
    """An identifiant de vote is not this person's in this scrutin."""

    sentence = (
        "Cet identifiant de vote n'est pas le vôtre. Recopiez celui qui vous a été remis à votre "
        "nom."
    )


class NoticeReplaced(WrongIdentifier):
    """The identifier was this person's, until their notice was replaced."""

    sentence = (
        "Cet identifiant de vote a été remplacé. Saisissez celui que vous avez reçu en dernier."
    )


class VotePasswordRefused(SignInRefused):
    """The voter password that goes with the identifiant de vote is wrong."""

    sentence = (
        "Ce n'est pas votre mot de passe : saisissez celui que vous avez choisi en créant votre "
        "compte."
    )


class AlreadyVoted(Refused):
    """The person has voted in this scrutin: nothing changes that.

    Attributes:
        moment: Aware: when they did.
    """

    sentence = (
        "Vous avez déjà voté dans ce scrutin : votre bulletin est dans l'urne, et le vote est "
        "définitif. Revenez à vos scrutins."
    )

    def __init__(self, sentence: str | None = None, *, moment: datetime) -> None:
        """Hold the moment too."""
        super().__init__(sentence)
        self.moment = moment


class VoteNotPrepared(Refused):
    """Nobody votes in this scrutin with this program: it is not sealed, or has no list."""

    sentence = (
        "Ce scrutin n'est pas ouvert au vote dans cette application. Revenez à vos scrutins, et "
        "adressez-vous à l'assistance si vous y êtes appelé."
    )


class ReceiptUnknown(Refused):
    """No ballot of the urn was signed with this notice."""

    sentence = (
        "Aucun bulletin de ce scrutin n'a été fait avec cet identifiant de vote. S'il a été "
        "remplacé depuis votre vote, votre numéro de suivi est dans le mail du vote."
    )


class TrackerRefused(Refused):
    """What was typed is no tracker."""

    sentence = "Ce n'est pas un numéro de suivi. Recopiez celui de votre reçu."


class TrackerUnknown(Refused):
    """No ballot of an urn has this tracker."""

    sentence = (
        "Aucun bulletin n'a ce numéro de suivi. Vérifiez-le lettre par lettre : les majuscules et "
        "les minuscules comptent. S'il est bien celui de votre reçu, prévenez le bureau de vote."
    )


class ElectorUnknown(Refused):
    """No elector has this user name."""

    sentence = (
        "Personne n'a ce nom d'utilisateur dans la liste électorale : rien n'a été fait. Vérifiez "
        "« uid » dans la liste."
    )


class SchoolUnknown(Refused):
    """No elector is of this school."""

    sentence = (
        "Aucun établissement n'a ce numéro dans la liste électorale : rien n'a été fait. Vérifiez "
        "« uai » dans la liste."
    )


class NoticeRefused(Refused):
    """A notice does not take the place of another one; nothing was changed."""

    sentence = (
        "Cette notice ne peut pas remplacer l'autre : rien n'a été fait. Prenez-en une autre de la "
        "réserve."
    )


class CredentialsUnusable(Refused):
    """Public credentials do not go with this election; nothing was loaded."""

    sentence = (
        "Ces éléments publics ne vont pas avec cette élection : rien n'a été chargé. Vérifiez de "
        "quelle machine vient le fichier."
    )


class RollChanged(CredentialsUnusable):
    """The roll is another one than the notices were made from.

    Attributes:
        added: Electors who have no notice.
        left: Notices of people who are not called to any scrutin any more.
        changed: Electors who are called to other scrutins.
    """

    sentence = (
        "La liste électorale a changé depuis l'impression des notices : rien n'a été chargé. "
        "Refaites la liste pour les notices, puis les notices."
    )
    counted = (
        "La liste électorale a changé depuis l'impression des notices ({added} en plus, {left} en "
        "moins, {changed} pour d'autres scrutins) : rien n'a été chargé. Refaites la liste pour "
        "les notices par « espace-electeur admin vote roll-export », puis les notices."
    )

    def __init__(self, sentence: str | None = None, *, added: int, left: int, changed: int) -> None:
        """Put the numbers into the sentence."""
        self.added, self.left, self.changed = added, left, changed
        told = self.counted.format(added=added, left=left, changed=changed)
        super().__init__(sentence or told)

    @property
    def command(self) -> str | None:
        """The command that makes the list again."""
        return "admin vote roll-export"


class ExportUnusable(Refused):
    """A file is not a whole list for the notices."""

    sentence = (
        "Cette liste pour les notices n'est pas utilisable : rien n'a été imprimé. Copiez-la de "
        "nouveau, ou refaites-la par « espace-electeur admin vote roll-export »."
    )

    @property
    def command(self) -> str | None:
        """The command that makes it."""
        return "admin vote roll-export"


class OutputRefused(Refused):
    """A file cannot be written, or would replace another one; nothing is left of it.

    Attributes:
        in_the_way: Whether something is there already that may be replaced.
    """

    sentence = "Le fichier ne peut pas être écrit. Choisissez un autre nom ou un autre dossier."

    def __init__(self, sentence: str | None = None, *, in_the_way: bool = False) -> None:
        """Hold whether replacing would do, too."""
        super().__init__(sentence)
        self.in_the_way = in_the_way


class BackupUnusable(Refused):
    """A file is not a complete backup of a version that this program knows."""

    sentence = "Cette sauvegarde n'est pas utilisable : rien n'a été restauré. Prenez-en une autre."


class BackupLocked(Refused):
    """A backup is sealed, and neither a key nor a passphrase that was given opens it."""

    sentence = (
        "Cette sauvegarde est chiffrée, et rien de ce qui a été donné ne l'ouvre : rien n'a été "
        "restauré. Donnez sa clé par « --identity », ou sa phrase de passe."
    )


class RestoreRefused(Refused):
    """A backup is good and may not go into this database."""

    sentence = (
        "Cette base de données n'est pas vide : rien n'a été restauré. Restaurez dans une base "
        "neuve, en changeant « url » dans [database]."
    )


class ReasonRefused(Refused):
    """The reason of an act, which the audit chain keeps for ever, names the person."""

    sentence = (
        "La raison nomme la personne, et la chaîne d'audit la garde pour toujours : écrivez-la "
        "sans nom, comme « appel du 28 novembre »."
    )


class ReferenceUnknown(Refused):
    """The logs of this machine have no line of a reference."""

    sentence = (
        "Les journaux de cette machine n'ont pas cette référence : relisez-la, ou lancez la "
        "commande sur le poste où la personne était."
    )


class RolesRefused(Refused):
    """The database has no roles."""

    sentence = "Cette base de données n'a pas de rôles : il n'y a rien à écrire."


class PurgeRefused(Refused):
    """The day of the purge has not come, or it is done already."""

    sentence = "Le jour de la purge n'est pas venu : rien n'a été effacé."


class NoAlerts(Refused):
    """The election file has no `[alerts]`."""

    sentence = (
        "Le fichier d'élection ne dit pas qui prévenir : ajoutez-lui [alerts], avec les adresses "
        "de « to ». « espace-electeur admin init » en écrit un exemple commenté."
    )

    @property
    def command(self) -> str:
        """The command that writes an example."""
        return "admin init"


class MomentRefused(Refused):
    """What was typed is not a date and time."""

    sentence = "Écrivez la date et l'heure ainsi : AAAA-MM-JJ HH:MM, ou JJ/MM/AAAA HH h MM."


class Unavailable(EspaceError):
    """The machine or the network, not the person, is at fault."""


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached.

    Attributes:
        reason: What the administrator has to know, « le mot de passe est
            refusé », in French and without any secret; None if the driver's
            error says nothing more.
    """

    sentence = (
        "Le service est momentanément indisponible. Votre saisie est conservée : "
        "recommencez dans un instant."
    )
    if_nothing_typed = "Le service est momentanément indisponible. Recommencez dans un instant."

    def __init__(self, sentence: str | None = None, *, reason: str | None = None) -> None:
        """Hold the reason too; the person reads the sentence."""
        super().__init__(sentence)
        self.reason = reason


class DatabaseBusy(Unavailable):
    """The database was locked by others for too long."""

    sentence = (
        "Beaucoup de personnes se connectent en ce moment. Votre saisie est conservée : "
        "recommencez dans un instant."
    )
    if_nothing_typed = (
        "Beaucoup de personnes se connectent en ce moment. Recommencez dans un instant."
    )
    to_administrator = (
        "La base de données est occupée par d'autres, ou n'accepte plus de connexions : rien n'a "
        "été fait à moitié. Recommencez dans un instant."
    )


class DiskFull(Unavailable):
    """Nothing more can be written."""

    sentence = (
        "Le service ne peut plus rien enregistrer. Votre saisie est conservée : "
        "prévenez l'assistance."
    )
    if_nothing_typed = "Le service ne peut plus rien enregistrer. Prévenez l'assistance."
    to_administrator = (
        "Il n'y a plus de place sur le disque, celui des données ou celui du dossier temporaire : "
        "rien n'a été fait à moitié. Libérez de la place, puis recommencez."
    )


class EngineUnavailable(Unavailable):
    """A program that makes and checks ballots is missing, of another version, or fails."""

    sentence = (
        "Le bulletin ne peut pas être préparé sur cette machine : rien n'a été enregistré. "
        "Recommencez dans un instant ; si cela se répète, prévenez l'assistance."
    )


class SealBroken(Unavailable):
    """Something has changed since the election was sealed.

    Attributes:
        parts: What, in French.
    """

    sentence = (
        "Ce poste ne peut pas servir : quelque chose y a changé depuis que l'élection a été "
        "scellée. Prévenez l'assistance."
    )

    def __init__(self, sentence: str | None = None, *, parts: Sequence[str]) -> None:
        """Name what has changed, for whoever is called."""
        self.parts = tuple(parts)
        changed = (
            f"Ce poste ne peut pas servir. Depuis que l'élection a été scellée, ceci a changé : "
            f"{', '.join(self.parts)}. Prévenez l'assistance."
        )
        super().__init__(sentence or changed)


class MigrationsPending(Unavailable):
    """The database is older than the program."""

    sentence = (
        "La base de données n'est pas à jour. Lancez « espace-electeur admin migrate », "
        "puis recommencez."
    )

    @property
    def command(self) -> str | None:
        """The command that brings it up to date."""
        return "admin migrate"


class DatabaseTooNew(Unavailable):
    """The database is newer than the program."""

    sentence = (
        "La base de données vient d'une version plus récente du programme. "
        "Installez cette version, puis recommencez."
    )


class ImportRunning(Unavailable):
    """Another import of the roll is running."""

    sentence = (
        "Une autre importation de la liste électorale est en cours : rien n'a été chargé. "
        "Attendez sa fin, puis recommencez."
    )


class AlertsRunning(Unavailable):
    """Another process is looking for alerts, and will write about them."""

    sentence = (
        "Une autre commande cherche déjà les alertes et les enverra. Recommencez quand elle a fini."
    )


class KeysMissing(Unavailable):
    """The key files that belong to the database are missing, unreadable or damaged."""

    sentence = (
        "Les fichiers de clés de la base de données sont introuvables. "
        "Remettez le dossier « keys » à sa place, puis recommencez."
    )


class WrongKeys(Unavailable):
    """The key files are those of another database."""

    sentence = (
        "Les clés ne sont pas celles de cette base de données : remettez à sa place le dossier "
        "« keys » qui lui appartient, ou sa copie, puis recommencez."
    )


class DatabaseSetBack(Unavailable):
    """A database says that it was never bound to its keys, and the keys say that it was."""

    sentence = (
        "La base de données se dit plus ancienne que ses clés : quelqu'un l'a changée, ou remise "
        "en arrière. Rien n'a été fait. Restaurez une sauvegarde par « espace-electeur admin "
        "restore », dans une base neuve."
    )

    @property
    def command(self) -> str | None:
        """The command that puts a backup into another one."""
        return "admin restore"


class MailUnavailable(Unavailable):
    """The server of the mailboxes cannot be reached, or the connection was lost."""

    sentence = (
        "La messagerie ne répond pas pour l'instant. Votre saisie est conservée : "
        "recommencez dans un instant."
    )
    if_nothing_typed: ClassVar[str | None] = (
        "La messagerie ne répond pas pour l'instant. Recommencez dans un instant."
    )


class MailServerUntrusted(MailUnavailable):
    """The server's certificate is not valid for its name: no password was sent to it."""

    sentence = (
        "La connexion à la messagerie n'est pas sûre : votre mot de passe n'a pas été envoyé. "
        "Prévenez l'assistance."
    )
    if_nothing_typed = None


class SmtpUnavailable(Unavailable):
    """The server that sends the mails cannot be used; all mails wait, and none loses a try."""

    sentence = (
        "Le serveur d'envoi des mails ne répond pas. Les mails attendent : vérifiez [mail.smtp] "
        "dans le fichier d'élection, puis recommencez."
    )


class SecretFileUnusable(Unavailable):
    """The file that holds the password of a server cannot be used.

    Attributes:
        reason: Why, « le fichier du mot de passe … est introuvable », without its content.
    """

    sentence = (
        "Le fichier du mot de passe d'un serveur n'est pas utilisable : corrigez-le, puis "
        "recommencez."
    )

    def __init__(self, sentence: str | None = None, *, reason: str) -> None:
        """Hold the reason too."""
        super().__init__(sentence)
        self.reason = reason


class NotASandbox(Unavailable):
    """A demonstration was asked for on a database that is not one."""

    sentence = (
        "La démonstration refuse de toucher une base de données réelle. "
        "Lancez « espace-electeur open » pour l'élection configurée."
    )


class Fault:
    """One fault of a file: where it is and why."""

    __slots__ = ("column", "command", "line", "reason")

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        column: str | None = None,
        *,
        command: str | None = None,
    ) -> None:
        """Hold a reason in French and where it is.

        Args:
            reason: What is wrong, and what to do.
            line: Its line, from 1.
            column: The column or key by its name.
            command: The command of this program that the reason names.
        """
        self.reason = reason
        self.line = line
        self.column = column
        self.command = command

    def __str__(self) -> str:
        """Return « ligne 3, corps : reason »."""
        place = ", ".join(
            part for part in (self.line and f"ligne {self.line}", self.column) if part
        )
        return f"{place} : {self.reason}" if place else self.reason


STANDARD_INPUT = "de l'entrée standard"
"""How a person names `/dev/stdin` behind « la liste électorale »."""


class FileError(EspaceError):
    """A file given by the administrator is wrong; nothing of it was used.

    Attributes:
        path: The file.
        faults: The first of its faults, in order.
        count: How many there are in all.
    """

    sentence = "Le fichier {path} n'est pas utilisable."

    def __init__(
        self,
        sentence: str | None = None,
        *,
        path: object,
        faults: Sequence[Fault],
        count: int | None = None,
    ) -> None:
        """Build the sentence from the path and the faults, one a line, unless one is given.

        Args:
            sentence: Instead of the class's with its list.
            path: The file.
            faults: Those to list.
            count: How many there are in all; None: those listed.
        """
        self.path = path
        self.faults = list(faults)
        self.count = len(self.faults) if count is None else count
        super().__init__(sentence or self._listed())

    @property
    def command(self) -> str | None:
        """The command that the first fault with one names."""
        return next((fault.command for fault in self.faults if fault.command), None)

    def _listed(self) -> str:
        path = STANDARD_INPUT if str(self.path) == "/dev/stdin" else self.path
        lines = [self.sentence.format(path=path), *(f"  {fault}" for fault in self.faults)]
        if more := self.count - len(self.faults):
            lines.append(f"  et {more} autres fautes." if more > 1 else "  et une autre faute.")
        return "\n".join(lines)


class ElectionFileError(FileError):
    """The election file cannot be used."""

    sentence = "Le fichier d'élection {path} est à corriger."


class ListsFileError(FileError):
    """The lists of candidates of a scrutin cannot be used."""

    sentence = "Le fichier de listes {path} est à corriger."


class SshFileError(FileError):
    """The settings of the demonstrations over SSH cannot be used."""

    sentence = "Le fichier de réglages {path} est à corriger."


class RollError(FileError):
    """The electoral roll cannot be used; nothing was loaded."""

    sentence = "La liste électorale {path} est à corriger ; rien n'a été chargé."


class MailRefused(EspaceError):
    """A mail could not be handed over.

    Attributes:
        reply: The answer of the mail system, an SMTP reply code and text such as
            `552 5.2.2`, without any text of the mail.
        permanent: Whether trying again is of no use.
    """

    sentence = "Le mail n'a pas pu être remis."

    def __init__(self, sentence: str | None = None, *, reply: str, permanent: bool = False) -> None:
        """Hold the reply too."""
        super().__init__(sentence)
        self.reply = reply
        self.permanent = permanent
