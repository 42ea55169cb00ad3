"""What can be refused or go wrong, each with the French sentence that a person reads.

EspaceError
├── ElectionFileError          the election file is wrong (lines and reasons)
├── RollError                  the electoral roll is wrong (line, column, reason)
├── Unavailable                the machine, not the person
│   ├── DatabaseAway           cannot be reached, or was lost on the way
│   ├── DatabaseBusy           locked for too long
│   ├── DiskFull
│   ├── MigrationsPending      older than the program
│   ├── DatabaseTooNew         newer than the program
│   ├── ImportRunning          the roll is being loaded by somebody else
│   ├── KeysMissing            the key files beside the database are gone
│   ├── KeysForeign            the key files are those of another database
│   ├── MailAway               the server of the mailboxes does not answer
│   │   └── MailUntrusted      it cannot prove that it is the right one
│   ├── SmtpServerAway         the server that takes the mails cannot be used
│   └── NotASandbox            a demonstration asked for on a real database
└── Refused (refusals.py)      the person can act on it
    ├── NotYetOpen             before the window, with its opening
    ├── NowClosed              after the window, with its end
    ├── MustWait               too many tries or mails, with the moment it ends
    ├── SignInRefused          the same words whatever the reason
    │   └── MailboxSignInRefused   the same for a mailbox
    ├── CodeNeeded             too many wrong passwords: a code by mail is needed
    ├── AwaitingConfirmation   right password, account not confirmed yet
    ├── AddressRefused         not an address of the election
    ├── PasswordRefused        a rule is not kept
    ├── CodeMisshapen          cannot be a code, not counted
    ├── CodeRefused            wrong code
    ├── CodeStale              a right code, but old, replaced or used
    ├── CodeDead               five wrong tries
    ├── PasswordProofNeeded    the code is there, the password must be typed
    ├── NotOnTheRoll           the mailbox is theirs, and they are no elector
    ├── PasswordKeptElsewhere  the mailbox password is not the election's affair
    ├── MailboxBarred          the server lets its owner in no more, whatever the password
    ├── MessageGone            deleted in the meantime
    ├── TrashFull              the mailbox is so full that the trash takes nothing
    ├── SessionEnded           the session is no longer good
    ├── StaffCodeRefused       not the code that leaves a kiosk
    ├── StaffCodeMissing       the kiosk has none
    ├── StaffCodeWeak          a code that may not become a kiosk's
    ├── OutputRefused          a file the administrator asked for cannot be written
    ├── BackupUnusable         no whole backup of a known version
    ├── RestoreRefused         the database is not empty, or its keys are others
    ├── PurgeRefused           too early, or done already
    └── MailRefused            mailbox full, or another reason, for a mail to send

Every sentence says what to do next. No error holds a secret in its arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    pass


class EspaceError(Exception):
    """Root of all that this package raises on purpose.

    Attributes:
        sentence: What a person reads, in French, with ordinary spaces: the
            screen sets the typography.
        to_administrator: What is said in its place on the command line, where
            somebody can do more about it than a visitor; None: the same.
    """

    to_administrator: ClassVar[str | None] = None
    sentence: ClassVar[str] = "Une erreur est survenue. Recommencez dans un instant."

    def __init__(self, sentence: str | None = None) -> None:
        """Keep the sentence of the class unless a more precise one is given."""
        self.text = sentence or self.sentence
        super().__init__(self.text)


class Fault:
    """One fault of a file: where it is and why."""

    __slots__ = ("column", "line", "reason")

    def __init__(self, reason: str, line: int | None = None, column: str | None = None) -> None:
        """Hold a reason in French, a line from 1, and a column or key by its name."""
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """Return « ligne 3, corps : reason »."""
        place = ", ".join(
            part for part in (self.line and f"ligne {self.line}", self.column) if part
        )
        return f"{place} : {self.reason}" if place else self.reason


class FileError(EspaceError):
    """A file given by the administrator is wrong; nothing of it was taken."""

    heading: ClassVar[str] = "Le fichier {path} n'est pas utilisable."

    def __init__(self, path: object, faults: list[Fault]) -> None:
        """Build the sentence from the path and every fault, one a line."""
        self.path = path
        self.faults = faults
        lines = [self.heading.format(path=path), *(f"  {fault}" for fault in faults)]
        super().__init__("\n".join(lines))


class ElectionFileError(FileError):
    """The election file cannot be used."""

    heading = "Le fichier d'élection {path} est à corriger."


class RollError(FileError):
    """The electoral roll cannot be used; nothing was loaded.

    Attributes:
        count: All the faults, of which `faults` lists the first.
    """

    heading = "La liste électorale {path} est à corriger ; rien n'a été chargé."

    def __init__(self, path: object, faults: list[Fault], count: int | None = None) -> None:
        """List some faults, and tell how many others there are."""
        super().__init__(path, faults)
        self.count = len(faults) if count is None else count
        if more := self.count - len(faults):
            self.text += f"\n  et {more} autres fautes." if more > 1 else "\n  et une autre faute."
            self.args = (self.text,)


class Unavailable(EspaceError):
    """The machine or the network, not the person, is at fault."""


class DatabaseAway(Unavailable):
    """The database cannot be reached.

    Attributes:
        reason: What the administrator has to know, « le mot de passe est
            refusé », in French and without any secret; None where the
            driver's error tells nothing more.
    """

    sentence = (
        "Le service est momentanément indisponible. Votre saisie est conservée : "
        "recommencez dans un instant."
    )

    def __init__(self, reason: str | None = None) -> None:
        """Hold the reason; the person reads the sentence of the class."""
        self.reason = reason
        super().__init__()


class DatabaseBusy(Unavailable):
    """The database was locked by others for too long."""

    sentence = (
        "Beaucoup de personnes se connectent en ce moment. Votre saisie est conservée : "
        "recommencez dans un instant."
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
    to_administrator = (
        "Il n'y a plus de place sur le disque, celui des données ou celui du dossier temporaire : "
        "rien n'a été fait à moitié. Libérez de la place, puis recommencez."
    )


class MigrationsPending(Unavailable):
    """The database is older than the program."""

    sentence = (
        "La base de données n'est pas à jour. Lancez « espace-electeur admin migrate », "
        "puis recommencez."
    )


class DatabaseTooNew(Unavailable):
    """The database is newer than the program."""

    sentence = (
        "La base de données vient d'une version plus récente du programme. "
        "Installez cette version, puis recommencez."
    )


class ImportRunning(Unavailable):
    """Another import of the roll is under way."""

    sentence = (
        "Une autre importation de la liste électorale est en cours : rien n'a été chargé. "
        "Attendez sa fin, puis recommencez."
    )


class KeysMissing(Unavailable):
    """The key files that belong to the database are not there, or unreadable."""

    sentence = (
        "Les fichiers de clés de la base de données sont introuvables. "
        "Remettez le dossier « keys » à sa place, puis recommencez."
    )


class KeysForeign(Unavailable):
    """The key files are those of another database."""

    sentence = (
        "Les clés ne sont pas celles de cette base de données : remettez à sa place le dossier "
        "« keys » qui lui appartient, ou sa copie, puis recommencez."
    )


class NotASandbox(Unavailable):
    """A demonstration was asked for on a database that is not one."""

    sentence = (
        "La démonstration refuse de toucher une base de données réelle. "
        "Lancez « espace-electeur open » pour l'élection configurée."
    )


class MailAway(Unavailable):
    """The server of the mailboxes cannot be reached, or was lost on the way."""

    sentence = (
        "La messagerie ne répond pas pour l'instant. Votre saisie est conservée : "
        "recommencez dans un instant."
    )


class MailUntrusted(MailAway):
    """The server's certificate is not the right one: nothing was told to it."""

    sentence = (
        "La messagerie n'a pas prouvé son identité : votre mot de passe ne lui a pas été "
        "transmis. Prévenez l'assistance."
    )


class SmtpServerAway(Unavailable):
    """The server that takes the mails cannot be used: none of them is to blame, all wait."""

    sentence = (
        "Le serveur d'envoi des mails ne répond pas. Les mails attendent : vérifiez [mail.smtp] "
        "dans le fichier d'élection, puis recommencez."
    )


class MailRefused(EspaceError):
    """A mail could not be handed over.

    Attributes:
        reply: The answer of the mail system, an SMTP reply code and text.
        permanent: Whether trying again is of no use.
    """

    sentence = "Le mail n'a pas pu être remis."

    def __init__(self, reply: str, *, permanent: bool = False) -> None:
        """Hold the reply, such as `552 5.2.2`, without any text of the mail."""
        self.reply = reply
        self.permanent = permanent
        super().__init__()
