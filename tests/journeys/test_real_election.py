"""`admin init`, `migrate`, `import`, then `open`: the application on a database that stays."""

from __future__ import annotations

import json
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.journeys.cast import Cast
from tests.journeys.conftest import Start
from tests.journeys.election import prepare_election, run_admin
from tests.journeys.visitor import NUMEN, VOTER_PASSWORD, Visitor


def test_a_visit_is_held_and_the_next_one_finds_what_it_did(
    start: Start, home: Path, cast: Cast
) -> None:
    config, person = prepare_election(home, sample=cast.name), cast.newcomer
    first = Visitor(start("open", "--config", config), cast=cast)
    first.arrives()
    assert "DÉMONSTRATION" not in first.terminal.text
    first.opens_the_webmail()
    first.signs_in_to_the_webmail(person.user_name, person.numen)
    first.chooses_a_mailbox_password(cast.mailbox_password)
    first.goes_on(f"Continuer : {cast.says('account.onward.creation')}")
    first.creates_an_account(cast.voter_password)
    first.quits()
    second = Visitor(start("open", ESPACE_ELECTEUR_CONFIG=str(config)), cast=cast)
    second.arrives()
    assert person.address not in second.terminal.text
    second.opens_the_webmail()
    second.signs_in_to_the_webmail(person.user_name, cast.mailbox_password)
    second.opens_the_mail()
    second.clicks_on_the_link(cast.voter_password)
    second.sees_scrutins(*cast.shorts(person))
    second.quits()


def test_a_name_is_shown_as_it_is_written(start: Start, home: Path) -> None:
    line = (
        "amartin,anne.martin@ac-toulouse.fr,Mme,[Martin] [/] [red]D'Arc,Anne [b],"
        "certifie,31,0310001A,Collège [/],16E0501234ABC"
    )
    config = prepare_election(home, line)
    visitor = Visitor(start("open", "--config", config))
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail("amartin", NUMEN)
    visitor.keeps_the_first_password()
    visitor.goes_on("Continuer : créez votre compte électeur")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.opens_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    visitor.reads("Mme [Martin] [/] [red]D'Arc · certifiée")
    visitor.quits()


def test_the_commands_say_what_they_did_to_a_program(program: InstalledProgram, home: Path) -> None:
    config = prepare_election(home)
    again = run_admin(program, home, "migrate", "--json", "--config", config)
    assert (again.returncode, json.loads(again.stdout)) == (0, {"format": 1, "applied": []})
    roll = run_admin(program, home, "import", home / "roll.csv", "--json", "--config", config)
    assert json.loads(roll.stdout)["electors"] == 6


def test_an_election_file_is_never_written_over(program: InstalledProgram, home: Path) -> None:
    config = prepare_election(home)
    before = config.read_bytes()
    refused = run_admin(program, home, "init", "--config", config)
    assert refused.returncode == 1
    assert "existe déjà" in refused.stderr
    assert config.read_bytes() == before


def test_a_wrong_roll_is_refused_with_its_place(program: InstalledProgram, home: Path) -> None:
    config = prepare_election(home)
    wrong = home / "wrong.csv"
    wrong.write_text((home / "roll.csv").read_text().replace("certifie", "nothing"))
    refused = run_admin(program, home, "import", wrong, "--config", config)
    assert refused.returncode == 1
    assert "ligne 2" in refused.stderr
    assert "corps" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_election_without_a_database_says_what_to_run(start: Start, home: Path) -> None:
    config = prepare_election(home)
    (database,) = home.rglob("election.sqlite")
    database.rename(home / "elsewhere.sqlite")
    visitor = Visitor(start("open", "--config", config))
    visitor.reads("SERVICE INDISPONIBLE", "Réessayer")
    (home / "elsewhere.sqlite").rename(database)
    visitor.presses("enter")
    visitor.arrives()
    visitor.quits()


def test_a_missing_election_file_is_said_in_one_sentence(start: Start, home: Path) -> None:
    terminal = start("open", "--config", home / "nowhere.toml")
    assert terminal.wait_end() == 1
    whole = terminal.words.replace(" ", "")  # the terminal breaks a path longer than its line
    assert "nowhere.toml" in whole
    assert "Traceback" not in terminal.text
