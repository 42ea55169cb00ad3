"""An election file that is wrong: the line, the key and the reason, in French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import Meta
from msgspec.structs import fields

from models import (
    Election,
    ElectionFileError,
    election_template,
    load_election,
    toulouse_election,
)
from models.settings.parts import Section
from models.settings.reading import parse_election
from models.settings.ssh import SshSettings
from models.storage.store import sqlite_path

SOURCE = (
    files("models.data").joinpath("samples", "toulouse-2014", "election.toml").read_text("utf-8")
)
LINES = SOURCE.splitlines()


def written(directory: Path, text: str) -> Path:
    path = directory / "election.toml"
    path.write_text(text, encoding="utf-8")
    return path


def on_database(settings: str) -> str:
    """Return the file with other settings in its table of the database."""
    return re.sub(r"(?m)^\[database\]\n[^\[]*", f"[database]\n{settings}\n\n", SOURCE)


def with_settings(section: str) -> str:
    """Return the file with settings in a table of its own that sets nothing yet."""
    header, settings = section.split("\n", 1)
    return SOURCE.replace(f"\n{header}\n", f"\n{header}\n{settings}\n", 1)


def faults(directory: Path, text: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(ElectionFileError) as refusal:
        load_election(written(directory, text))
    assert "est à corriger" in refusal.value.text
    return [(fault.line, fault.column, fault.reason) for fault in refusal.value.faults]


def line_of(start: str) -> int:
    return next(number for number, line in enumerate(LINES, 1) if line.startswith(start))


def test_the_file_as_shipped_is_the_election_of_the_leaflet(tmp_path: Path) -> None:
    loaded, shipped = load_election(written(tmp_path, SOURCE)), toulouse_election()
    assert loaded.file == tmp_path / "election.toml"
    own_lists = tuple(one.changed(lists_file=None) for one in shipped.scrutins)
    without = shipped.changed(scrutins=own_lists)
    assert loaded.changed(database=shipped.database, _file=None) == without


def test_a_byte_order_mark_and_windows_line_ends_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "election.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode())
    assert load_election(path).election.academie == "Toulouse"


def test_what_the_file_does_not_say_is_what_french_says(tmp_path: Path) -> None:
    text = SOURCE.replace('academie = "Toulouse"', 'academie = "Aix-Marseille"')
    text = text.replace('timezone = "Europe/Paris"', 'timezone = "Indian/Reunion"')
    election = load_election(written(tmp_path, text.replace("results_url", "#results_url")))
    assert election.organiser == "académie d'Aix-Marseille"
    assert election.zone_words == "heure de La Réunion"
    assert election.election.results_url is None
    assert "assistance" in election.election.assistance_closed[0]


def test_what_the_file_says_is_said(tmp_path: Path) -> None:
    text = with_settings('[election]\norganiser = "ministère de la Culture"')
    text = text.replace('#timezone_name = "heure de Paris"', 'timezone_name = "heure locale"')
    election = load_election(written(tmp_path, text))
    assert (election.organiser, election.zone_words) == ("ministère de la Culture", "heure locale")


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('title = "Él', 'titre = "Él', "election.titre", "cette clé n'est pas connue"),
        ('academie = "Toulouse"', "academie = 3", "election.academie", "un texte"),
        ('webmail_name = "webmail', 'webmail_name = "" # "', "election.webmail_name", "vide"),
        ("accounts_open = 2014-09-22T00:00:00", "accounts_open = true", None, "une date"),
        ('timezone = "Europe/Paris"', 'timezone = "Europe/Pari"', None, "fuseau horaire"),
        ('timezone = "Europe/Paris"', 'timezone = "/etc"', None, "fuseau horaire"),
        ('timezone = "Europe/Paris"', 'timezone = "Europe"', None, "fuseau horaire"),
        ("accounts_open = 2014", "accounts_open = 0001", "calendar.accounts_open", "entre 1970"),
        ("results_from = 2014", "results_from = 9999", "calendar.results_from", "entre 1970"),
        ('domains = ["ac-toulouse.fr"]', "domains = []", "mail.domains", "il en manque"),
        ('domains = ["ac-toulouse.fr"]', 'domains = ["AC"]', "mail.domains.1", "la forme"),
        ('backend = "embedded"', 'backend = "pigeon"', "mail.backend", "valeurs possibles"),
        ("quota = 262144", "quota = 0", "mail.quota", "1 au minimum"),
        ("quota = 262144", 'quota = "beaucoup"', "mail.quota", "entier"),
        ('"09" = "de l\'Ariège"', '"neuf" = "de l\'Ariège"', None, "la forme"),
        ("seats = 15", "seats = -1", "scrutins.1.seats", "1 au minimum"),
        ('code = "CTA"', 'code = "CTM"', "scrutins.2.code", "décrit deux fois"),
        ('department = "82"', 'department = "99"', None, "département inconnu « 99 »"),
        ('corps = ["copsy"]', 'corps = ["boulanger"]', None, "corps inconnu « boulanger »"),
        ('short = "CTM"', f'short = "{"C" * 41}"', "scrutins.1.short", "trop long"),
    ],
)
def test_each_kind_of_fault_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, key: str | None, reason: str
) -> None:
    assert old in SOURCE
    expected = SOURCE[: SOURCE.index(old)].count("\n") + 1
    found = faults(tmp_path, SOURCE.replace(old, new, 1))
    assert any(
        line == expected and key in {None, place} and reason in told for line, place, told in found
    ), found


def test_a_missing_value_is_told_at_its_table(tmp_path: Path) -> None:
    kept = SOURCE.replace("vote_opens = 2014-11-27T10:00:00\n", "")
    found = faults(tmp_path, kept)
    assert found == [(line_of("[calendar]"), "calendar.vote_opens", "cette valeur est obligatoire")]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    wrong = SOURCE.replace("quota = 262144", "quota = 0").replace("seats = 10", "seats = 0")
    assert [key for _, key, _ in faults(tmp_path, wrong)] == ["mail.quota", "scrutins.2.seats"]


def test_what_does_not_fit_together_is_told_beside_what_is_wrong_in_itself(tmp_path: Path) -> None:
    """The six mistakes of the review, and one in a scrutin whose title cannot be read."""
    wrong = SOURCE
    for old, new in (
        ("quota = 262144", "quota = 0"),
        ('domains = ["ac-toulouse.fr"]', 'domains = ["AC"]'),
        ('short = "CTM"', 'short = "un nom beaucoup trop long pour des rangées"'),
        ('corps = ["copsy"]', 'corps = ["boulanger"]'),
        ('timezone = "Europe/Paris"', 'timezone = "Europe"'),
        ('department = "82"', 'department = "99"'),
        ('title = "Comité technique ministériel', 'code = "CTA"\ntitre = "Comité technique'),
    ):
        assert old in wrong, old
        wrong = wrong.replace(old, new, 1)
    wrong = wrong.replace('code = "CTM"\n', "", 1)
    found = faults(tmp_path, wrong)
    reasons = " | ".join(reason for _, _, reason in found)
    for word in (
        *("1 au minimum", "la forme", "trop long", "corps inconnu « boulanger »", "fuseau horaire"),
        *("département inconnu « 99 »", "« CTA » est décrit deux fois", "cette clé n'est pas"),
    ):
        assert word in reasons, found
    assert len(found) == 9, found  # the missing title too
    assert not [one for one in found if one[0] is None]


@pytest.mark.parametrize(
    "wrong",
    [
        SOURCE.replace('title = "Él', 'titre = "Él', 1).replace("corps = [", "corps = [3, ", 1),
        re.sub(r"(?m)^code = .*$", "code = 3", SOURCE),
        re.sub(r"(?m)^accounts_open = .*$", "accounts_open = true", SOURCE),
        SOURCE.replace('"09" = "de l\'Ariège"', '"neuf" = "de l\'Ariège"'),
        SOURCE.replace('sender = "', 'sender = 3 # "'),
        with_settings("[security]\nfirst_wait = 'x'"),
        with_settings("[purge]\nafter_days = 0"),
        with_settings("[kiosk]\nidle_seconds = 'x'"),
    ],
)
def test_a_value_that_cannot_be_read_causes_no_other_fault(tmp_path: Path, wrong: str) -> None:
    lines = {line for line, _, _ in faults(tmp_path, wrong)}
    text = wrong.splitlines()
    changed = {number for number, line in enumerate(text, 1) if line not in LINES}
    assert lines <= changed | {line_of("[election]")}, (lines, changed)


@pytest.mark.parametrize(
    ("wrong", "first", "again", "name"),
    [
        (with_settings('[election]\ntitle = "Autre"'), 13, 14, "election.title"),
        (SOURCE + "\n[mail]\nquota = 3\n", "[mail]", -2, "mail"),
        (SOURCE.replace("[database]", "[mail]"), "[mail]", "[database]", "mail"),
    ],
)
def test_what_is_written_twice_is_told_with_the_line_of_the_first(
    tmp_path: Path, wrong: str, first: int | str, again: int | str, name: str
) -> None:
    ((line, column, reason),) = faults(tmp_path, wrong)
    places = [one if isinstance(one, int) else line_of(one) for one in (first, again)]
    if places[1] < 0:
        places[1] += len(wrong.splitlines()) + 1
    assert (line, column) == (places[1], None)
    assert f"« {name} » est déjà écrit ligne {places[0]} :" in reason


def test_alerts_without_a_mail_server_are_refused_with_what_to_do(tmp_path: Path) -> None:
    text = SOURCE.replace("[logs]", '[alerts]\nto = ["a@b.fr"]\n\n[logs]')
    ((line, key, reason),) = faults(tmp_path, text)
    assert (line, key) == (text.splitlines().index("[alerts]") + 1, "alerts")
    assert "retirez [alerts]" in reason


def patterns(kind: Any) -> Iterator[Meta]:
    """Yield the patterns of a type and of what is in it."""
    if isinstance(kind, type) and issubclass(kind, Section):
        for field in fields(kind):
            yield from patterns(field.type)
    for part in get_args(kind):
        if isinstance(part, Meta) and part.pattern:
            yield part
        yield from patterns(part)


def test_each_pattern_is_said_as_a_sentence() -> None:
    found = [*patterns(Election), *patterns(SshSettings)]
    assert len(found) > 5
    for meta in found:
        assert meta.description
        assert not re.search(r"[\\^$|{}]", meta.description)


def test_no_fault_shows_a_pattern(tmp_path: Path) -> None:
    ((_, _, reason),) = faults(tmp_path, SOURCE.replace('["ac-toulouse.fr"]', '["AC"]'))
    assert reason.endswith("ce qui suit l'arobase, en minuscules, comme « ac-toulouse.fr »")


def with_moment(name: str, moment: str, zone: str = "Europe/Paris") -> str:
    """Return the file with another moment, of the year after, and another zone."""
    text = SOURCE.replace("= 2014-", "= 2015-").replace('"Europe/Paris"', f'"{zone}"')
    return re.sub(rf"(?m)^{name} = .*", f"{name} = {moment}", text)


@pytest.mark.parametrize(
    ("moment", "zone", "reason"),
    [
        ("2015-03-29T02:30:00", "Europe/Paris", "cette heure n'existe pas"),
        ("2015-10-25T02:30:00", "Europe/Paris", "2015-10-25T02:30:00+02:00 » pour la première"),
        ("2015-10-25T02:30:00", "Europe/Paris", "2015-10-25T02:30:00+01:00 » pour la seconde"),
        ("2015-03-08T02:00:00", "America/Miquelon", "cette heure n'existe pas"),
        ("2015-11-01T01:59:59", "America/Miquelon", "existe deux fois"),
        ("2015-11-21", "Europe/Paris", "écrivez par exemple « 2015-11-21T17:00:00 »"),
    ],
)
def test_a_moment_that_can_be_read_in_two_ways_or_in_none_is_told_with_its_remedy(
    tmp_path: Path, moment: str, zone: str, reason: str
) -> None:
    ((line, key, told),) = faults(tmp_path, with_moment("accounts_open", moment, zone))
    assert (line, key) == (line_of("accounts_open"), "calendar.accounts_open")
    assert reason in told


@pytest.mark.parametrize(
    ("moment", "zone", "read"),
    [
        ("2015-10-25T02:30:00+01:00", "Europe/Paris", "2015-10-25T01:30:00+00:00"),
        ("2015-10-25T02:30:00+02:00", "Europe/Paris", "2015-10-25T00:30:00+00:00"),
        ("2015-10-25T02:30:00", "Indian/Reunion", "2015-10-24T22:30:00+00:00"),
        ("2015-10-25T03:00:00", "Europe/Paris", "2015-10-25T02:00:00+00:00"),
    ],
)
def test_a_moment_that_is_one_is_read(tmp_path: Path, moment: str, zone: str, read: str) -> None:
    election = load_election(written(tmp_path, with_moment("accounts_open", moment, zone)))
    assert election.calendar.accounts_open.astimezone(UTC).isoformat() == read


def test_moments_out_of_order_are_told(tmp_path: Path) -> None:
    wrong = SOURCE.replace("vote_closes = 2014-12-04T17", "vote_closes = 2014-12-04T16")
    ((line, key, reason),) = faults(tmp_path, wrong)
    assert (line, key) == (line_of("vote_closes = "), "calendar.vote_closes")
    assert "« confirmations_close », le 4 décembre à 16 h 50" in reason


def test_all_moments_out_of_order_are_told_at_once_each_on_its_line(tmp_path: Path) -> None:
    wrong = SOURCE.replace("accounts_open = 2014", "accounts_open = 2015")
    wrong = wrong.replace("vote_closes = 2014-12-04", "vote_closes = 2014-11-04")
    keys = [key for _, key, _ in faults(tmp_path, wrong)]
    assert keys == ["calendar.accounts_close", "calendar.vote_closes", "calendar.vote_closes"]


@pytest.mark.parametrize(
    ("section", "key", "places"),
    [
        ("[election]", "accounts_open = 2014-09-22T00:00:00", "elle va dans [calendar]"),
        ("[mail]", "seats = 3", "elle va dans [[scrutins]]"),
        ("[election]", "vote_opens = 2014-11-27T10:00:00", "dans [calendar] ou [[scrutins]]"),
        ("[mail]", "ca_file = 'x'", "elle va dans [mail.smtp] ou [mail.imap]"),
        ("[calendar]", "zzz = 3", "cette clé n'est pas connue"),
    ],
)
def test_a_key_in_another_section_is_told_with_its_own(
    tmp_path: Path, section: str, key: str, places: str
) -> None:
    wrong = SOURCE.replace(f"{section}\n", f"{section}\n{key}\n", 1)
    line, _, reason = faults(tmp_path, wrong)[0]
    assert line == line_of(section) + 1
    assert reason.endswith(places)


@pytest.mark.parametrize(
    "section",
    [
        "[security]\nargon2_memory = 8",
        "[security]\nargon2_time = 1",
        "[passwords.voter]\nminimum = 7",
        "[passwords.mailbox]\nscore = 1",
        "[security]\ncode_tries = 0",
        "[security]\nresend_wait = 0",
        "[security]\nresend_wait = 0.001",
        "[security]\ncode_life = -5",
        "[security]\nfirst_wait = 0.000001",
        "[security]\nlongest_wait = 3153600000",
        "[security]\nsource_window = 0.001",
        '[security]\nfirst_wait = "longtemps"',
        "[kiosk]\nidle_seconds = 0",
        "[kiosk]\nname = 'borne'\nmots_de_passe = 'non'",
    ],
)
def test_limits_cannot_be_weakened_below_what_is_held(tmp_path: Path, section: str) -> None:
    header, *settings = section.splitlines()
    line, key, reason = faults(tmp_path, with_settings(section))[0]
    assert line == line_of(header) + len(settings)
    assert key
    assert key.split(".")[-1] == section.splitlines()[-1].split(" =")[0]
    assert reason != "cette valeur ne convient pas"


def test_a_first_wait_that_is_longer_than_the_longest_is_told(tmp_path: Path) -> None:
    text = with_settings("[security]\nfirst_wait = 240\nlongest_wait = 120")
    ((line, _, reason),) = faults(tmp_path, text)
    assert line == line_of("[security]")
    assert reason.startswith("first_wait est au plus longest_wait")


def test_a_key_that_has_moved_is_told_with_where_to(tmp_path: Path) -> None:
    line, key, reason = faults(tmp_path, with_settings("[security]\npassword_minimum = 12"))[0]
    assert (line, key) == (line_of("[security]") + 1, "security.password_minimum")
    assert "« minimum », dans [passwords.voter]" in reason


@pytest.mark.parametrize(
    "url",
    ["mysql://localhost/vote", "sqlite://election.sqlite", "sqlite:///", "postgresql://", ""],
)
def test_a_database_of_another_kind_is_refused(tmp_path: Path, url: str) -> None:
    wrong = on_database(f'url = "{url}"')
    line, key, _ = faults(tmp_path, wrong)[0]
    assert (line, key) == (line_of("[database]") + 1, "database.url")


def test_durations_are_seconds(tmp_path: Path) -> None:
    election = load_election(
        written(tmp_path, with_settings("[security]\nresend_wait = 90\ncode_life = 3600"))
    )
    assert election.security.resend_wait == timedelta(seconds=90)
    assert election.security.code_life == timedelta(hours=1)


def test_a_mistake_of_writing_is_told_with_line_and_character(tmp_path: Path) -> None:
    line, column, reason = faults(tmp_path, SOURCE.replace("seats = 15", "seats = = 15"))[0]
    assert line == line_of("seats = 15")
    assert column == "caractère 9"
    assert "TOML" in reason


def test_a_file_that_is_nested_without_end_is_told(tmp_path: Path) -> None:
    ((_, _, reason),) = faults(tmp_path, f"{SOURCE}\nprofondeur = {'[' * 5_000}")
    assert "TOML" in reason


@pytest.mark.parametrize("content", [b"\xff\xfe", b"title = '\xe9'", b"#" * (1 << 20) + b"\n"])
def test_what_is_no_such_file_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "election.toml"
    path.write_bytes(content)
    with pytest.raises(ElectionFileError):
        load_election(path)


def test_a_folder_is_refused_and_a_file_that_is_not_there_told_how_to_be_made(
    tmp_path: Path,
) -> None:
    with pytest.raises(ElectionFileError, match="ne peut pas être lu"):
        load_election(tmp_path)
    path = tmp_path / "absent.toml"
    with pytest.raises(ElectionFileError, match=f"admin init --config {path}"):
        load_election(path)


def test_relative_paths_start_from_the_directory_of_the_file(tmp_path: Path) -> None:
    section = on_database('url = "sqlite:///base.sqlite"\nkeys = "clés"')
    election = load_election(written(tmp_path, section))
    assert election.database.url == f"sqlite:///{tmp_path / 'base.sqlite'}"
    assert election.database.keys == tmp_path / "clés"
    election = load_election(written(tmp_path, with_settings('[logs]\ndirectory = "journaux"')))
    assert election.logs.place == tmp_path / "journaux"


def test_what_stands_nowhere_in_the_file_has_its_place_in_the_user_s_own_directories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "person"))
    election = load_election(written(tmp_path, on_database("")))
    assert election.database.url is None
    assert (sqlite_path(election.database) or tmp_path).is_relative_to(tmp_path / "person")
    assert election.logs.directory is None
    assert election.logs.place.is_relative_to(tmp_path / "person")


def test_absolute_paths_and_servers_stay_where_they_are(tmp_path: Path) -> None:
    for url in ("sqlite:////srv/base.sqlite", "postgresql://localhost/base"):
        section = on_database(f'url = "{url}"\nkeys = "/srv/keys"')
        election = load_election(written(tmp_path, section))
        assert (election.database.url, election.database.keys) == (url, Path("/srv/keys"))


def test_an_empty_file_names_what_it_lacks(tmp_path: Path) -> None:
    found = faults(tmp_path, "")
    assert {key for _, key, _ in found} == {"election", "calendar", "mail", "corps", "scrutins"}
    assert {line for line, _, _ in found} == {None}


def test_a_table_given_as_text_is_refused(tmp_path: Path) -> None:
    text = "election = 'Toulouse'\ncorps = 3\nscrutins = 4\nmail = 5\ncalendar = 6\n"
    assert {reason for _, _, reason in faults(tmp_path, text)} == {
        "une table est attendue",
        "une liste entre crochets est attendue",
    }


def test_an_election_does_not_change() -> None:
    mail: Any = toulouse_election().mail
    with pytest.raises(AttributeError, match="immutable"):
        mail.quota = 3


GRACE = "#vote_grace_minutes = 0"


@pytest.mark.parametrize("minutes", ["-1", "61", "1.5", "true"])
def test_a_grace_is_so_many_whole_minutes(tmp_path: Path, minutes: str) -> None:
    wrong = SOURCE.replace(GRACE, f"vote_grace_minutes = {minutes}")
    line, key, _ = faults(tmp_path, wrong)[0]
    assert (line, key) == (line_of(GRACE), "calendar.vote_grace_minutes")


def test_a_grace_ends_before_the_results_are_read(tmp_path: Path) -> None:
    held = SOURCE.replace(GRACE, "vote_grace_minutes = 10")
    calendar = load_election(written(tmp_path, held)).calendar
    assert calendar.vote_grace == timedelta(minutes=10)
    late = held.replace("vote_closes = 2014-12-04T17:00", "vote_closes = 2014-12-04T23:55")
    ((line, _, reason),) = faults(tmp_path, late)
    assert line == line_of(GRACE)
    assert "« results_from »" in reason


@pytest.mark.parametrize("code", ["69M", "69D", "2A", "971", "988"])
def test_a_department_is_named_as_it_is(code: str) -> None:
    text = election_template().replace('"09" = ', f'"{code}" = "du lieu"\n"09" = ', 1)
    assert parse_election(text, Path("election.toml")).departments[code] == "du lieu"


@pytest.mark.parametrize("code", ["9", "M69", "69m", "97123"])
def test_what_is_no_department_is_told(code: str) -> None:
    text = election_template().replace('"09" = ', f'"{code}" = "du lieu"\n"09" = ', 1)
    with pytest.raises(ElectionFileError):
        parse_election(text, Path("election.toml"))
