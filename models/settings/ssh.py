"""`ssh.toml`: whom the demonstrations over SSH let in, and how much each may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta
from platformdirs import user_data_path

from models.settings.parts import Flaw, Positive, Section

SSH_SETTINGS, SSH_STATUS = "ssh.toml", "status.json"
"""Files of a host's directory: what it is told, and what it tells as long as it runs."""
LONGEST_SESSION = 86_400
"""Seconds of a day."""
MEBIBYTE = 1 << 20
TOO_SHORT = (
    "une session ({longest} s) finit avant son avertissement d'inactivité ({idle} + {warning} s) : "
    "allongez longest_seconds, ou raccourcissez idle_seconds ou warning_seconds"
)

Seconds = Annotated[int, Meta(ge=1, le=LONGEST_SESSION)]
Mebibytes = Annotated[int, Meta(ge=32, le=1 << 16)]


HostName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9.:-]{1,253}$",
        description="un nom de machine, comme « demo.exemple.fr », ou une adresse IP",
    ),
]


class SshSettings(Section, frozen=True, kw_only=True):
    """The settings of a host of demonstrations; times in seconds.

    Attributes:
        sessions: At once.
        sessions_of_address: At once from one address.
        connections_a_minute: New ones in a minute from one address; those far beyond are closed
            without a word.
        idle_seconds: Without a key until the warning.
        warning_seconds: From the warning until the session ends.
        longest_seconds: Of a session, which holds both.
        memory: Mebibytes that a session may have beside those of its host.
        core_seconds: Of a core that a session may use in all.
        stalled_seconds: Without a byte read by a client, until its session ends.
        keepalive_seconds: Without a byte of a client until it is asked for a sign; after three of
            them without an answer its session ends.
        closing_seconds: From the warning that the host ends until it does.
        password: Of the user `demo`; None: none is asked for.
        name: Of the machine, as people reach it; None: its own.
        demo_keys: File of the keys of which the user `demo` needs one; None: needs none.
        trainer_keys: File of the keys of trainers (authorized_keys of sshd(8)).
        assistance_keys: Likewise of the agents of the helpdesk; None: it is not open.
        assistance_sessions: Of the helpdesk at once, counted apart.
        assistance_idle_seconds: Without a key until a session of the helpdesk ends; it locks long
            before, as the election file says.
    """

    sessions: Positive = 200
    sessions_of_address: Positive = 200
    connections_a_minute: Positive = 240
    idle_seconds: Seconds = 900
    warning_seconds: Seconds = 60
    longest_seconds: Seconds = 14_400
    memory: Mebibytes = 256
    core_seconds: Seconds = 900
    stalled_seconds: Seconds = 120
    keepalive_seconds: Seconds = 20
    closing_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    name: HostName | None = None
    password: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    demo_keys: Path | None = None
    trainer_keys: Path | None = None
    assistance_keys: Path | None = None
    assistance_sessions: Positive = 20
    assistance_idle_seconds: Seconds = 3600

    def __repr__(self) -> str:
        """Tell nothing of the password."""
        return f"SshSettings(sessions={self.sessions})"

    def flaws(self) -> Iterator[Flaw]:
        """Yield a session that is too short for its warning."""
        if self.idle_seconds + self.warning_seconds > self.longest_seconds:
            reason = TOO_SHORT.format(
                longest=self.longest_seconds, idle=self.idle_seconds, warning=self.warning_seconds
            )
            yield Flaw((), reason)

    def beside(self, directory: Path) -> SshSettings:
        """Return the settings with their relative paths starting from an absolute directory."""
        named = {
            "demo_keys": self.demo_keys,
            "trainer_keys": self.trainer_keys,
            "assistance_keys": self.assistance_keys,
        }
        return self.changed(
            **{name: directory / keys for name, keys in named.items() if keys is not None}
        )

    @property
    def memory_bytes(self) -> int:
        """The memory of a session in bytes."""
        return self.memory * MEBIBYTE


def ssh_directory(given: Path | None) -> Path:
    """Return the absolute directory of a host: its settings, key, figures and sandboxes.

    Args:
        given: Named by the administrator; None: the account's own.
    """
    return (given or user_data_path("espace-electeur") / "ssh").absolute()
