"""What leads to the screens of the voter space."""

from __future__ import annotations

from contextlib import suppress

from models import CodeRefused
from tests.screens.scenes_webmail import confirmation_message
from tests.screens.stage import SOURCE, VOTER_PASSWORD, Stage

DUPONT = "francoise.dupont@ac-toulouse.fr"
WRONG_CODE = "BCDFG-HJKLM"


async def creation(stage: Stage) -> None:
    stage.opens_mailbox()
    await stage.opens("account_creation")
    await stage.reads("8 caractères au minimum")


async def creation_rules(stage: Stage) -> None:
    await creation(stage)
    await stage.writes("Camelia", "Cam")
    await stage.reads("✗ un chiffre")


async def creation_faults(stage: Stage) -> None:
    await creation(stage)
    await stage.writes("Dupont2014", "Dupont2015")
    await stage.presses("enter")
    await stage.reads("ne suit pas toutes les règles")


async def other_address(stage: Stage) -> None:
    await creation(stage)
    stage.app.screen.query_one("#address FieldInput").focus()
    await stage.presses("end", *["backspace"] * len(DUPONT))
    await stage.writes("jean.martin1@ac-toulouse.fr", "")
    await stage.reads("Vous avez ouvert la boîte")


async def creation_closed(stage: Stage) -> None:
    await stage.opens("account_creation")


async def mail_sent(stage: Stage) -> None:
    mailbox = stage.opens_mailbox()
    stage.creates_account(mailbox.address)
    await stage.opens("mail_sent")
    await stage.reads("est arrivé")


async def mail_waits(stage: Stage) -> None:
    mailbox = stage.opens_mailbox("jobriendarc")
    stage.creates_account(mailbox.address)
    await stage.opens("mail_sent")
    await stage.reads("saturée")


async def confirmation(stage: Stage) -> None:
    stage.creates_account(DUPONT)
    await stage.opens("confirmation")


async def wrong_code(stage: Stage) -> None:
    await confirmation(stage)
    await stage.writes(WRONG_CODE)
    await stage.presses("enter")
    await stage.reads("n'est pas le bon")


async def dead_code(stage: Stage) -> None:
    pending = stage.creates_account(DUPONT)
    for _ in range(5):
        with suppress(CodeRefused):
            stage.espace.confirm_account(pending, WRONG_CODE, source=SOURCE)
    await stage.opens("confirmation")
    await stage.writes(WRONG_CODE)
    await stage.presses("enter")
    await stage.reads("ce code ne peut plus servir")


async def confirmation_by_link(stage: Stage) -> None:
    await confirmation_message(stage)
    await stage.presses("enter")
    await stage.arrives("confirmation")


async def reminder(stage: Stage) -> None:
    await confirmation_by_link(stage)
    await stage.presses("enter")
    await stage.arrives("password_reminder")


async def access(stage: Stage) -> None:
    await stage.opens("account_access")


async def access_refused(stage: Stage) -> None:
    await access(stage)
    await stage.writes(DUPONT, VOTER_PASSWORD)
    await stage.presses("enter")
    await stage.reads("ne vont pas ensemble")


async def forgotten(stage: Stage) -> None:
    await stage.opens("forgotten_voter_password")


async def password_mail_sent(stage: Stage) -> None:
    await forgotten(stage)
    await stage.writes("karim.benali@ac-toulouse.fr")
    await stage.presses("enter")
    await stage.arrives("password_mail_sent")


async def renewal(stage: Stage) -> None:
    await password_mail_sent(stage)
    await stage.opens("renew_password")
    await stage.reads("8 caractères au minimum")


async def scrutins(stage: Stage) -> None:
    stage.signs_in()
    await stage.opens("scrutins")
    await stage.reads("Vous êtes appelé à participer à 4 scrutins.")
