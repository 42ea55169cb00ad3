"""The commented election file that `admin init` writes: every setting is there and true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import fields

from models import SAMPLE_NAMES, Election, election_template
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


@pytest.fixture(params=SAMPLE_NAMES)
def lines(request: pytest.FixtureRequest) -> list[str]:
    """The lines of a file that `admin init` writes."""
    return lines_of(request.param)


def lines_of(sample: str) -> list[str]:
    return election_template(sample).splitlines()


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
    ("desk", "pictures"),
    ("logs", "directory"),
    ("mail", "password_help"),
    ("mail", "refused_help"),
    ("scrutins", "department"),
    ("scrutins", "lists_file"),
    ("scrutins", "previous"),
    ("scrutins", "previous_valid"),
    ("scrutins", "vote_opens"),
    ("scrutins", "vote_closes"),
    ("scrutins", "results_from"),
}
"""Settings that have no default to be shown: an example is there."""


def settings(lines: list[str]) -> Iterator[tuple[int, str, str, bool]]:
    """Yield each line that sets something: its number, section, name, whether it is commented."""
    section = ""
    for number, line in enumerate(lines):
        if header := re.match(r"#?\[{1,2}([\w.]+)\]{1,2}$", line):
            section = header[1]
        elif setting := re.match(r"(#?)([\w-]+) = ", line):
            yield number, section, setting[2], bool(setting[1])


def chosen(lines: list[str], *numbers: int) -> str:
    """Return the file with some commented lines taken, in the place of others of their name."""
    held = list(lines)
    taken = {(section, name) for number, section, name, _ in settings(lines) if number in numbers}
    for number, section, name, off in settings(lines):
        if (section, name) in taken and not off:
            held[number] = f"# {held[number]}"
    for number in numbers:
        held[number] = held[number].removeprefix("#")
    return "\n".join(held)


def parsed(text: str) -> Election:
    return parse_election(text, Path("election.toml"))


COMMENTED = [
    pytest.param(sample, number, section, name, id=f"{sample}:{section}.{name}")
    for sample in SAMPLE_NAMES
    for number, section, name, off in settings(lines_of(sample))
    if off and section not in {*SERVERS, LISTS, BOARD, ALERTS}
]


@pytest.mark.parametrize(("sample", "number", "section", "name"), COMMENTED)
def test_each_commented_setting_is_understood_and_is_its_default(
    sample: str, number: int, section: str, name: str
) -> None:
    lines = lines_of(sample)
    told, usual = parsed(chosen(lines, number)), parsed("\n".join(lines))
    if (section, name) not in EXAMPLES:
        assert told == usual
    else:
        assert told != usual


def test_the_name_of_the_zone_is_the_one_that_it_has_anyway(lines: list[str]) -> None:
    (number,) = (number for number, _, name, _ in settings(lines) if name == "timezone_name")
    assert parsed(chosen(lines, number)).zone_words == parsed("\n".join(lines)).zone_words


def test_the_servers_of_mail_are_understood_as_they_stand(lines: list[str]) -> None:
    numbers = [number for number, section, _, off in settings(lines) if off and section in SERVERS]
    numbers += [
        number for number, line in enumerate(lines) if line in {"#[mail.smtp]", "#[mail.imap]"}
    ]
    text = chosen(lines, *numbers).replace('backend = "embedded"', 'backend = "smtp-imap"', 1)
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


def test_the_list_of_candidates_is_understood_as_it_stands(lines: list[str]) -> None:
    numbers = [number for number, section, _, off in settings(lines) if off and section == LISTS]
    numbers.append(lines.index(f"#[[{LISTS}]]"))
    (one,) = parsed(chosen(lines, *numbers)).scrutins[0].lists
    assert one.name == "Alliance des personnels de l'éducation"
    assert one.profession == Path("listes/alliance.txt")
    assert len(one.candidates) == 2
    assert (one.previous_votes, one.previous_seats) == (171_900, 6)


def test_the_board_is_understood_as_it_stands(lines: list[str]) -> None:
    numbers = [number for number, section, _, off in settings(lines) if off and section == BOARD]
    numbers.append(lines.index(f"#[{BOARD}]"))
    board = parsed(chosen(lines, *numbers)).board
    assert board is not None
    assert len(board.members) == 5
    assert (board.threshold, board.engines) == (3, "both")


def test_the_alerts_are_understood_as_they_stand(lines: list[str]) -> None:
    numbers = [number for number, section, _, off in settings(lines) if off and section == ALERTS]
    numbers.append(lines.index(f"#[{ALERTS}]"))
    numbers += [number for number, section, _, off in settings(lines) if off and section in SERVERS]
    numbers += [lines.index(f"#[{server}]") for server in SERVERS]
    text = chosen(lines, *numbers).replace('backend = "embedded"', 'backend = "smtp-imap"', 1)
    election = parsed(text)
    assert election.alerts == AlertsSection(to=(f"assistance@{election.mail.domains[0]}",))


def test_a_real_election_begins_without_a_board(lines: list[str]) -> None:
    assert parsed("\n".join(lines)).board is None


def test_a_real_election_begins_without_lists(lines: list[str]) -> None:
    assert not any(one.lists or one.lists_file for one in parsed("\n".join(lines)).scrutins)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_setting_is_left_out(lines: list[str], section: str) -> None:
    named = {name for _, place, name, _ in settings(lines) if place == section}
    told = {field.encode_name for field in fields(SECTIONS[section])}
    assert told - {"smtp", "imap", "lists", "first_password"} == named


def test_every_section_and_setting_is_explained(lines: list[str]) -> None:
    """A line of explanation is somewhere above, after the one of another section."""
    for number, line in enumerate(lines):
        if re.match(r"#?\[[\w.]+\]$", line) and "departments" not in line:
            assert lines[number - 1].startswith("# "), line


def test_no_password_is_in_it(lines: list[str]) -> None:
    for number, _, name, _ in settings(lines):
        if "password" in name:
            assert not re.search(r'= "[^"]*\d[^"]*"', lines[number]), lines[number]
