"""What leads to the screens of the webmail."""

from __future__ import annotations

from textual.pilot import Pilot

from models import PendingCode
from tests.tui.sandbox import DUPONT, Sandbox, appeared, fill, opened
from tui.scenes.webmail import assistance as assistance
from tui.scenes.webmail import confirmation_message as confirmation_message
from tui.scenes.webmail import forgotten as forgotten
from tui.scenes.webmail import full_inbox as full_inbox
from tui.scenes.webmail import inbox as inbox
from tui.scenes.webmail import inbox_with_the_mail as inbox_with_the_mail
from tui.scenes.webmail import login as login
from tui.scenes.webmail import login_has_to_wait as login_has_to_wait
from tui.scenes.webmail import new_password as new_password
from tui.scenes.webmail import opens_the_newest as opens_the_newest
from tui.scenes.webmail import previewed as previewed
from tui.scenes.webmail import trash as trash


def create_account(sandbox: Sandbox, address: str = DUPONT) -> PendingCode:
    """Create an account in this visit, and send its mail."""
    pending = sandbox.create_account(address)
    sandbox.espace.administration.send_waiting_mail()
    return pending


async def login_refused(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await login(sandbox, pilot)
    await fill(pilot, "FDupont", "16E0000000ZZZ")
    await pilot.press("enter")
    await appeared(sandbox, pilot, "incorrect")


async def new_password_rules(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await new_password(sandbox, pilot)
    await fill(pilot, "Tilleul5", "Tilleuls", "")
    await appeared(sandbox, pilot, "les deux saisies sont différentes")


async def flooded_inbox(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("hcazenave")
    await opened(sandbox, pilot, "inbox")
    await appeared(sandbox, pilot, "60 mails")
    await previewed(sandbox, pilot)


async def message(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await inbox(sandbox, pilot)
    await opens_the_newest(sandbox, pilot)


async def empty_trash(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    sandbox.open_mailbox("fdupont")
    await opened(sandbox, pilot, "trash")
    await appeared(sandbox, pilot, "Corbeille : vide")
