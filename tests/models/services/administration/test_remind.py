"""Who has not activated their account, and the mail that reminds them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from models import (
    PEOPLE_COLUMNS,
    ElectionFileError,
    Espace,
    MailState,
    RemindReport,
    WindowClosed,
    WindowNotOpen,
    election_template,
    people_row,
)
from models.mail.reminder_letter import reminder_letter
from models.settings.reading import parse_election
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mails import LAST, WaitingMail
from tests.models.clocks import HandClock, paris
from tests.models.desk.test_own_dates import FIRST, codes_of, with_first_closing
from tests.models.steps import (
    SOURCE,
    activate,
    create,
    election_mail,
    newest_code,
    open_box,
    sample,
    set_state,
)

NAME = "fdupont"


def listed(espace: Espace, *, uai: str = "", by_school: bool = False) -> list[str]:
    found = espace.administration.list_not_activated(uai=uai, by_school=by_school, source=SOURCE)
    return [one.uid for one in found]


def remind(espace: Espace, *, yes: bool = True, uai: str = "") -> RemindReport:
    return espace.administration.remind(uai=uai, dry_run=not yes, source=SOURCE)


def mails(espace: Espace) -> list[WaitingMail]:
    with espace.context.connection():
        return list(WaitingMail.select().where(WaitingMail.priority == LAST))


def test_who_has_no_confirmed_account_is_listed(espace: Espace) -> None:
    assert "kbenali" not in listed(espace), "an account that is active from the start"
    assert NAME in listed(espace)
    activate(espace, NAME)
    assert NAME not in listed(espace)
    set_state(espace, "kbenali", "disabled")
    assert "kbenali" not in listed(espace), "no reminder is meant for them"


def test_what_is_known_of_them_helps_whoever_reminds_them(espace: Espace) -> None:
    create(espace, sample(NAME).address)
    open_box(espace, NAME)
    (found,) = (
        one for one in espace.administration.list_not_activated(source=SOURCE) if one.uid == NAME
    )
    assert (found.mail, found.pending, found.opened) == (sample(NAME).address, True, True)
    assert "Dupont" not in repr(found)
    row = dict(zip(PEOPLE_COLUMNS, people_row(found), strict=True))
    assert (row["compte"], row["messagerie"]) == ("à confirmer", "ouverte")


def test_a_list_is_of_one_school_or_in_the_order_of_schools(espace: Espace) -> None:
    with espace.context.connection():
        schools = {row.uid: row.uai for row in Elector.select()}
    uais = [schools[uid] for uid in listed(espace, by_school=True)]
    assert uais == sorted(uais)
    assert set(listed(espace, uai=schools[NAME])) == {
        uid for uid in listed(espace) if schools[uid] == schools[NAME]
    }


def test_a_formula_in_a_name_is_none_in_the_file(espace: Espace) -> None:
    with espace.context.transaction():
        Elector.update(last_name="=1+1").where(Elector.uid == NAME).execute()
    text = io.StringIO()
    csv.writer(text).writerows(
        people_row(one) for one in espace.administration.list_not_activated(source=SOURCE)
    )
    assert "'=1+1" in text.getvalue()
    assert ",=1+1" not in text.getvalue()


def test_that_people_were_listed_is_in_the_audit_chain(espace: Espace) -> None:
    listed(espace)
    with espace.context.connection():
        last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert (last.kind, last.source) == ("people_listed/not_activated", SOURCE)


def test_a_trial_writes_nothing_and_shows_the_letter(espace: Espace) -> None:
    report = remind(espace, yes=False)
    assert (report.done, report.written, report.left) == (False, len(listed(espace)), 0)
    assert report.subject == "Activez votre compte électeur"
    assert "Bonjour," in report.body
    assert "{" not in report.body
    assert mails(espace) == []


def test_each_person_is_reminded_once_a_day(espace: Espace, clock: HandClock) -> None:
    number = len(listed(espace))
    assert remind(espace).written == number
    again = remind(espace)
    assert (again.written, again.reminded_today) == (0, number)
    assert len(mails(espace)) == number
    clock.pass_by(hours=24)
    assert remind(espace).written == number


def test_who_is_active_gets_none_and_a_needless_one_is_withdrawn(espace: Espace) -> None:
    pending = create(espace, sample(NAME).address)
    code = newest_code(espace, NAME)
    remind(espace)
    assert sample("kbenali").address not in {mail.recipient for mail in mails(espace)}
    espace.account.confirm(pending, code, source=SOURCE)
    (theirs,) = (mail for mail in mails(espace) if mail.recipient == sample(NAME).address)
    assert theirs.state == MailState.REFUSED
    assert theirs.body is None


def test_a_reminder_arrives_in_the_words_of_the_file(espace: Espace) -> None:
    remind(espace)
    while espace.administration.send_waiting_mail().total:
        pass
    message = election_mail(espace, NAME)
    assert message.summary.subject == "Activez votre compte électeur"
    assert "n'est pas encore activé" in message.body.replace("\n", " ")
    assert message.link is None


def test_half_of_the_mails_of_an_hour_stay_for_codes(espace: Espace, clock: HandClock) -> None:
    number = len(listed(espace))
    small = espace.election.security.changed(mails_per_hour=4)
    few = Espace(espace.election.changed(security=small), clock)
    first = remind(few)
    assert (first.written, first.left) == (2, number - 2)
    assert remind(few).written == 0
    clock.pass_by(hours=1, minutes=1)
    assert remind(few).written == 2
    assert len({mail.recipient for mail in mails(few)}) == 4
    few.close()


@pytest.mark.parametrize(
    ("moment", "refusal"),
    [("2014-09-21 12:00", WindowNotOpen), ("2014-12-05 12:00", WindowClosed)],
)
def test_nobody_is_reminded_while_accounts_are_closed(
    espace: Espace, clock: HandClock, moment: str, refusal: type[WindowNotOpen]
) -> None:
    clock.go(paris(moment))
    with pytest.raises(refusal, match="rappel"):
        remind(espace)
    assert mails(espace) == []


def test_the_letter_has_the_dates_of_the_person_and_is_not_for_whose_vote_is_over(
    espace: Espace, clock: HandClock
) -> None:
    codes = codes_of(espace, NAME)
    own = Espace(with_first_closing(espace.election, *codes[:1]), clock)
    plain = re.sub(r"\s+", " ", remind(own, yes=False).body)
    assert "du 27 novembre à 10 h au 4 décembre à 17 h, selon le scrutin" in plain
    assert "le premier des vôtres se ferme le 3 décembre à 17 h." in plain
    assert "jusqu'au 3 décembre à 17 h" in plain, "who waits longer misses that scrutin"
    all_early = Espace(with_first_closing(espace.election, *codes), clock)
    clock.go(FIRST)
    before = remind(own, yes=False)
    assert before.written == before.not_activated
    plain = re.sub(r"\s+", " ", before.body)
    assert "3 décembre" not in plain, "no deadline that is past"
    assert "jusqu'au 4 décembre à 16 h" in plain
    some = remind(all_early, yes=False)
    assert some.written < some.not_activated, "Mme Dupont's scrutins are all over"
    assert remind(all_early).written == some.written
    with all_early.context.connection():
        mail = Elector.get(Elector.uid == NAME).mail
    assert mail not in {one.recipient for one in mails(all_early)}
    own.close()
    all_early.close()


@pytest.mark.parametrize("text", ["{numen}", "{first_name!r}", "{title:>10}", "{", "{}"])
def test_a_place_that_nothing_fills_is_told_when_the_file_is_read(
    espace: Espace, text: str
) -> None:

    file = election_template().replace("[remind]", f'[remind]\nbody = ["Bonjour {text}"]', 1)
    with pytest.raises(ElectionFileError, match=r"remplacé|accolade"):
        parse_election(file, Path("election.toml"))


def test_a_letter_of_the_file_has_its_places_filled(espace: Espace) -> None:
    section = espace.election.remind.changed(
        subject="{title}", body=("Cher {first_name} {last_name}, {{oui}}, {organiser}.",)
    )
    election = espace.election.changed(remind=section)
    letter = reminder_letter(election, ("M.", "{x}", "Martin"), espace.election.calendar.vote_opens)
    assert "2014" in letter.subject
    assert "Cher {x} Martin, {oui}, académie de Toulouse." in letter.body.replace("\n", " ")
