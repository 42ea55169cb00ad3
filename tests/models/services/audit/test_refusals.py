"""What the audit chain calls a refusal."""

from __future__ import annotations

import inspect

import pytest

from models import Espace, errors
from models.errors import Refused
from models.services.audit.refusals import refusals_recorded
from models.tables.audit import AuditEvent

RECORDED = {
    "AddressRefused",
    "AddressTaken",
    "AlreadyAsked",
    "AlreadyVoted",
    "AnchorUnreadable",
    "ArchiveRefused",
    "AuthenticatorInUse",
    "AuthenticatorNeeded",
    "AwaitingConfirmation",
    "BackupLocked",
    "BackupUnusable",
    "BallotRefused",
    "CallOver",
    "CallerUnknown",
    "ChangeOver",
    "CountRefused",
    "CredentialsUnusable",
    "CurrentPasswordNeeded",
    "ElectorUnknown",
    "ExhaustedCode",
    "ExportUnusable",
    "FirstPasswordKept",
    "FollowCodeUnknown",
    "FollowingOver",
    "IdentifierRefused",
    "IncidentRefused",
    "KeysRefused",
    "LotRefused",
    "MailCodeRequired",
    "MailboxBlocked",
    "MailboxSignInRefused",
    "MalformedCode",
    "ManyRemovals",
    "MessageGone",
    "MomentRefused",
    "MustWait",
    "NoAlerts",
    "NoStaffCode",
    "NotOnTheRoll",
    "NothingToDo",
    "NoticeRefused",
    "NoticeReplaced",
    "OtherRequest",
    "OutputRefused",
    "OutsideWindow",
    "PasswordManagedElsewhere",
    "PasswordProofNeeded",
    "PasswordRefused",
    "PasswordTooWeak",
    "PresenceNeeded",
    "PurgeRefused",
    "ReasonNeeded",
    "ReasonRefused",
    "ReceiptUnknown",
    "ReferenceUnknown",
    "Refused",
    "RehearsalFailed",
    "RequestOver",
    "RestoreRefused",
    "ResultsNotReady",
    "RoleRefused",
    "RolesRefused",
    "RollChanged",
    "SamePerson",
    "SampleUnknown",
    "SchoolUnknown",
    "ScrutinUnknown",
    "SealRefused",
    "SessionExpired",
    "ShareFileRefused",
    "ShareRefused",
    "SignInRefused",
    "StaffNameRefused",
    "StaffSignInRefused",
    "StaffUnknown",
    "StaleCode",
    "TooManyMails",
    "TotpNeeded",
    "TrackerRefused",
    "TrackerUnknown",
    "TrashFull",
    "VoteNotPrepared",
    "VotePasswordRefused",
    "VoteSealed",
    "WeakStaffCode",
    "WindowClosed",
    "WindowNotOpen",
    "WorkStopped",
    "WrongCode",
    "WrongIdentifier",
    "WrongStaffCode",
    "WrongTotp",
}
"""Chains hold these words and are verified by them: an error that is renamed keeps its own, by
`refusals_recorded`."""


def test_each_refusal_is_recorded_under_the_word_that_chains_hold() -> None:
    kinds = {
        kind.__name__
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, Refused)
    }
    assert kinds == RECORDED


def test_a_refusal_is_recorded_by_its_act_and_its_word(espace: Espace) -> None:
    with (
        pytest.raises(errors.StaleCode),
        refusals_recorded(espace.context, "confirm_account", "a@b.fr", "kiosque"),
    ):
        raise errors.StaleCode
    with espace.context.connection():
        newest = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert newest.kind == "confirm_account/StaleCode"
