"""Everything that an agent may read has words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models import (
    AccountStanding,
    CallState,
    Cause,
    CodeMail,
    CodeStanding,
    DeskAct,
    MailRefusal,
    Reason,
    Standing,
    Trouble,
    toulouse_election,
)
from models.rules.call_causes import LIKELY_CAUSES
from models.rules.desk_acts import REASONS
from models.rules.throttling import ONE_DAY
from tests.architecture.source_tree import ROOT
from tests.models.clocks import MORNING, HandClock
from tests.tui.desk.pictures import drawn
from tui.desk.path_words import WHY_REFUSED, path_lines
from tui.desk.pictures import SHOWN
from tui.desk.words import ACTS, CAUSES, EFFECTS, REASON_WORDS, STATES, event_words, source_words
from tui.visit.moments import Moments

RECORDED = re.compile(r'(?:record|refusals_recorded)\(\s*context,\s*"([a-z_/]+)"')
ABOUT_NOBODY = {
    "audit_export",
    "backup",
    "import_roll",
    "purge",
    "purge_expired",
    "refusals_left_out",
    "restore",
    "staff_code_asked",
    "staff_disabled",
    "staff_password_changed",
    "staff_reset",
    "staff_sign_in",
    "staff_signed_in",
    "staff_totp_disabled",
    "staff_totp_enabled",
}
"""Kinds of events that are about no person of the roll."""
WITHOUT_SCREEN = {
    Trouble.VOTE_OVER,
    Trouble.DISABLED,
    Trouble.ADDRESS_CHANGES,
    Trouble.ADDRESS_UNTOLD,
    Trouble.MAILBOX_MISSING,
    Trouble.NO_MAILBOX,
    Trouble.MAIL_DELAYED,
}
"""Whose account is disabled, whose address changes or is wrong, who has no mailbox: they wait."""


def kinds() -> set[str]:
    """Return the kinds of events that the services write, as far as they are written out."""
    files = (ROOT / "models" / "services").rglob("*.py")
    return {kind for file in files for kind in RECORDED.findall(file.read_text(encoding="utf-8"))}


def test_every_diagnosis_has_its_likely_cause() -> None:
    assert set(LIKELY_CAUSES) == set(Trouble)
    assert set(LIKELY_CAUSES.values()) <= set(CAUSES)


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
        ("ballot_taken/CTM", "a voté"),
        ("open_vote/WrongIdentifier", "accès à l'application de vote : identifiant de vote faux"),
        ("sign_in/MustWait", "accès à l'espace : doit attendre"),
        ("send_code/confirm", "mail de confirmation demandé"),
        ("release: perte de clé", "attentes levées par l'administration : perte de clé"),
    ],
)
def test_an_event_is_said_with_its_reason(kind: str, words: str) -> None:
    assert event_words(kind).startswith(words)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("kiosk:salle 12", "borne salle 12"),
        ("terminal:accueil", "terminal accueil"),
        ("ssh:fe80::1", "SSH fe80::1"),
        ("admin:root", "administration"),
        ("demo", "démonstration"),
        ("démonstration", "démonstration"),
        ("assistance:durand desk:ssh:10.31.4.7", "durand"),
        ("", ""),
    ],
)
def test_where_something_came_from_is_said_in_french(source: str, words: str) -> None:
    assert source_words(source) == words


@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_every_diagnosis_has_its_screen_unless_there_is_only_to_wait(trouble: Trouble) -> None:
    lines = drawn().for_trouble(trouble, toulouse_election().path)
    assert bool(lines) is (trouble in SHOWN) is (trouble not in WITHOUT_SCREEN)
    assert all(len(line) <= 80 for line in lines)
    assert len(lines) <= 24


def path_of(standing: Standing) -> str:
    """Return the path of a person as it is read."""
    moments = Moments(toulouse_election().calendar, HandClock(MORNING))
    lines = path_lines(standing, moments)
    return "\n".join(
        "".join(part if isinstance(part, str) else part[0] for part in line) for line in lines
    )


def awaited(
    left: int = 5, mail: CodeMail = CodeMail.SENT, refusal: MailRefusal | None = None
) -> Standing:
    """Return where somebody is who waits for a confirmation."""
    code = CodeStanding(MORNING, MORNING + ONE_DAY, True, left, 5, 5, mail, refusal=refusal)
    return Standing(account=AccountStanding.PENDING, created_at=MORNING, code=code)


@pytest.mark.parametrize(
    ("left", "said"), [(4, ", 4 essais sur 5"), (1, ", 1 essai sur 5"), (0, ", 0 essai sur 5")]
)
def test_tries_are_counted_in_french_and_with_their_limit(left: int, said: str) -> None:
    assert said in path_of(awaited(left))


def test_tries_are_no_matter_until_one_is_used_up() -> None:
    assert "essai" not in path_of(awaited())


@pytest.mark.parametrize("refusal", MailRefusal)
def test_why_a_mail_was_refused_is_said_and_fits_a_console(refusal: MailRefusal) -> None:
    path = path_of(awaited(mail=CodeMail.REFUSED, refusal=refusal))
    assert WHY_REFUSED.get(refusal, "le mail a été refusé") in path
    assert max(map(len, path.splitlines())) <= 80


def test_a_code_that_serves_no_more_is_not_promised() -> None:
    standing = replace(awaited(), account=AccountStanding.ACTIVE, codes_over=True)
    assert "aucun code ne peut plus servir" in path_of(standing)
    assert "exigé" not in path_of(replace(standing, mail_code_needed=True))
    since = replace(standing, signed_in_at=MORNING + ONE_DAY)
    assert "✓ Accès à l'espace électeur" in path_of(since)
