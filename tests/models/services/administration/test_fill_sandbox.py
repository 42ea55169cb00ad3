"""The sample people, each in the situation that the demonstration needs."""

from __future__ import annotations

import pytest

from models import SAMPLE_PEOPLE, AwaitingConfirmation, Election, Espace, SignInRefused
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from tests.models.clocks import HandClock, paris
from tests.models.steps import SOURCE, activate, open_box, room, sample, sign_in

ACCOUNTS = {"ifabre": "pending", "kbenali": "active", "hcazenave": "pending"}


@pytest.mark.parametrize("user_name", [person.user_name for person in SAMPLE_PEOPLE])
def test_each_opens_the_mailbox_with_the_numen(espace: Espace, user_name: str) -> None:
    box = open_box(espace, user_name)
    assert box.address == sample(user_name).address
    assert f"{box.person.first_name} {box.person.last_name}" == sample(user_name).name
    assert box.numen_in_use


def test_the_accounts_are_those_of_the_table(espace: Espace) -> None:
    with espace.context.connection():
        rows = VoterAccount.select(VoterAccount, Elector).join(Elector)
        assert {row.elector.uid: row.state for row in rows} == ACCOUNTS


def test_everything_is_still_to_do_for_fdupont(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    assert box.person.corps == "certifiée"
    assert not [line for line in espace.mailbox.list_folder(box).messages if line.from_election]
    assert len(espace.account.list_scrutins(activate(espace, "fdupont"))) == 4


def test_the_mailbox_of_jobriendarc_is_full(espace: Espace) -> None:
    quota = room(espace, open_box(espace, "jobriendarc"))
    assert quota.full
    assert 0.99 < quota.ratio <= 1


def test_jmartin1_is_a_homonym_of_the_haute_garonne(espace: Espace) -> None:
    assert open_box(espace, "jmartin1").address == "jean.martin1@ac-toulouse.fr"
    codes = [scrutin.code for scrutin in espace.account.list_scrutins(activate(espace, "jmartin1"))]
    assert codes == ["CTM", "CTA", "CAPN-pe", "CAPD-31"]


def test_the_code_of_ifabre_has_expired(espace: Espace) -> None:
    with pytest.raises(AwaitingConfirmation) as waiting:
        sign_in(espace, "ifabre", "Camelia4Tarbes")
    assert waiting.value.pending.expires_at < espace.clock.now()
    renewed = espace.account.resend_code(waiting.value.pending, source=SOURCE)
    assert renewed.expires_at == paris("2014-11-29 09:30")


def test_kbenali_has_an_active_account(espace: Espace) -> None:
    scrutins = espace.account.list_scrutins(sign_in(espace, "kbenali", "Pastel9Cassoulet"))
    assert [scrutin.short for scrutin in scrutins] == ["CTM", "CTA", "CAPN", "CAPA"]


def test_the_mailbox_of_hcazenave_is_flooded(espace: Espace) -> None:
    folder = espace.mailbox.list_folder(open_box(espace, "hcazenave"))
    assert len(folder.messages) == 60
    places = [number for number, line in enumerate(folder.messages) if line.from_election]
    assert len(places) == 1
    assert 10 < places[0] < 50
    with pytest.raises(AwaitingConfirmation) as waiting:
        sign_in(espace, "hcazenave", "Bruyere6Causses")
    assert waiting.value.pending.expires_at > espace.clock.now()


@pytest.mark.parametrize(
    "moment", ["2014-09-15", "2014-09-22", "2014-11-27 09:00", "2014-12-04 16:30", "2014-12-06"]
)
def test_a_demonstration_starts_at_any_moment(empty_election: Election, moment: str) -> None:
    espace = Espace(empty_election, HandClock(paris(moment)))
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox()
    assert open_box(espace, "kbenali").person.first_name == "Karim"
    assert espace.administration.verify_audit().first_fault is None
    espace.close()


def test_an_account_that_was_never_created_is_refused(espace: Espace) -> None:
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", "Camelia4Tarbes")
