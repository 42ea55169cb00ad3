"""« Mots de passe » of docs/securite.md; the policies themselves are tested beside their rules."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from argon2 import PasswordHasher

import models
from models import Election, Espace, MailboxSignInRefused, PasswordRefused, SignInRefused
from models.crypto.password_hashes import cost_of
from models.tables.accounts import AccountRequest, VoterAccount
from models.tables.mailboxes import Mailbox
from tests.models.clocks import HandClock
from tests.models.kept_passwords import keep_hashes
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    account_of,
    activate,
    open_box,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address
CHEAP = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
OUT_OF_BOUNDS = PasswordHasher(time_cost=11, memory_cost=8192, parallelism=1)


def test_longer_than_128_is_refused_with_its_reason_never_cut(espace: Espace) -> None:
    """At most 128; longer is refused with its reason, never cut."""
    longest = "Vq7-xB3é&kZ9_wPm" * 8
    activate(espace, "fdupont", longest)
    for other in (longest[:-1], longest + "x"):
        with pytest.raises(SignInRefused):
            sign_in(espace, "fdupont", other)
    with pytest.raises(PasswordRefused) as refusal:
        espace.account.create(FDUPONT, longest + "x", longest + "x", mailbox=None, source=SOURCE)
    assert any(check.label == "128 caractères au plus" for check in refusal.value.checks)


def test_length_is_counted_and_compared_after_nfc(espace: Espace) -> None:
    """Compared after NFC, so é typed as one or two code points is the same password."""
    composed = "Évêché, 7 blés mûrs près du gué : êtes-vous fée, âme ?" + "îôûàéèçÿùï" * 7
    spread = unicodedata.normalize("NFD", composed)
    assert len(composed) <= 128
    assert len(spread) > 128
    activate(espace, "fdupont", spread)
    assert sign_in(espace, "fdupont", composed).person.user_name == "fdupont"


@pytest.mark.parametrize("numen", ["16E0501234ABC", "16e0501234abc", "31-E07-00042-MNO"])
def test_the_numen_itself_is_refused(espace: Espace, numen: str) -> None:
    """The NUMEN itself is refused."""
    box = open_box(espace, "fdupont")
    mailbox = espace.mailbox.judge_password(numen, numen, mailbox=box)
    voter = espace.account.judge_password(numen, numen, address=FDUPONT, mailbox=box)
    for checks in (mailbox, voter):
        assert next(check.advice for check in checks if check.rule == "guessable") == (
            "retirez votre NUMEN"
        )


@pytest.mark.real_argon2
def test_the_stored_hash_has_the_cost_that_is_held(
    empty_election: Election, clock: HandClock
) -> None:
    """Argon2id, m = 19 456 KiB, t = 2, p = 1."""
    espace = Espace(empty_election, clock)
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox()
    with espace.context.connection():
        rows = (*VoterAccount.select(), *AccountRequest.select(), *Mailbox.select())
        stored = [row.password_hash for row in rows if row.password_hash]
    assert len(stored) == 9
    assert {cost_of(each) for each in stored} == {"$argon2id$v=19$m=19456,t=2,p=1"}
    espace.close()


@pytest.mark.real_argon2
def test_a_hash_of_another_cost_is_renewed_when_its_owner_comes(espace: Espace) -> None:
    """Rehash at login when the parameters change."""
    hashed = CHEAP.hash
    keep_hashes(espace, voter=hashed("Pastel9Cassoulet"), mailbox=hashed("16E0501234ABC"))
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", PASSWORD)
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    account = account_of(espace, sample("kbenali").address)
    assert account
    assert "$m=19456,t=2,p=1$" in account.password_hash
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    box = open_box(espace, "fdupont")
    with espace.context.connection():
        stored = Mailbox.get_by_id(box.mailbox_id).password_hash
    assert "$m=19456,t=2,p=1$" in stored
    assert open_box(espace, "fdupont").numen_in_use


def test_a_stored_hash_that_costs_too_much_is_refused_unrun(espace: Espace) -> None:
    """Stored parameters outside m ≤ 1 GiB, t ≤ 10, p ≤ 16 are refused before they are run."""
    hashed = OUT_OF_BOUNDS.hash
    keep_hashes(espace, voter=hashed("Pastel9Cassoulet"), mailbox=hashed("16E0501234ABC"))
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", "Pastel9Cassoulet")
    with pytest.raises(MailboxSignInRefused):
        open_box(espace, "fdupont")


def test_only_one_room_knows_the_hash() -> None:
    """Never more hashes at once on a machine than it has cores: every one passes by the slots."""
    root = Path(next(iter(models.__path__)))
    users = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("argon2")
    ]
    # The ceremony and the count open a share of the board, one at a time, on no kiosk.
    assert set(users) == {"crypto/password_hashes.py", "voting/share_files.py"}


def test_the_costs_of_the_election_file_are_those_used(espace: Espace) -> None:
    dearer = espace.election.security.changed(argon2_time=3)
    election = espace.election.changed(security=dearer)
    espace.close()
    other = Espace(election, espace.clock)
    sign_in(other, "kbenali", "Pastel9Cassoulet")
    account = account_of(other, sample("kbenali").address)
    assert account
    assert ",t=3," in account.password_hash
    other.close()
