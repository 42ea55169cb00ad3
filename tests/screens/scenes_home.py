"""What leads to the home screen, the help, the demonstration's screens."""

from __future__ import annotations

from tests.screens.stage import Stage


async def arrives(stage: Stage) -> None:
    await stage.arrives("home")


async def is_on_the_way(stage: Stage) -> None:
    mailbox = stage.opens_mailbox()
    stage.creates_account(mailbox.address)
    await stage.opens("inbox")
    await stage.opens("home")
    await stage.reads("en attente de confirmation")


async def asks_for_help(stage: Stage) -> None:
    await stage.opens("webmail_login")
    await stage.presses("f1")
    await stage.reads("Fermer")


async def finds_it_unavailable(stage: Stage) -> None:
    from models import DatabaseAway
    from tui.screens.unavailable import Unavailable

    await stage.app.push_screen(Unavailable(DatabaseAway().text))
    await stage.reads("SERVICE INDISPONIBLE")


async def opens_the_calendar(stage: Stage) -> None:
    await stage.opens("demo_calendar")


async def opens_the_people(stage: Stage) -> None:
    await stage.opens("demo_people")
