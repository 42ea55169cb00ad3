"""docs/administration.md, from an empty machine to Lyon's election on PostgreSQL and Dovecot."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from tests.architecture.source_tree import ROOT
from tests.journeys.cast import LYON, cast_of
from tests.journeys.election import moved_to_2014, moved_to_now
from tests.journeys.visitor import Visitor
from tests.machine.cargo import PLACE
from tests.machine.guide import Command, package_steps, steps_of
from tests.machine.line_terminal import LineTerminal
from tests.machine.mail_service import (
    MAILBOX_PASSWORD,
    PASSWORD,
    USER_NAME,
    install_mail_service,
)
from tests.machine.package_trial import newer_package
from tests.machine.reader import PATIENCE, Reader, installed_by
from tests.machine.trial import Trial

GUIDE = ROOT / "docs" / "administration.md"
VOTER_PASSWORD = "Bruyere6-Causses"
"""One that keeps the rules of `lyon-2026`."""
REHEARSAL = 'espace-electeur demo --config election.toml --at "2026-12-04 15:59"'
REMOVED = "sudo apt-get purge espace-electeur"
DATABASE_PASSWORD, ROLE_PASSWORD = "Lavande-Meteo9", "Romarin-Balise4"
LATER = {"Horloge", "Liste"}
"""Nobody tells this machine the time; the first check comes before the roll."""
_CHECKS = frozenset({0, 1, 2})


def administration_trial(trial: Trial) -> None:
    """Follow the guide; a person goes the whole way before the part on what comes after."""
    follow(trial)


def reader_on(trial: Trial) -> Reader:
    """Return who follows this guide."""

    def typed(place: str, line: str) -> Callable[[], None]:
        return partial(_must, trial, f"printf '%s\\n' '{line}' > {place}")

    return Reader(
        trial.machine,
        installed_by(steps_of(GUIDE)),
        answers={
            "sudo -u postgres createuser --pwprompt elections": (
                ("Enter password for new role", DATABASE_PASSWORD),
                ("Enter it again", DATABASE_PASSWORD),
            ),
            **{
                f"sudo -u postgres psql --command='\\password {role}' elections": (
                    ("Enter new password", ROLE_PASSWORD),
                    ("Enter it again", ROLE_PASSWORD),
                )
                for role in ("espace_borne", "espace_envoi", "espace_assistance")
            },
        },
        by_hand={
            "nano secrets/postgresql": typed("secrets/postgresql", DATABASE_PASSWORD),
            "nano secrets/smtp": typed("secrets/smtp", PASSWORD),
            "espace-electeur open": partial(opened_and_left, trial, "espace-electeur open"),
            REHEARSAL: partial(opened_and_left, trial, REHEARSAL),
        },
        statuses={
            step.line: _CHECKS
            for step in steps_of(GUIDE)
            if isinstance(step, Command) and "admin check" in step.line
        },
        told=trial.told,
    )


def _must(trial: Trial, line: str) -> None:
    said = trial.machine.second.type_command(line)
    assert said.status == 0, said.text


def follow(trial: Trial) -> None:
    """Do each step of the guide, and between them what it has people do without a command."""
    reader = reader_on(trial)
    after: dict[str, Callable[[], None]] = {
        "umask 077": partial(given, trial),
        # The rehearsal names a day of the sample.
        REHEARSAL: partial(reader.change_election, moved_to_now),
        "nano secrets/smtp": partial(mail_described, trial, reader),
        "espace-electeur admin import --dry-run personnels.csv": partial(encrypted, trial),
    }
    before: dict[str, Callable[[], None]] = {
        "espace-electeur admin status": partial(whole_path, trial),
        "espace-electeur admin restore --config restauration.toml election.sauvegarde": partial(
            another_database, trial
        ),
        "espace-electeur admin backup avant-mise-a-jour.sauvegarde": partial(newer_package, trial),
        "espace-electeur admin purge --dry-run": partial(reader.change_election, moved_to_2014),
    }
    for step in package_steps(GUIDE):
        line = step.line if isinstance(step, Command) else ""
        if line in before:
            before.pop(line)()
        reader.follow([step])
        if line in after:
            after.pop(line)()
        if line in CHECKED:
            CHECKED[line](trial, reader.said[line].text)
    assert not before, before.keys()
    assert not after, after.keys()
    trial.seen.append("docs/administration.md suivi de la machine vide au paquet retiré")


def given(trial: Trial) -> None:
    """Give the election's account the roll, which came from elsewhere."""
    trial.machine.root.must(
        f"install -o elections -g elections -m 0600 {PLACE}/lyon.csv /srv/elections/personnels.csv"
    )


def mail_described(trial: Trial, reader: Reader) -> None:
    """Do what the guide says in words of the first secret; and here, there is a mail service."""
    reader.change_election(without_first_secrets)
    with trial.step("le service de messagerie de l'académie, à côté"):
        trial.machine.root.must(install_mail_service(), PATIENCE)


def without_first_secrets(text: str) -> str:
    """Return an election file that does not tell people to open their mailbox by one."""
    text = re.sub(r"(?ms)^forgotten_mailbox_password = \[.*?^\]\n", "", text)
    return re.sub(r"(?m)^    .*code provisoire.*\n", "", text)


def encrypted(trial: Trial) -> None:
    """Encrypt the roll to the election's account, as who made it would have."""
    trial.machine.root.must("apt-get -qq install gnupg > /dev/null", PATIENCE)
    key = "gpg --batch --quiet --passphrase '' --quick-gen-key elections default default never"
    _must(trial, f"{key} && gpg --batch --trust-model always -e -r elections personnels.csv")


def another_database(trial: Trial) -> None:
    """Do what the guide says before a restoration: another file, the same keys."""
    _must(
        trial,
        'sed -e \'s|^url = "post.*|url = "sqlite:///reprise/election.sqlite"|\''
        " -e '/^password_file = \"secrets.postgresql/d' -e 's|^keys = .*|keys = \"reprise/keys\"|'"
        " election.toml > restauration.toml && mkdir -p reprise && cp -a donnees/keys reprise/keys",
    )


def opened_and_left(trial: Trial, command: str) -> None:
    """Open the program in the second terminal, see its first screen, and leave it."""
    terminal = LineTerminal(trial.machine.second)
    terminal.opens(command)
    Visitor(terminal).arrives()
    terminal.press("f10")
    assert terminal.wait_end() == 0


def whole_path(trial: Trial) -> None:
    """Have Mme Ravier go the leaflet's whole way, her mail through SMTP, LMTP and IMAP."""
    with trial.step(
        "une personne entière : boîte ouverte, compte, mail, code, scrutins",
        seen="un compte confirmé par SMTP et IMAP, ses scrutins lus dans PostgreSQL",
    ):
        terminal = LineTerminal(trial.machine.second)
        terminal.opens("espace-electeur open")
        visitor = Visitor(terminal, cast=cast_of(LYON))
        visitor.arrives()
        visitor.opens_the_webmail()
        visitor.signs_in_to_the_webmail(USER_NAME, MAILBOX_PASSWORD)
        visitor.goes_on("Continuer : créez votre compte électeur")
        visitor.creates_an_account(VOTER_PASSWORD)
        visitor.opens_the_mail()
        visitor.clicks_on_the_link()
        visitor.sees_scrutins(
            "CSA ministériel", "CSA académique", "CAP nationale", "CAP académique"
        )
        terminal.press("f10")
        assert terminal.wait_end() == 0


def only_the_clock_is_to_do(_trial: Trial, said: str) -> None:
    """See that `admin check` asks for nothing that can be had here."""
    to_do = [line for line in said.splitlines() if line.startswith("À FAIRE")]
    assert all(line.split()[2] in LATER for line in to_do), said


def no_error(_trial: Trial, said: str) -> None:
    """See that psql has refused nothing."""
    assert "ERROR" not in said, said


def sending(trial: Trial, _said: str) -> None:
    """See that the unit of the guide runs, and stays."""
    unit = "espace-electeur-mail.service"
    trial.machine.root.must("sleep 20")
    assert trial.is_active(unit), trial.machine.root.run(f"journalctl -u {unit}").text
    asked = f"systemctl show --property=NRestarts --value {unit}"
    assert trial.machine.root.must(asked).strip() == "0"


def measured(trial: Trial, _said: str) -> None:
    """See that a monitor on the machine is answered."""
    ask = (
        "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:9464/metrics').read())"
    )
    trial.machine.root.must("sleep 5")
    assert "espace_electeur_up 1.0" in trial.machine.root.must(f'python3 -c "{ask}"')


def backed_up(trial: Trial, _said: str) -> None:
    """See that the night has left a backup."""
    trial.machine.root.must("test -s /srv/elections/sauvegardes/$(date +%F).sauvegarde")


def only_the_election_is_left(trial: Trial, said: str) -> None:
    """See that no account of the package is left, and nobody but root has the election."""
    assert "sudo userdel" not in said, said
    for account in ("elections", "borne"):
        assert trial.machine.root.run(f"getent passwd {account}").status != 0
    assert trial.machine.root.must("stat -c '%a %U' /srv/elections").strip() == "700 root"


CHECKED: dict[str, Callable[[Trial, str], None]] = {
    "espace-electeur admin check": only_the_clock_is_to_do,
    "sudo cat /srv/elections/roles.sql | sudo -u postgres psql elections": no_error,
    "sudo systemctl enable --now espace-electeur-mail.service": sending,
    "sudo systemctl enable --now espace-electeur-mesures.service": measured,
    "sudo systemctl start espace-electeur-nuit.service": backed_up,
    REMOVED: only_the_election_is_left,
}
"""What is looked at after a command, each time that it is typed."""
