"""The domain of the election, and its one door: what another package may import.

Names are resolved at first use, so that importing the door costs nothing: a
terminal paints its first screen before the database is reached.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = [
    "SAMPLE_PEOPLE",
    "AddressRefused",
    "Attachment",
    "AuditReport",
    "AwaitingConfirmation",
    "BackupReport",
    "Calendar",
    "Clock",
    "CodeDead",
    "CodeMisshapen",
    "CodeNeeded",
    "CodePurpose",
    "CodeRefused",
    "CodeStale",
    "DatabaseAway",
    "DatabaseBusy",
    "DatabaseTooNew",
    "DiskFull",
    "Election",
    "ElectionFileError",
    "Espace",
    "EspaceError",
    "Finding",
    "Folder",
    "FolderName",
    "ImportOptions",
    "ImportProgress",
    "ImportReport",
    "ImportRunning",
    "ImportStage",
    "KeysForeign",
    "KeysMissing",
    "LogsSection",
    "MailAway",
    "MailFate",
    "MailUntrusted",
    "MailboxBarred",
    "MailboxSession",
    "MailboxSignInRefused",
    "Message",
    "MessageGone",
    "MessageSummary",
    "MigrationsPending",
    "MustWait",
    "NotASandbox",
    "NotOnTheRoll",
    "NotYetOpen",
    "NowClosed",
    "PasswordKeptElsewhere",
    "PasswordProofNeeded",
    "PasswordRefused",
    "PendingCode",
    "Person",
    "PurgeReport",
    "Quota",
    "Refused",
    "RollError",
    "RuleCheck",
    "SamplePerson",
    "ScrutinState",
    "ScrutinView",
    "Sending",
    "SessionEnded",
    "SignInRefused",
    "SmtpServerAway",
    "Status",
    "StatusAxis",
    "StatusCount",
    "SystemClock",
    "TimeWindow",
    "TrashFull",
    "TravelClock",
    "Unavailable",
    "UnsentLine",
    "UnsentMail",
    "UnsentReason",
    "Verdict",
    "VoterSession",
    "WindowState",
    "all_kept",
    "code_hint",
    "election_template",
    "load_election",
    "normalise_address",
    "say_countdown",
    "say_date",
    "say_date_and_time_of_mail",
    "say_duration",
    "say_moment",
    "say_short",
    "show_code",
    "toulouse_election",
    "typeset",
    "user_name_hint",
]


def __getattr__(name: str) -> Any:
    """Import the room of a public name at its first use."""
    if name in __all__:
        for room in import_module("models.rooms").ROOMS:
            value = getattr(import_module(room), name, None)
            if value is not None:
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
