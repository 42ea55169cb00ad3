"""`espace-electeur serve`: demonstrations over SSH."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from getpass import getpass
from pathlib import Path

import models
from models import EspaceError
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import say
from tui.demo.journeys import parse_moment
from tui.demo.sandbox import clear_abandoned, fill_template, reserve, sandbox_election
from tui.hosts.host_signals import WITH_KEYBOARD, HostSignals
from tui.hosts.isolation import is_isolated
from tui.hosts.preloading import preload
from tui.hosts.shared_pages import share_pages
from tui.hosts.supervisor import Supervisor
from tui.logs.journal import record_error
from tui.ssh.assistance.session import begin_pictures, check_election
from tui.ssh.cgroups import own_cgroups
from tui.ssh.figures import Figures
from tui.ssh.gate_process import fork_gate
from tui.ssh.host_key import ensure_host_key
from tui.ssh.messages import TO_GATE, TO_HOST, pair
from tui.ssh.session import Setting
from tui.ssh.session_loop import SessionLoop

PRELOADED = ("tui.demo", "tui.desk")
"""What sessions show; code alone: nothing of an election."""
OPEN_TO_NONE = 0o077
SESSIONS, TEMPLATE = "sessions", "template"
"""Folders of the sandboxes, and of the one that they are copied from."""
ANY, ANY_IPV6 = "0.0.0.0", "::"  # noqa: S104 - a room comes from everywhere; only sandboxes are served
BACKLOG = 256
"""Connections that the kernel holds for the gate: two hundred may come in a second."""
NOT_ISOLATED = (
    "Ce serveur se lance par « espace-electeur serve » : c'est ainsi qu'il se protège de "
    "l'environnement de la machine."
)
REASONS = {
    errno.EADDRINUSE: "un autre programme y est",
    errno.EACCES: "il faut un droit que ce compte n'a pas",
}
IN_USE = "Le port {port} de {address} ne peut pas être ouvert ({reason}). Choisissez-en un autre."
OPENED = (
    "Les démonstrations sont ouvertes. Pour la salle : ssh {reach}\nCtrl+C prévient "
    "les personnes présentes, puis arrête le serveur ; une seconde fois l'arrête aussitôt."
)
ASK = "Mot de passe de « demo » (saisie masquée) : "
NOT_TYPED = "Aucun mot de passe n'a été donné : rien n'a été ouvert. Recommencez."
NO_ADDRESS = "L'adresse {address} n'est pas celle de cette machine. Vérifiez « --listen »."
NO_DIRECTORY = (
    "Le dossier {directory} ne peut pas être écrit. Choisissez-en un autre par « --directory »."
)
NO_KEYS = "Le fichier de clés {file} n'est pas là : personne n'entre par lui tant qu'il manque."
NO_ELECTION = (
    "« assistance_keys » est dans « ssh.toml », mais l'assistance reste fermée : nommez son "
    "élection par « --config »."
)
NO_AGENTS = (
    "« --config » nomme une élection, mais l'assistance reste fermée : nommez le fichier des clés "
    "de ses agents par « assistance_keys », dans « ssh.toml »."
)
NO_KEY = (
    "La clé du serveur, dans {directory}, n'est pas lisible. Remettez-la, ou supprimez-la : "
    "une autre sera faite, et les clients seront avertis qu'elle a changé."
)
GATE_LOST = (
    "Une erreur inattendue a fermé le serveur. Relancez-le ; si elle se répète, voyez "
    "« errors.jsonl »."
)
NOT_FILLED = "La démonstration n'a pas pu être préparée. Vérifiez l'espace disque."


@dataclass(frozen=True, slots=True)
class Place:
    """Where demonstrations are served, and from when on.

    Attributes:
        port: To listen at.
        addresses: To listen at; none: everywhere.
        directory: Holds the settings, the host's key and the sandboxes; None: the account's own.
        at: The moment at which each demonstration starts, as typed; None: the usual one.
        password: Asked of the user `demo`, in place of that of the settings.
        keys: Likewise the file of the keys of which the user `demo` needs one.
        config: The election file of the helpdesk; None: it is not open. The variable and the usual
            place of the other commands do not count: a server of demonstrations opens a real
            election only if it is told to.
    """

    port: int
    addresses: tuple[str, ...]
    directory: Path | None = None
    at: str | None = None
    password: str | None = None
    keys: Path | None = None
    config: Path | None = None
    election: str | None = None

    @property
    def sample(self) -> models.Sample:
        """The election that is shown, and its people.

        Raises:
            SampleUnknown: The program ships none of this name.
        """
        return models.sample_named(self.election) if self.election else models.sample_named()

    @property
    def start(self) -> datetime:
        """The aware moment at which each demonstration starts.

        Raises:
            EspaceError: `at` is no moment.
        """
        zone = self.sample.election.calendar.zone
        return parse_moment(self.at, zone) if self.at else self.sample.start

    @property
    def election_file(self) -> Path | None:
        """The absolute path of the helpdesk's election file; None: it is not open."""
        return self.config.absolute() if self.config is not None else None

    def over(self, settings: models.SshSettings) -> models.SshSettings:
        """Return settings with what was said on the command line in their place."""
        keys = self.keys.absolute() if self.keys is not None else settings.demo_keys
        return settings.changed(
            password=self.password or settings.password,
            demo_keys=keys,
            assistance_keys=settings.assistance_keys if self.config is not None else None,
        )


def serve_demonstrations(place: Place, *, notify: int | None, watchdog: int | None) -> int:
    """Serve demonstrations until a signal ends it, and return the exit status.

    Args:
        place: Where and when.
        notify: Descriptor of the service manager's socket, or None.
        watchdog: Microseconds of silence after which the service manager ends it, or None.

    Raises:
        EspaceError: A port cannot be opened, the settings are wrong, `at` is no moment, there is no
            such sample, or this process was started in another way.
    """
    if not is_isolated(os.environ):
        raise EspaceError(NOT_ISOLATED)
    sample, start = place.sample, place.start
    directory = models.ssh_directory(place.directory)
    settings = _settings(place, directory)
    signals = HostSignals(WITH_KEYBOARD)  # before anybody can come: a stop is orderly from then on
    listening = _listening(place)
    key = _settle_in(directory)
    tempfile.tempdir = str(directory / SESSIONS)
    os.chdir("/")
    keep_memory_private()
    clear_abandoned()
    cgroups = own_cgroups(settings.memory_bytes)
    line, gates = pair(TO_HOST, TO_GATE)
    fork_gate(gates, line, listening, settings, key, signals)
    reach = f"-p {listening[0].getsockname()[1]} {{user}}@{settings.name or socket.gethostname()}"
    say(OPENED.format(reach=reach.format(user="demo")))
    for one in listening:
        one.close()
    if place.election_file is not None:
        begin_pictures(place.election_file)
    preload(sandbox_election(Path(), sample), PRELOADED)
    own, lock = reserve()
    try:
        told = settings.changed(password=None)
        setting = Setting(start, _filled(own, place), told, reach, place.election_file, sample)
        share_pages()
        clock = models.SystemClock()
        figures = Figures(clock.now(), directory)
        supervisor = Supervisor(notify, watchdog)
        asked = SessionLoop(line, setting, signals, supervisor, clock, figures, cgroups).run()
    finally:
        shutil.rmtree(own, ignore_errors=True)
        os.close(lock)
    if asked:
        return 0
    say(GATE_LOST, stream=sys.stderr)
    return 1


def _settings(place: Place, directory: Path) -> models.SshSettings:
    """Return the settings, and say which keys of theirs open to nobody.

    Raises:
        EspaceError: They are wrong, or the election file of the helpdesk is.
    """
    if place.election_file is not None:
        check_election(place.election_file)
    read = models.load_ssh_settings(directory / models.SSH_SETTINGS)
    settings = place.over(read)
    for keys in (settings.demo_keys, settings.trainer_keys, settings.assistance_keys):
        if keys is not None and not keys.is_file():
            say(NO_KEYS.format(file=keys), stream=sys.stderr)
    if (read.assistance_keys is None) is not (place.config is None):
        say(NO_ELECTION if place.config is None else NO_AGENTS, stream=sys.stderr)
    return settings


def _settle_in(directory: Path) -> Path:
    """Make what is missing in the host's directory, open to nobody else; returns its key's file.

    Raises:
        EspaceError: It cannot be written, or its key is none.
    """
    os.umask(OPEN_TO_NONE)
    try:
        key = ensure_host_key(directory)
        (directory / SESSIONS).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EspaceError(NO_DIRECTORY.format(directory=directory)) from error
    except ValueError as error:
        raise EspaceError(NO_KEY.format(directory=directory)) from error
    return key


def _listening(place: Place) -> list[socket.socket]:
    """Return the listening sockets.

    Raises:
        EspaceError: One cannot be.
    """
    if place.addresses:
        return [_listen(address, place.port) for address in place.addresses]
    first = _listen(ANY, place.port)
    try:
        return [first, _listen(ANY_IPV6, first.getsockname()[1])]
    except EspaceError:  # a machine without IPv6
        return [first]


def _listen(address: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        EspaceError: It cannot be.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=BACKLOG)
    except OSError as error:
        # A name that is not found has a number of getaddrinfo(3), below 0.
        if (error.errno or 0) < 0 or error.errno == errno.EADDRNOTAVAIL:
            raise EspaceError(NO_ADDRESS.format(address=address)) from error
        reason = REASONS.get(error.errno or 0) or os.strerror(error.errno or 0)
        raise EspaceError(IN_USE.format(port=port, address=address, reason=reason)) from error


def _filled(directory: Path, place: Place) -> Path:
    """Fill a sandbox, its vote prepared as it is at the start, and return its folder.

    A process of its own does it: this one opens no database and computes no hash.

    Raises:
        EspaceError: It could not.
    """
    template = directory / TEMPLATE
    template.mkdir()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            fill_template(template, models.TravelClock(place.start), place.sample)
            status = 0
        except Exception as error:
            record_error(error, "serve")
        finally:
            os._exit(status)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0:
        raise EspaceError(NOT_FILLED)
    return template


def ask_password() -> str:
    """Return the password that `demo` needs, typed hidden, or the first line of standard input.

    Raises:
        EspaceError: There is none.
    """
    typed = getpass(ASK) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise EspaceError(NOT_TYPED)
    return typed
