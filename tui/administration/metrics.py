"""`admin serve-metrics`: the figures of the election for a monitor, on this machine only."""

from __future__ import annotations

import errno
import json
import signal
from collections.abc import Callable, Iterable, Iterator
from socketserver import ThreadingMixIn
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import typer

import models
from models import Level
from tui.command_line.options import ConfigOption, chosen_espace
from tui.command_line.process_guards import keep_memory_private
from tui.command_line.saying import FORMAT, say

if TYPE_CHECKING:
    from prometheus_client.core import Metric

    from models import Espace

LOOPBACK = "127.0.0.1"
PORT = 9464
"""The usual one of an exporter of OpenTelemetry: of those given to others, none."""
STOPPING = (signal.SIGTERM, signal.SIGINT)
PATIENCE = 10
"""Seconds that a client has for its request."""
COUNTED_EACH = 60.0
CHECKED_EACH = 30.0
"""Seconds for which a count, and a check, is answered again."""
SHARE = 50
"""How many times as long as a count it is answered again, at least: 2 % of a core."""

TAKEN = (
    "Le port {port} de cette machine est déjà pris : arrêtez le programme qui l'occupe "
    "(« ss -ltnp » le nomme), ou choisissez un autre port par « --port »."
)
NOT_ALLOWED = (
    "Ce compte ne peut pas écouter sur le port {port} : choisissez-en un à partir de 1024 par "
    "« --port »."
)
SERVED = "Les mesures sont servies sur http://{place}/metrics, l'état sur http://{place}/health."

T = TypeVar("T")


class PortUnusable(models.EspaceError):
    """The port cannot be listened to."""


def serve_metrics(
    config: ConfigOption = None,
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=1, max=65_535, help="Port d'écoute, sur cette machine seule."
        ),
    ] = PORT,
) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        PortUnusable: The port is taken, or not for this account.
    """
    with _listening(port, Pages(chosen_espace(config))) as server:
        keep_memory_private()
        # Held back in all threads from here on: `sigwait` takes them.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        Thread(target=server.serve_forever, daemon=True).start()
        say(SERVED.format(place=f"{LOOPBACK}:{port}"))
        signal.sigwait(STOPPING)
        server.shutdown()


class Kept(Generic[T]):
    """What is read again only when it is old, by one thread for all."""

    def __init__(self, read: Callable[[], T], seconds: float) -> None:
        """Take what reads it, and for how long it is good at least."""
        self._read, self._seconds = read, seconds
        self._lock = Lock()
        self._held: T | None = None
        self._until = 0.0

    def get(self) -> T | None:
        """Return it; None if it cannot be read, which is asked again after as long."""
        with self._lock:
            began = monotonic()
            if began >= self._until:
                try:
                    self._held = self._read()
                except models.EspaceError:
                    self._held = None
                except Exception as error:
                    # The server would write it with its values on standard error.
                    from tui.logs.journal import record_error

                    record_error(error, "metrics")
                    self._held = None
                took = monotonic() - began
                self._until = began + took + max(self._seconds, SHARE * took)
            return self._held


class Pages:
    """The application that answers: WSGI (PEP 3333)."""

    def __init__(self, espace: Espace) -> None:
        """Take the election; nothing is read yet."""
        from prometheus_client import CollectorRegistry, make_wsgi_app

        self._figures = Kept(espace.administration.read_figures, COUNTED_EACH)
        self._levels = Kept(espace.administration.read_levels, CHECKED_EACH)
        registry = CollectorRegistry()  # the usual one would add figures of this process
        registry.register(self)
        self._metrics = make_wsgi_app(registry, disable_compression=True)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer a request."""
        match environ.get("REQUEST_METHOD"), environ.get("PATH_INFO"):
            case "GET" | "HEAD", "/metrics":
                return cast("Iterable[bytes]", self._metrics(environ, start))
            case "GET" | "HEAD", "/health":
                return self._health(start)
        start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Il n'y a que /metrics et /health.\n"]

    def collect(self) -> Iterator[Metric]:
        """Yield the figures: those that cannot be read are absent."""
        from tui.administration.metric_families import families

        return families(self._figures.get(), self._levels.get() or {})

    def describe(self) -> Iterator[Metric]:
        """Yield nothing: the registry would otherwise count to learn the names."""
        return iter(())

    def _health(self, start: Any) -> Iterable[bytes]:
        """Answer 200 unless something does not work: then 503."""
        levels = self._levels.get() or {}
        level = max(levels.values(), default=Level.FAULT)
        status = "503 Service Unavailable" if level is Level.FAULT else "200 OK"
        start(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
        facts = {
            "format": FORMAT,
            "state": level.name.lower(),
            "checks": {subject: one.name.lower() for subject, one in levels.items()},
        }
        return [f"{json.dumps(facts)}\n".encode()]


class _Server(ThreadingMixIn, WSGIServer):
    """A slow client keeps no other one waiting."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """Write nothing if a client goes away before its answer."""


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request: a monitor asks four times a minute."""

    timeout = PATIENCE

    def log_message(self, *_: Any) -> None:
        """Write nothing."""


def _listening(port: int, pages: Pages) -> WSGIServer:
    """Return the server, which listens.

    Raises:
        PortUnusable: It cannot.
    """
    try:
        return make_server(LOOPBACK, port, pages, _Server, _Quiet)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortUnusable(TAKEN.format(port=port)) from error
        if error.errno in {errno.EACCES, errno.EPERM}:
            raise PortUnusable(NOT_ALLOWED.format(port=port)) from error
        raise
