"""The domain of the election, and its one door: what another package may import.

Names are resolved at first use, so that importing the door costs nothing: a
terminal paints its first screen before the database is reached.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.clock import Clock, SystemClock, TravelClock
    from models.config import Election
    from models.data.samples import SAMPLE_PEOPLE, SamplePerson
    from models.election_file import election_template, load_election, toulouse_election
    from models.errors import (
        DatabaseAway,
        DatabaseBusy,
        DatabaseTooNew,
        DiskFull,
        ElectionFileError,
        EspaceError,
        KeysMissing,
        MigrationsPending,
        NotASandbox,
        RollError,
        Unavailable,
    )
    from models.espace import Espace
    from models.mail_views import (
        Folder,
        FolderName,
        MailboxSession,
        MailFate,
        Message,
        MessageSummary,
        Quota,
        Sending,
    )
    from models.refusals import (
        AddressRefused,
        AwaitingConfirmation,
        CodeDead,
        CodeMisshapen,
        CodeNeeded,
        CodeRefused,
        CodeStale,
        MailboxSignInRefused,
        MessageGone,
        MustWait,
        NotYetOpen,
        NowClosed,
        PasswordProofNeeded,
        PasswordRefused,
        Refused,
        SessionEnded,
        SignInRefused,
    )
    from models.rules.addresses import normalise_address
    from models.rules.calendar import Calendar, ScrutinState, TimeWindow, WindowState
    from models.rules.checks import RuleCheck, Verdict, all_kept
    from models.rules.codes import code_hint, show_code
    from models.rules.french_dates import (
        say_countdown,
        say_date,
        say_date_and_time_of_mail,
        say_duration,
        say_moment,
        say_short,
    )
    from models.rules.typography import typeset
    from models.rules.user_names import user_name_hint
    from models.views import (
        AuditReport,
        CodePurpose,
        ImportReport,
        PendingCode,
        Person,
        ScrutinView,
        VoterSession,
    )

_ROOMS = (
    "models.errors",
    "models.refusals",
    "models.clock",
    "models.rules.calendar",
    "models.rules.checks",
    "models.rules.typography",
    "models.rules.french_dates",
    "models.rules.addresses",
    "models.rules.codes",
    "models.rules.user_names",
    "models.config",
    "models.election_file",
    "models.data.samples",
    "models.views",
    "models.mail_views",
    "models.espace",
)
"""Where the names come from; what the first screen needs comes first."""

__all__ = [
    "SAMPLE_PEOPLE",
    "AddressRefused",
    "AuditReport",
    "AwaitingConfirmation",
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
    "Folder",
    "FolderName",
    "ImportReport",
    "KeysMissing",
    "MailFate",
    "MailboxSession",
    "MailboxSignInRefused",
    "Message",
    "MessageGone",
    "MessageSummary",
    "MigrationsPending",
    "MustWait",
    "NotASandbox",
    "NotYetOpen",
    "NowClosed",
    "PasswordProofNeeded",
    "PasswordRefused",
    "PendingCode",
    "Person",
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
    "SystemClock",
    "TimeWindow",
    "TravelClock",
    "Unavailable",
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
        for room in _ROOMS:
            value = getattr(import_module(room), name, None)
            if value is not None:
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
