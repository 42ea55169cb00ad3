"""Everything that an agent may read has words."""

from __future__ import annotations

import re

import pytest

from models import CallState, Cause, DeskAct, Reason, Trouble
from models.rules.desk_acts import REASONS
from tests.architecture.source_tree import ROOT
from tui.desk.pictures import SHOWN, picture_for
from tui.desk.words import ACTS, CAUSES, EFFECTS, REASON_WORDS, STATES, event_words

RECORDED = re.compile(r'(?:record|refusals_recorded)\(\s*context,\s*"([a-z_/]+)"')
ABOUT_NOBODY = {
    "audit_export",
    "backup",
    "import_roll",
    "purge",
    "purge_expired",
    "refusals_left_out",
    "restore",
    "staff_disabled",
    "staff_password_changed",
    "staff_reset",
    "staff_sign_in",
    "staff_signed_in",
    "staff_totp_disabled",
    "staff_totp_enabled",
}
"""Kinds of events that are about no person of the roll."""
WITHOUT_SCREEN = {Trouble.DISABLED, Trouble.ADDRESS_CHANGES}
"""Whose account is disabled, or whose address changes, can only wait."""


def kinds() -> set[str]:
    """Return the kinds of events that the services write, as far as they are written out."""
    files = (ROOT / "models" / "services").rglob("*.py")
    return {kind for file in files for kind in RECORDED.findall(file.read_text(encoding="utf-8"))}


def test_all_that_is_chosen_has_words() -> None:
    assert set(ACTS) == set(EFFECTS) == set(DeskAct) == set(REASONS)
    assert set(CAUSES) == set(Cause)
    assert set(REASON_WORDS) == set(Reason)
    assert set(STATES) == set(CallState)


def test_every_event_about_a_person_is_said_in_french() -> None:
    found = kinds() - ABOUT_NOBODY
    assert {"create_account", "sign_in", "mailbox_opened", "desk_decide"} <= found
    for kind in found:
        for refused in ("", "/MustWait", "/Unavailable"):
            words = event_words(kind + refused)
            assert "_" not in words, kind
            assert "/" not in words, kind


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("desk_resend/mail_not_found", "renvoyer le code : le mail ne se trouve pas"),
        ("desk_ask_disable/taken_over", "désactiver le compte, demandé : quelqu'un d'autre"),
        ("desk_release/CallerUnknown", "lever les attentes : appelant non reconnu"),
        ("desk_caller/recognised", "appelant reconnu"),
        ("sign_in/MustWait", "accès à l'espace : doit attendre"),
        ("send_code/confirm", "mail de confirmation demandé"),
        ("release: perte de clé", "attentes levées par l'administration : perte de clé"),
    ],
)
def test_an_event_is_said_with_its_reason(kind: str, words: str) -> None:
    assert event_words(kind).startswith(words)


@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_every_diagnosis_has_its_screen_unless_there_is_only_to_wait(trouble: Trouble) -> None:
    lines = picture_for(trouble)
    assert bool(lines) is (trouble in SHOWN) is (trouble not in WITHOUT_SCREEN)
    assert all(len(line) <= 80 for line in lines)
    assert len(lines) <= 24
