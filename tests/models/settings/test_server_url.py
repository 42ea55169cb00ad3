"""The address of a server in the election file: what it may say, and that no secret is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from models import ElectionFileError, election_template, load_election
from models.settings.database import DatabaseSection
from models.settings.server_url import check_server_url, database_name

FILE_URL = 'url = "sqlite:///donnees/election.sqlite"'


def election_file(directory: Path, url: str) -> Path:
    """Write the leaflet's election on another database."""
    template = election_template()
    assert FILE_URL in template
    path = directory / "election.toml"
    path.write_text(template.replace(FILE_URL, f'url = "{url}"'), encoding="utf-8")
    return path


def refusal(directory: Path, url: str) -> str:
    """Return what the administrator reads of an election file."""
    with pytest.raises(ElectionFileError) as refused:
        load_election(election_file(directory, url))
    return f"{refused.value.text} {refused.value.__cause__!r} {refused.value.__cause__}"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://vote:Cassoulet31@serveur/election",
        "postgres://vote:Cassoulet31@serveur/election",
        "postgresql://serveur/election?user=vote&password=Cassoulet31",
        "postgresql://vote:@serveur/election",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_shown(tmp_path: Path, url: str) -> None:
    """The election file holds no secret."""
    told = refusal(tmp_path, url)
    assert "password_file" in told
    assert "ligne" in told
    assert "Cassoulet31" not in told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://serveur", "utilisateur@machine/base"),
        ("postgresql://serveur/", "utilisateur@machine/base"),
        ("postgresql://[serveur/election", "utilisateur@machine/base"),
        ("postgresql://serveur:99999/election", "utilisateur@machine/base"),
        ("postgresql://serveur:0/election", "utilisateur@machine/base"),
        ("postgresql://un:5432,deux:port/election", "utilisateur@machine/base"),
        ("postgresql://serveur/election?port=99999", "utilisateur@machine/base"),
        ("postgresql://serveur/elec%00tion", "utilisateur@machine/base"),
        ("postgresql://vo%00te@serveur/election", "utilisateur@machine/base"),
        ("postgresql://serveur/election?sslmod=require", "sslmod ; possibles : "),
        ("postgresql://serveur/election?options=-c%20fsync%3Doff", "options ; possibles : "),
        ("postgresql://serveur/election?sslmode=oui", "verify-full"),
        ("mysql://serveur/election", "postgres"),
    ],
)
def test_what_cannot_be_an_address_is_refused_with_its_reason(
    tmp_path: Path, url: str, told: str
) -> None:
    assert told in refusal(tmp_path, url)


def test_every_part_of_an_address_may_be_percent_encoded() -> None:
    url = "postgresql://agent%40dsi@/%C3%A9lections%202014?host=/run/un%20dossier&sslmode=disable"
    assert DatabaseSection(url=url).url == url
    assert database_name(url) == "élections 2014"
    asked = conninfo_to_dict(url)
    assert asked["user"] == "agent@dsi"
    assert asked["host"] == "/run/un dossier"


def test_several_machines_of_one_server_may_be_named() -> None:
    for machines in ("premier:5432,second:5433", "premier,second:", "[::1]:5432,[::2]"):
        url = f"postgresql://vote@{machines}/election?port=5432,5433&sslmode=verify-full"
        assert DatabaseSection(url=url).url == url


def test_files_named_in_the_address_start_from_the_election_file(tmp_path: Path) -> None:
    url = "postgresql://serveur/election?sslmode=verify-full&sslrootcert=nos%20cl%C3%A9s/ca.pem"
    path = election_file(tmp_path, f'{url}"\npassword_file = "secret')
    section = load_election(path).database
    asked = conninfo_to_dict(section.url or "")
    assert asked["sslrootcert"] == str(tmp_path / "nos clés" / "ca.pem")
    assert asked["sslmode"] == "verify-full"
    assert section.password_file == tmp_path / "secret"


@pytest.mark.parametrize("authority", ["system", "/etc/ssl/certs/ca.pem"])
def test_the_authorities_of_the_system_are_no_file_of_ours(tmp_path: Path, authority: str) -> None:
    url = f"postgresql://serveur/election?sslmode=verify-full&sslrootcert={authority}"
    assert load_election(election_file(tmp_path, url)).database.url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://elections@base.ac-toulouse.fr/elections",
        "postgresql://elections@base.ac-toulouse.fr/elections?sslmode=disable",
        "postgresql://elections@base.ac-toulouse.fr/elections?sslmode=require",
        "postgresql://base/elections?sslmode=verify-ca",
        "postgresql://elections@localhost,base/elections",
        "postgresql://elections@/elections?host=10.0.0.7",
        "postgresql://elections@localhost/elections?host=10.0.0.7",
        "postgresql://elections@[2001:db8::1]:5432/elections",
        "postgresql://elections@127.0.0.1.exemple.fr/elections",
    ],
)
def test_a_server_on_a_network_is_verified(url: str) -> None:
    with pytest.raises(ValueError, match="sslmode=verify-full&sslrootcert=system"):
        check_server_url(url)
    joint = "&" if "?" in url else "?"
    verified = re.sub("sslmode=[a-z-]+", "sslmode=verify-full", url)
    verified = verified if "verify-full" in verified else f"{url}{joint}sslmode=verify-full"
    assert check_server_url(verified) == verified


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///elections",
        "postgresql://elections@/elections?host=/run/postgresql",
        "postgresql://elections@localhost/elections",
        "postgresql://elections@127.0.0.1:5433/elections?sslmode=disable",
        "postgresql://elections@[::1]/elections",
    ],
)
def test_what_does_not_leave_this_machine_needs_no_encryption(url: str) -> None:
    assert check_server_url(url) == url
