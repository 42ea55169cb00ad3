"""What the trash says of the mails in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.webmail.inbox_words import room_in, say_count

if TYPE_CHECKING:
    from models import MessageSummary

STILL_COUNTED = "Ces mails occupent encore votre boîte. Videz la corbeille pour libérer la place."


def held_words(mails: tuple[MessageSummary, ...]) -> str:
    """Return « Corbeille : 3 mails, 85 Ko », « Corbeille : vide »."""
    held = f"{say_count(len(mails))}, {room_in(mails)}" if mails else "vide"
    return f"Corbeille : {held}"


def notice_words(mails: tuple[MessageSummary, ...], *, asking: bool) -> tuple[str, ...]:
    """Return why to empty the trash, or what erasing will do; nothing where it is empty."""
    if not mails:
        return ()
    if not asking:
        return (STILL_COUNTED,)
    verb = "seront effacés" if len(mails) > 1 else "sera effacé"
    return (f"{say_count(len(mails))} {verb} pour toujours : {room_in(mails)} libérés.",)


def say_restored(count: int) -> str:
    """Return « 2 mails sont revenus dans votre boîte. »."""
    verb = "sont revenus" if count > 1 else "est revenu"
    return f"{say_count(count)} {verb} dans votre boîte."
