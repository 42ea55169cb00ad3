"""A visit that has opened its mailbox is the owner's: what strangers do does not stand in its way.

Each test attacks as the audit of the accounts did; the numbers are those of docs/securite.md.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models import (
    AddressRefused,
    AwaitingConfirmation,
    CurrentPasswordNeeded,
    Election,
    Espace,
    ExhaustedCode,
    MailboxSession,
    MailboxSignInRefused,
    MailCodeRequired,
    MustWait,
    OtherRequest,
    PasswordProofNeeded,
    PendingCode,
    ReasonRefused,
    SessionExpired,
    SignInRefused,
    StaleCode,
    TooManyMails,
    WrongCode,
)
from models.crypto.password_hashes import PasswordHashes
from models.services.audit.refusals import MOST_EVENTS
from models.services.mailbox.opening import _may_be_known
from models.services.shared.counts import Tried
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    STRANGER,
    WRONG_CODE,
    code_in,
    newest_from_election,
    open_box,
    put_wrong_tries,
    sample,
)

FDUPONT = sample("fdupont").address
KBENALI = sample("kbenali").address
RIGHT = "Pastel9Cassoulet"
ATTACKER = "borne de l'attaquant"


def ask(
    espace: Espace,
    password: str,
    mailbox: MailboxSession | None = None,
    source: str = ATTACKER,
    address: str = FDUPONT,
) -> PendingCode:
    """Ask for an account and have its mail sent."""
    pending = espace.account.create(address, password, password, mailbox=mailbox, source=source)
    espace.administration.send_waiting_mail()
    return pending


def code_for(espace: Espace, box: MailboxSession) -> str:
    """Return the code of the newest mail."""
    return code_in(newest_from_election(espace, box))


def flood(act: Callable[[], object], clock: HandClock, times: int = 12) -> None:
    """Ask again and again, 61 s apart, whatever is answered."""
    refused = 0
    for _ in range(times):
        try:
            act()
        except MustWait:
            refused += 1
        clock.pass_by(seconds=61)
    assert refused, "nothing was refused"


def test_five_creations_by_a_stranger_keep_nobody_from_creating(
    espace: Espace, clock: HandClock
) -> None:
    flood(lambda: ask(espace, OTHER_PASSWORD), clock)
    box = open_box(espace, "fdupont")
    pending = ask(espace, PASSWORD, box, SOURCE)
    session = espace.account.confirm(pending, code_for(espace, box), mailbox=box, source=SOURCE)
    assert session.person.address == FDUPONT
    with pytest.raises(SignInRefused):
        espace.account.sign_in(FDUPONT, OTHER_PASSWORD, source="ailleurs")


def test_a_forgotten_password_asked_for_by_strangers_is_still_the_owner_s_to_ask_for(
    espace: Espace, clock: HandClock
) -> None:
    flood(lambda: espace.account.ask_password_code(KBENALI, source=ATTACKER), clock)
    box = open_box(espace, "kbenali")
    pending = espace.account.ask_password_code(KBENALI, mailbox=box, source=SOURCE)
    espace.administration.send_waiting_mail()
    session = espace.account.renew_password(
        pending, code_for(espace, box), PASSWORD, PASSWORD, mailbox=box, source=SOURCE
    )
    assert session.person.address == KBENALI


def test_a_stranger_is_told_that_the_mailbox_helps(espace: Espace, clock: HandClock) -> None:
    for _ in range(3):
        ask(espace, OTHER_PASSWORD)
        clock.pass_by(seconds=61)
    with pytest.raises(MustWait, match="Ouvrez d'abord votre messagerie ici"):
        ask(espace, OTHER_PASSWORD)


def test_an_address_of_nobody_has_the_same_budget(espace: Espace, clock: HandClock) -> None:
    for _ in range(3):
        ask(espace, OTHER_PASSWORD, address=STRANGER)
        clock.pass_by(seconds=61)
    with pytest.raises(MustWait):
        ask(espace, OTHER_PASSWORD, address=STRANGER)


def test_the_owner_has_five_mails_a_day_of_their_own(espace: Espace, clock: HandClock) -> None:
    box = open_box(espace, "fdupont")
    for _ in range(5):
        ask(espace, PASSWORD, box)
        clock.pass_by(seconds=61)
    with pytest.raises(MustWait):
        ask(espace, PASSWORD, box)


def test_wrong_codes_of_strangers_do_not_end_the_owner_s_code(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    pending = ask(espace, PASSWORD, box, SOURCE)
    code = code_for(espace, box)
    clock.pass_by(seconds=61)
    attacker = ask(espace, OTHER_PASSWORD)

    def guess() -> None:
        espace.account.confirm(attacker, WRONG_CODE, password=OTHER_PASSWORD, source=ATTACKER)

    for _ in range(5):
        with pytest.raises(WrongCode):
            guess()
    with pytest.raises(ExhaustedCode):
        guess()
    session = espace.account.confirm(pending, code, mailbox=box, source=SOURCE)
    assert session.person.address == FDUPONT


def test_requests_wait_side_by_side_and_the_confirmed_one_ends_the_others(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    owner = ask(espace, PASSWORD, box, SOURCE)
    first = code_for(espace, box)
    clock.pass_by(seconds=61)
    attacker = ask(espace, OTHER_PASSWORD)
    second = code_for(espace, box)
    assert first != second
    with pytest.raises(OtherRequest):
        espace.account.confirm(owner, second, mailbox=box, source=SOURCE)
    espace.account.confirm(owner, first, mailbox=box, source=SOURCE)
    with pytest.raises(SignInRefused):
        espace.account.sign_in(FDUPONT, OTHER_PASSWORD, source=ATTACKER)
    with pytest.raises(StaleCode, match="La demande de ce code a pris fin"):
        espace.account.confirm(attacker, second, password=OTHER_PASSWORD, source=ATTACKER)


def test_who_asks_again_and_again_puts_an_end_to_their_own_requests(
    election: Election, clock: HandClock
) -> None:
    """Somebody who has not opened their mailbox yet keeps their place among three."""
    many = election.security.changed(stranger_mails_per_day=20)
    espace = Espace(election.changed(security=many), clock)
    hers = ask(espace, PASSWORD, source="borne de Françoise")
    box = open_box(espace, "fdupont")
    code = code_for(espace, box)
    for _ in range(4):
        clock.pass_by(seconds=61)
        ask(espace, OTHER_PASSWORD)
    session = espace.account.confirm(hers, code, password=PASSWORD, source=SOURCE)
    assert session.person.address == FDUPONT
    espace.close()


def test_a_stranger_s_request_is_confirmed_by_its_password_alone(espace: Espace) -> None:
    """Who reads the code elsewhere, and types it where a stranger has left the screen, is asked."""
    pending = espace.account.create(
        FDUPONT, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source=ATTACKER
    )
    espace.administration.send_waiting_mail()
    code = code_for(espace, open_box(espace, "fdupont"))
    with pytest.raises(PasswordProofNeeded):
        espace.account.confirm(pending, code, source=ATTACKER)


def test_a_password_of_one_s_own_does_not_tell_who_is_on_the_roll(espace: Espace) -> None:
    """Whoever creates an account in the name of another knows its password."""

    def answers(address: str) -> list[type[Exception]]:
        found: list[type[Exception]] = []
        place = f"{ATTACKER} {address}"
        pending = ask(espace, OTHER_PASSWORD, source=place, address=address)
        acts: list[Callable[[], object]] = [
            lambda: espace.account.sign_in(address, OTHER_PASSWORD, source=place),
            *[
                lambda: espace.account.confirm(
                    pending, WRONG_CODE, password=OTHER_PASSWORD, source=place
                )
            ]
            * 6,
            lambda: espace.account.sign_in(address, OTHER_PASSWORD, source=place),
        ]
        for act in acts:
            try:
                act()
            except Exception as error:
                found.append(type(error))
        return found

    told = answers(STRANGER)
    assert told[0] is SignInRefused
    assert answers(FDUPONT) == answers(KBENALI) == told


def followed_in_her_mailbox(espace: Espace) -> tuple[MailboxSession, PendingCode]:
    """Ask for an account outside of its mailbox; open that, and follow the link of the mail."""
    ask(espace, PASSWORD, source=SOURCE)
    box = open_box(espace, "fdupont")
    link = newest_from_election(espace, box).link
    assert link
    return box, espace.account.follow_link(box, link, source=SOURCE)


def test_another_mail_for_a_stranger_s_request_gives_the_owner_five_tries(
    espace: Espace, clock: HandClock
) -> None:
    """She created her account before she opened her mailbox, and follows the link of its mail."""
    box, pending = followed_in_her_mailbox(espace)
    for _ in range(5):
        with pytest.raises(WrongCode):
            espace.account.confirm(
                pending, WRONG_CODE, password=PASSWORD, mailbox=box, source=SOURCE
            )
    clock.pass_by(seconds=61)
    pending = espace.account.resend_code(pending, mailbox=box, source=SOURCE)
    espace.administration.send_waiting_mail()
    code = code_for(espace, box)
    session = espace.account.confirm(pending, code, password=PASSWORD, mailbox=box, source=SOURCE)
    assert session.person.address == FDUPONT


def test_when_a_request_has_had_its_mails_the_owner_is_told_to_make_another(
    espace: Espace, clock: HandClock
) -> None:
    box, pending = followed_in_her_mailbox(espace)
    for _ in range(2):
        clock.pass_by(seconds=61)
        espace.account.resend_code(pending, mailbox=box, source=SOURCE)
    clock.pass_by(seconds=61)
    with pytest.raises(MustWait, match="Créez votre compte de nouveau"):
        espace.account.resend_code(pending, mailbox=box, source=SOURCE)
    ask(espace, PASSWORD, box, SOURCE)


def test_the_link_of_a_stranger_s_request_leaves_the_owner_s_alone(
    espace: Espace, clock: HandClock
) -> None:
    """It is the newest mail, and her password would not be the one that was chosen for it."""
    box = open_box(espace, "fdupont")
    hers = ask(espace, PASSWORD, box, SOURCE)
    own_link = newest_from_election(espace, box).link
    clock.pass_by(seconds=61)
    ask(espace, OTHER_PASSWORD)
    link = newest_from_election(espace, box).link
    assert link
    assert own_link
    with pytest.raises(OtherRequest, match="autre demande"):
        espace.account.follow_link(box, link, pending=hers, source=SOURCE)
    followed = espace.account.follow_link(box, own_link, pending=hers, source=SOURCE)
    assert followed.proof == hers.proof
    session = espace.account.confirm(followed, own_link, mailbox=box, source=SOURCE)
    assert session.person.address == FDUPONT


def test_another_mail_for_a_stranger_s_request_is_none_of_the_owner_s_five(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    ask(espace, OTHER_PASSWORD)
    link = newest_from_election(espace, box).link
    assert link
    pending = espace.account.follow_link(box, link, source=SOURCE)
    flood(lambda: espace.account.resend_code(pending, mailbox=box, source=SOURCE), clock, times=6)
    for _ in range(5):
        ask(espace, PASSWORD, box, SOURCE)
        clock.pass_by(seconds=61)


def test_the_owner_s_password_is_found_beside_later_requests(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    ask(espace, PASSWORD, box, SOURCE)
    clock.pass_by(seconds=61)
    ask(espace, OTHER_PASSWORD)
    for source in ("chez elle", ATTACKER):
        with pytest.raises(AwaitingConfirmation):
            espace.account.sign_in(FDUPONT, PASSWORD, source=source)
    with pytest.raises(SignInRefused):
        espace.account.sign_in(FDUPONT, OTHER_PASSWORD, source=ATTACKER)


def test_a_mail_of_a_stranger_s_request_does_not_replace_the_owner_s(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    pending = espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)
    espace.account.create(FDUPONT, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source=ATTACKER)
    espace.administration.send_waiting_mail()
    folder = espace.mailbox.list_folder(box)
    mails = [
        espace.mailbox.read(box, each.message_id) for each in folder.messages if each.from_election
    ]
    outcomes = set()
    for mail in mails:
        try:
            espace.account.confirm(pending, code_in(mail), mailbox=box, source=SOURCE)
            outcomes.add("confirmed")
        except OtherRequest:
            outcomes.add("another's")
    assert outcomes == {"confirmed", "another's"}


def test_wrong_passwords_of_strangers_do_not_make_the_owner_wait(
    espace: Espace, clock: HandClock
) -> None:
    """A hundred of them took 22 h 36, and then a mail was needed as well."""
    put_wrong_tries(espace, Tried.VOTER, KBENALI, 100)
    with pytest.raises(MailCodeRequired):
        espace.account.sign_in(KBENALI, RIGHT, source=ATTACKER)
    box = open_box(espace, "kbenali")
    session = espace.account.sign_in(KBENALI, RIGHT, mailbox=box, source=SOURCE)
    assert session.person.address == KBENALI


def test_a_source_that_was_right_before_does_not_wait_for_the_tries_of_others(
    espace: Espace,
) -> None:
    espace.account.sign_in(KBENALI, RIGHT, source=SOURCE)
    put_wrong_tries(espace, Tried.VOTER, KBENALI, 100)
    with pytest.raises(MailCodeRequired):
        espace.account.sign_in(KBENALI, RIGHT, source=ATTACKER)
    assert espace.account.sign_in(KBENALI, RIGHT, source=SOURCE).person.address == KBENALI
    for _ in range(3):
        with pytest.raises(SignInRefused):
            espace.account.sign_in(KBENALI, PASSWORD, source=SOURCE)
    with pytest.raises(MustWait):
        espace.account.sign_in(KBENALI, RIGHT, source=SOURCE)


def test_wrong_tries_of_a_mailbox_make_only_their_own_place_wait(
    espace: Espace, clock: HandClock
) -> None:
    """Before she has opened it nobody is its owner: four tries an hour shut it for ever."""
    for name in ("fdupont", FDUPONT):
        for _ in range(12):
            wrong_mailbox_try(espace, clock, name)
    for _ in range(4):
        wrong_mailbox_try(espace, clock, "fdupont")
        assert open_box(espace, "fdupont").address == FDUPONT
    with pytest.raises(MustWait):
        espace.mailbox.open("fdupont", sample("fdupont").numen, source=ATTACKER)


def wrong_mailbox_try(espace: Espace, clock: HandClock, name: str) -> None:
    """Try as soon as a try is allowed."""
    while True:
        try:
            espace.mailbox.open(name, "Faux-2014-x", source=ATTACKER)
        except MustWait as wait:
            clock.go(wait.until)
        except MailboxSignInRefused:
            return


def test_however_often_a_mailbox_was_tried_each_place_has_one_try(
    espace: Espace, clock: HandClock
) -> None:
    put_wrong_tries(espace, Tried.MAILBOX, "fdupont", 100)
    with pytest.raises(MailboxSignInRefused):
        espace.mailbox.open("fdupont", "Faux-2014-x", source=ATTACKER)
    with pytest.raises(MustWait) as wait:
        espace.mailbox.open("fdupont", "Faux-2014-x", source=ATTACKER)
    assert (wait.value.until - clock.now()).total_seconds() == 15 * 60
    assert open_box(espace, "fdupont").address == FDUPONT


def test_mails_and_codes_of_strangers_are_counted_at_each_place(
    espace: Espace, clock: HandClock
) -> None:
    """Somebody who cannot open their mailbox here still gets a mail, and five tries."""
    flood(lambda: espace.account.ask_password_code(KBENALI, source=ATTACKER), clock, times=4)
    attackers = espace.account.ask_password_code(KBENALI, source="une autre borne de l'attaquant")
    for _ in range(5):
        with pytest.raises(WrongCode):
            espace.account.renew_password(
                attackers, WRONG_CODE, PASSWORD, PASSWORD, mailbox=None, source=ATTACKER
            )
    clock.pass_by(seconds=61)
    pending = espace.account.ask_password_code(KBENALI, source="chez lui")
    espace.administration.send_waiting_mail()
    code = code_for(espace, open_box(espace, "kbenali"))
    session = espace.account.renew_password(
        pending, code, PASSWORD, PASSWORD, mailbox=None, source="chez lui"
    )
    assert session.person.address == KBENALI


def test_strangers_of_all_places_fill_nobody_s_mailbox(espace: Espace, clock: HandClock) -> None:
    sent = 0
    for number in range(30):
        try:
            espace.account.ask_password_code(KBENALI, source=f"borne {number}")
            sent += 1
        except MustWait:
            pass
    assert sent == 12
    box = open_box(espace, "kbenali")
    espace.account.ask_password_code(KBENALI, mailbox=box, source=SOURCE)


def test_a_creation_that_its_source_may_not_ask_for_costs_no_hash(
    espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = PasswordHashes.make

    def counted(self: PasswordHashes, password: str) -> str:
        made.append(password)
        return make(self, password)

    monkeypatch.setattr(PasswordHashes, "make", counted)
    refused = 0
    for number in range(30):
        try:
            ask(espace, PASSWORD, address=f"p{number}@ac-toulouse.fr")
        except MustWait:
            refused += 1
    assert (refused, len(made)) == (20, 10)


def test_what_is_refused_again_and_again_does_not_fill_the_audit_chain(
    espace: Espace, clock: HandClock
) -> None:
    before = espace.administration.verify_audit().events
    for number in range(MOST_EVENTS + 60):
        with pytest.raises(AddressRefused):
            espace.account.ask_password_code(f"p{number}@ailleurs.fr", source=ATTACKER)
    assert espace.administration.verify_audit().events == before + MOST_EVENTS
    with pytest.raises(SignInRefused):
        espace.account.sign_in(KBENALI, OTHER_PASSWORD, source=ATTACKER)
    with pytest.raises(AddressRefused):
        espace.account.ask_password_code("p@ailleurs.fr", source=SOURCE)
    assert espace.administration.verify_audit().events == before + MOST_EVENTS + 2
    clock.pass_by(minutes=11)
    with pytest.raises(AddressRefused):
        espace.account.ask_password_code("p@ailleurs.fr", source=ATTACKER)
    with espace.context.connection():
        kinds = [event.kind for event in AuditEvent.select().order_by(AuditEvent.sequence)]
    assert kinds[-2] == "refusals_left_out/60"


def test_one_source_cannot_flood_the_mails_of_everybody(espace: Espace) -> None:
    waits = []
    for number in range(30):
        try:
            espace.account.ask_password_code(f"p{number}@ac-toulouse.fr", source=ATTACKER)
        except MustWait as refusal:
            waits.append((refusal.until - espace.clock.now()).total_seconds())
    assert len(waits) == 20
    assert max(waits) <= 60
    espace.account.ask_password_code(KBENALI, source=SOURCE)


def test_a_refusal_does_not_tell_who_is_on_the_roll(espace: Espace) -> None:
    """Three wrong passwords for an address made its user name wait, if it was an elector's."""

    def answers(address: str, user_name: str) -> list[type[Exception]]:
        kinds: list[type[Exception]] = []
        for name in (address, address, address, user_name):
            try:
                espace.mailbox.open(name, "pas-le-bon-1", source=f"{ATTACKER} {address}")
            except Exception as error:
                kinds.append(type(error))
        return kinds

    assert answers(FDUPONT, "fdupont") == answers(STRANGER, "pinconnue")


@pytest.mark.parametrize(
    "name",
    [
        *("fdupont@x1", "fdupont@exemple.fr", "fdupont@", "fdupont@x7@ac-toulouse.fr"),
        *("fdupont%x1", "academie\\fdupont", "academie/fdupont/x1", "fdupont\u034f"),
        *("fdupont%x1@ac-toulouse.fr", "a/fdupont@ac-toulouse.fr"),
    ],
)
def test_another_way_to_write_a_name_is_no_other_count(espace: Espace, name: str) -> None:
    assert not _may_be_known(espace.context, name)
    with pytest.raises(MailboxSignInRefused):
        espace.mailbox.open(name, sample("fdupont").numen, source=ATTACKER)


def test_another_password_ends_the_other_sessions_of_a_mailbox(
    espace: Espace, clock: HandClock
) -> None:
    thief = open_box(espace, "fdupont")
    owner = open_box(espace, "fdupont")
    changed = espace.mailbox.change_password(owner, "Camion-bleu7", "Camion-bleu7", source=SOURCE)
    acts: tuple[Callable[[], object], ...] = (
        lambda: espace.mailbox.list_folder(thief),
        lambda: espace.mailbox.delete_read(thief),
        lambda: espace.mailbox.empty_trash(thief),
        lambda: espace.mailbox.change_password(
            thief, "Volee-2014x", "Volee-2014x", source=ATTACKER
        ),
    )
    for act in acts:
        with pytest.raises(SessionExpired):
            act()
    for _ in range(3):
        ask(espace, OTHER_PASSWORD, thief)
        clock.pass_by(seconds=61)
    with pytest.raises(MustWait):
        ask(espace, OTHER_PASSWORD, thief)
    assert espace.mailbox.list_folder(changed).messages


def test_a_visit_that_was_left_open_cannot_change_the_password(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    clock.pass_by(minutes=3)
    change = espace.mailbox.change_password
    with pytest.raises(CurrentPasswordNeeded, match="mot de passe actuel"):
        change(box, "Camion-bleu7", "Camion-bleu7", source=ATTACKER)
    with pytest.raises(CurrentPasswordNeeded, match="Ce n'est pas"):
        change(box, "Camion-bleu7", "Camion-bleu7", current="Faux-2014", source=ATTACKER)
    numen = sample("fdupont").numen
    changed = change(box, "Camion-bleu7", "Camion-bleu7", current=numen, source=SOURCE)
    assert espace.mailbox.list_folder(changed).messages


def test_an_administrator_gives_an_address_its_tries_and_mails_back(
    espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, "fdupont")
    for _ in range(5):
        ask(espace, PASSWORD, box)
        clock.pass_by(seconds=61)
    with pytest.raises(MustWait):
        ask(espace, PASSWORD, box)
    put_wrong_tries(espace, Tried.VOTER, FDUPONT, 100)
    report = espace.administration.release(FDUPONT, reason="appel du 28 novembre", source="admin")
    assert (report.waits, report.mails) == (1, 5)
    with pytest.raises(ReasonRefused, match="sans nom"):
        espace.administration.release(FDUPONT, reason="appel de Dupont", source="admin")
    ask(espace, PASSWORD, box)
    with pytest.raises(SignInRefused):
        espace.account.sign_in(FDUPONT, OTHER_PASSWORD, source=ATTACKER)
    with espace.context.connection():
        kinds = [event.kind for event in AuditEvent.select()]
    assert "release: appel du 28 novembre" in kinds
    assert espace.administration.verify_audit().first_fault is None


def test_an_administrator_ends_the_wait_at_a_place_where_the_password_was_right_before(
    espace: Espace,
) -> None:
    espace.account.sign_in(KBENALI, RIGHT, source=SOURCE)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            espace.account.sign_in(KBENALI, PASSWORD, source=SOURCE)
    with pytest.raises(MustWait):
        espace.account.sign_in(KBENALI, RIGHT, source=SOURCE)
    espace.administration.release(KBENALI, reason="appel", source="admin")
    assert espace.account.sign_in(KBENALI, RIGHT, source=SOURCE).person.address == KBENALI


def test_masses_of_mails_wait_for_who_has_opened_a_mailbox_and_are_reported(
    election: Election, clock: HandClock
) -> None:
    """A ceiling of mails an hour for the whole election, and an alarm before it is reached."""
    few = election.security.changed(mails_per_hour=5, source_requests=1_000)
    espace = Espace(election.changed(security=few), clock)
    for number in range(3):
        ask(espace, PASSWORD, source=f"{number}", address=f"inconnue{number}@ac-toulouse.fr")
    assert not espace.administration.count_progress().mails.many
    ask(espace, PASSWORD, source="3", address="inconnue3@ac-toulouse.fr")
    mails = espace.administration.count_progress().mails
    assert (mails.last_hour, mails.most_an_hour, mails.many) == (4, 5, True)
    ask(espace, PASSWORD, source="4", address="inconnue4@ac-toulouse.fr")
    with pytest.raises(TooManyMails, match="Ouvrez d'abord votre messagerie") as refusal:
        ask(espace, PASSWORD, source="5")
    assert refusal.value.until > clock.now()
    box = open_box(espace, "fdupont")
    ask(espace, PASSWORD, box, source="6")
    assert code_for(espace, box)
    clock.pass_by(minutes=61)
    ask(espace, PASSWORD, source="7", address=KBENALI)
    espace.close()
