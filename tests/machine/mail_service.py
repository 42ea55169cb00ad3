"""The mail service of the académie, in the machine: Dovecot, and what takes mails before it."""

from __future__ import annotations

from tests.machine.cargo import PLACE, REPOSITORY
from tests.mail_servers.dovecot import CONFIGURATION, TRASH
from tests.mail_servers.front import PASSWORD, USER

SMTP, IMAP, IMAPS, LMTP = 587, 143, 993, 24

ADDRESS = "manon.ravier@ac-lyon.fr"
USER_NAME, MAILBOX_PASSWORD = "manon.ravier", "Camion-bleu7"

FRONT = f"""
import pathlib, threading
from tests.mail_servers.front import running_front
folder = pathlib.Path("{PLACE}")
with running_front({LMTP}, folder / "serveur.pem", folder / "serveur.key", port={SMTP}):
    threading.Event().wait()
"""

UNIT = f"""[Service]
WorkingDirectory={PLACE}/depot
ExecStart=/usr/bin/python3 /srv/essai/front.py
Environment=PYTHONPATH={PLACE}/depot PYTHONDONTWRITEBYTECODE=1
Restart=on-failure
"""


def install_mail_service() -> str:
    """Return the script that installs and starts it."""
    values = {
        "run": "/run/dovecot-essai",
        "log": "/var/log/dovecot-essai.log",
        "internal_user": "dovecot",
        "internal_group": "dovecot",
        "login_user": "dovenull",
        "mail_user": "nobody",
        "mail_group": "nogroup",
        "certificate": f"{PLACE}/serveur.pem",
        "key": f"{PLACE}/serveur.key",
        "users": f"{PLACE}/users",
        "trash": TRASH,
        "imap": IMAP,
        "imaps": IMAPS,
        "lmtp": LMTP,
    }
    home = f"{PLACE}/boites/{USER_NAME}"
    users = "".join(
        f"{name}:{{PLAIN}}{MAILBOX_PASSWORD}::::{home}::userdb_quota_storage_size=1M\n"
        for name in (USER_NAME, ADDRESS)
    )
    return f"""set -e
apt-get -qq install dovecot-imapd dovecot-lmtpd python3-aiosmtpd > /dev/null
git clone --quiet {REPOSITORY} {PLACE}/depot
systemctl disable --quiet --now dovecot.socket dovecot.service 2> /dev/null || true
cat > {PLACE}/dovecot.conf <<'FIN'
{CONFIGURATION.format_map(values)}FIN
cat > {PLACE}/users <<'FIN'
{users}FIN
cat > {PLACE}/front.py <<'FIN'
{FRONT}FIN
cat > /etc/systemd/system/essai-smtp.service <<'FIN'
{UNIT}FIN
chmod 0755 {PLACE}
mkdir -p {home}
chmod 0777 {home}
printf '[Service]\\nExecStart=/usr/sbin/dovecot -F -c {PLACE}/dovecot.conf\\n' \\
    > /etc/systemd/system/essai-dovecot.service
systemctl daemon-reload
systemctl start essai-dovecot essai-smtp
"""


__all__ = ["ADDRESS", "MAILBOX_PASSWORD", "PASSWORD", "USER", "USER_NAME", "install_mail_service"]
