"""The commented election file that `admin init` writes: every setting is there and true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import fields

from models import Election, election_template
from models.settings.alerts import AlertsSection
from models.settings.board import BoardSection
from models.settings.database import DatabaseSection
from models.settings.first_password import FirstPasswordSection
from models.settings.kiosk import KioskSection
from models.settings.lists import ListSection
from models.settings.mail import ImapSection, MailSection, SmtpSection
from models.settings.parts import Section
from models.settings.passwords import MailboxPasswordSection, VoterPasswordSection
from models.settings.reading import parse_election
from models.settings.remind import RemindSection
from models.settings.sections import (
    CalendarSection,
    ElectionSection,
    ScrutinSection,
    SecuritySection,
)
from models.settings.upkeep import LogsSection, PurgeSection

LINES = election_template().splitlines()
LISTS = "scrutins.lists"
ALERTS = "alerts"
BOARD = "board"
SECTIONS: dict[str, type[Section]] = {
    "election": ElectionSection,
    "calendar": CalendarSection,
    "mail": MailSection,
    "mail.first_password": FirstPasswordSection,
    "mail.smtp": SmtpSection,
    "mail.imap": ImapSection,
    "database": DatabaseSection,
    "passwords.voter": VoterPasswordSection,
    "passwords.mailbox": MailboxPasswordSection,
    "security": SecuritySection,
    "kiosk": KioskSection,
    "logs": LogsSection,
    "purge": PurgeSection,
    "remind": RemindSection,
    "scrutins": ScrutinSection,
    LISTS: ListSection,
    BOARD: BoardSection,
    ALERTS: AlertsSection,
}
SERVERS = ("mail.smtp", "mail.imap")
EXAMPLES = {
    ("election", "application_place"),
    ("election", "assistance_vote"),
    ("election", "organiser"),
    ("calendar", "timezone_name"),
    ("database", "url"),
    ("database", "keys"),
    ("database", "password_file"),
    ("kiosk", "name"),
    ("kiosk", "staff_code_hash"),
    ("logs", "directory"),
    ("mail", "password_help"),
    ("mail", "refused_help"),
    ("scrutins", "lists_file"),
    ("scrutins", "previous"),
    ("scrutins", "previous_valid"),
    ("scrutins", "vote_opens"),
    ("scrutins", "vote_closes"),
    ("scrutins", "results_from"),
}
"""Settings that have no default to be shown: an example is there."""


def settings() -> Iterator[tuple[int, str, str, bool]]:
    """Yield each line that sets something: its number, section, name, whether it is commented."""
    section = ""
    for number, line in enumerate(LINES):
        if header := re.match(r"#?\[{1,2}([\w.]+)\]{1,2}$", line):
            section = header[1]
        elif setting := re.match(r"(#?)([\w-]+) = ", line):
            yield number, section, setting[2], bool(setting[1])


def chosen(*numbers: int) -> str:
    """Return the file with some commented lines taken, in the place of others of their name."""
    held = list(LINES)
    taken = {(section, name) for number, section, name, _ in settings() if number in numbers}
    for number, section, name, off in settings():
        if (section, name) in taken and not off:
            held[number] = f"# {held[number]}"
    for number in numbers:
        held[number] = held[number].removeprefix("#")
    return "\n".join(held)


def parsed(text: str) -> Election:
    return parse_election(text, Path("election.toml"))


COMMENTED = [
    pytest.param(number, section, name, id=f"{section}.{name}")
    for number, section, name, off in settings()
    if off and section not in {*SERVERS, LISTS, BOARD, ALERTS}
]


@pytest.mark.parametrize(("number", "section", "name"), COMMENTED)
def test_each_commented_setting_is_understood_and_is_its_default(
    number: int, section: str, name: str
) -> None:
    told, usual = parsed(chosen(number)), parsed("\n".join(LINES))
    if (section, name) not in EXAMPLES:
        assert told == usual
    else:
        assert told != usual


def test_the_name_of_the_zone_is_the_one_that_it_has_anyway() -> None:
    (number,) = (number for number, _, name, _ in settings() if name == "timezone_name")
    assert parsed(chosen(number)).zone_words == parsed("\n".join(LINES)).zone_words


def test_the_servers_of_mail_are_understood_as_they_stand() -> None:
    numbers = [number for number, section, _, off in settings() if off and section in SERVERS]
    numbers += [
        number for number, line in enumerate(LINES) if line in {"#[mail.smtp]", "#[mail.imap]"}
    ]
    text = chosen(*numbers).replace('backend = "embedded"', 'backend = "smtp-imap"', 1)
    mail = parsed(text).mail
    assert mail.backend == "smtp-imap"
    assert mail.smtp is not None
    assert mail.imap is not None
    for section, settings_of in ((mail.smtp, SmtpSection), (mail.imap, ImapSection)):
        for field in fields(settings_of):
            if field.encode_name == "port":
                assert section.port == section.changed(given_port=None).port
            elif field.name not in {"host", "user", "password_file", "ca_file"}:
                assert getattr(section, field.name) == field.default


def test_the_list_of_candidates_is_understood_as_it_stands() -> None:
    numbers = [number for number, section, _, off in settings() if off and section == LISTS]
    numbers.append(LINES.index(f"#[[{LISTS}]]"))
    (one,) = parsed(chosen(*numbers)).scrutin("CTM").lists
    assert one.name == "Alliance des personnels de l'éducation"
    assert one.profession == Path("listes/alliance.txt")
    assert len(one.candidates) == 2
    assert (one.previous_votes, one.previous_seats) == (171_900, 6)


def test_the_board_is_understood_as_it_stands() -> None:
    numbers = [number for number, section, _, off in settings() if off and section == BOARD]
    numbers.append(LINES.index(f"#[{BOARD}]"))
    board = parsed(chosen(*numbers)).board
    assert board is not None
    assert len(board.members) == 5
    assert (board.threshold, board.engines) == (3, "both")


def test_the_alerts_are_understood_as_they_stand() -> None:
    numbers = [number for number, section, _, off in settings() if off and section == ALERTS]
    numbers.append(LINES.index(f"#[{ALERTS}]"))
    numbers += [number for number, section, _, off in settings() if off and section in SERVERS]
    numbers += [LINES.index(f"#[{server}]") for server in SERVERS]
    text = chosen(*numbers).replace('backend = "embedded"', 'backend = "smtp-imap"', 1)
    assert parsed(text).alerts == AlertsSection(to=("assistance@ac-toulouse.fr",))


def test_a_real_election_begins_without_a_board() -> None:
    assert parsed("\n".join(LINES)).board is None


def test_a_real_election_begins_without_lists() -> None:
    assert not any(one.lists or one.lists_file for one in parsed("\n".join(LINES)).scrutins)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_setting_is_left_out(section: str) -> None:
    named = {name for _, place, name, _ in settings() if place == section}
    told = {field.encode_name for field in fields(SECTIONS[section])}
    assert told - {"smtp", "imap", "lists", "first_password"} == named


def test_every_section_and_setting_is_explained() -> None:
    """A line of explanation is somewhere above, after the one of another section."""
    for number, line in enumerate(LINES):
        if re.match(r"#?\[[\w.]+\]$", line) and "departments" not in line:
            assert LINES[number - 1].startswith("# "), line


def test_no_password_is_in_it() -> None:
    for number, _, name, _ in settings():
        if "password" in name:
            assert not re.search(r'= "[^"]*\d[^"]*"', LINES[number]), LINES[number]
