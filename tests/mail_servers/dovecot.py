"""A Dovecot of our own, thrown away: IMAP with TLS and STARTTLS, quota, LMTP.

Works as root and as anybody else, on ports of its own.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.mail_servers.served_mailboxes import ServedMailboxes
from tests.mail_servers.waiting import free_ports, wait_for, wait_for_port

PROGRAM = "/usr/sbin/dovecot"
WITH_US = ("sh", "-c", '"$@" & read -r _; kill $!; wait', "sh")
"""Runs a command until its input ends: even if the tests are killed."""
NOBODY = "nobody"

CONFIGURATION = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {run}
state_dir = {run}
listen = 127.0.0.1 127.0.0.2
protocols = imap lmtp
log_path = {log}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
default_login_user = {login_user}
ssl = yes
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
auth_allow_cleartext = no
auth_failure_delay = 0
mail_driver = maildir
mail_path = ~/Maildir
mail_uid = {mail_user}
mail_gid = {mail_group}
first_valid_uid = 1
first_valid_gid = 1
mailbox_list_index = no
passdb passwd-file {{
  passwd_file_path = {users}
  default_password_scheme = PLAIN
}}
userdb passwd-file {{
  passwd_file_path = {users}
}}
namespace inbox {{
  inbox = yes
{trash}}}
mail_plugins {{
  quota = yes
}}
quota_storage_grace = 0
quota user {{
  driver = count
}}
protocol imap {{
  mail_plugins {{
    imap_quota = yes
  }}
  mail_max_userip_connections = 100
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


TRASH = """\
  mailbox Corbeille {
    special_use = \\Trash
    auto = create
  }
"""


@dataclass(frozen=True)
class Dovecot(ServedMailboxes):
    """A running server.

    Attributes:
        imap: Port of IMAP with STARTTLS.
        imaps: Port of IMAP in TLS.
        ca_file: The certificate to trust.
    """

    imap: int
    imaps: int
    ca_file: Path

    @property
    def log(self) -> str:
        """What it has written."""
        return (self.directory / "log").read_text(errors="replace")


class DovecotRunner:
    """Starts a server, stops it and starts it again, its mailboxes kept."""

    def __init__(self, *, trash_made: bool = True) -> None:
        """Prepare its files in a short path of their own: sockets allow 107 characters."""
        if not Path(PROGRAM).exists():
            raise RuntimeError("dovecot is not installed: make services")
        directory = Path(tempfile.mkdtemp(prefix="espace-dovecot-"))
        directory.chmod(0o755)
        imap, imaps, lmtp = free_ports(3)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(directory / "ca.pem")
        self.server = Dovecot(directory, lmtp, imap, imaps, directory / "ca.pem")
        self._process: subprocess.Popen[bytes] | None = None
        self._authority = authority
        self.present_certificate("localhost", "127.0.0.1")
        (directory / "homes").mkdir()
        (directory / "homes").chmod(0o755)
        (directory / "users").touch()
        (directory / "log").touch()
        values = self._values(TRASH if trash_made else "")
        (directory / "dovecot.conf").write_text(CONFIGURATION.format_map(values))

    def _values(self, trash: str) -> Mapping[str, object]:
        directory, server = self.server.directory, self.server
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid())
        nobody = pwd.getpwnam(NOBODY)
        mine = grp.getgrgid(me.pw_gid).gr_name
        return {
            "run": directory / "run",
            "log": directory / "log",
            "internal_user": "dovecot" if root else me.pw_name,
            "internal_group": "dovecot" if root else mine,
            "login_user": "dovenull" if root else me.pw_name,
            "mail_user": NOBODY if root else me.pw_name,
            "mail_group": grp.getgrgid(nobody.pw_gid).gr_name if root else mine,
            "certificate": directory / "server.pem",
            "key": directory / "server.key",
            "users": directory / "users",
            "trash": trash,
            "imap": server.imap,
            "imaps": server.imaps,
            "lmtp": server.lmtp,
        }

    def present_certificate(self, *names: str) -> None:
        """Make the certificate that it shows from its next start on."""
        certificate = self._authority.issue_cert(*names)
        directory = self.server.directory
        certificate.private_key_pem.write_to_path(directory / "server.key")
        (directory / "server.key").chmod(0o600)
        for number, part in enumerate(certificate.cert_chain_pems):
            part.write_to_path(directory / "server.pem", append=number > 0)

    def start(self) -> Dovecot:
        """Run it in the foreground, and return it once it answers."""
        directory = self.server.directory
        with (directory / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [*WITH_US, PROGRAM, "-F", "-c", directory / "dovecot.conf"],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for port in (self.server.imap, self.server.imaps, self.server.lmtp):
            wait_for_port(port, self._process)
        return self.server

    def stop(self) -> None:
        """End it with every process that it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        process.communicate()
        group = process.pid
        wait_for(lambda: not _alive(group), "dovecot's processes to end")

    def remove(self) -> None:
        """Stop it and throw its files away."""
        self.stop()
        shutil.rmtree(self.server.directory, ignore_errors=True)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, signal.SIGTERM)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def running_dovecot() -> Iterator[Dovecot]:
    """Run a server for the length of the block."""
    runner = DovecotRunner()
    try:
        yield runner.start()
    finally:
        runner.remove()
