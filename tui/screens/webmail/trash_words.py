"""What the trash says of the mails in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.webmail.inbox_words import number_words, room_in, say_mails

if TYPE_CHECKING:
    from models import Folder

ONE_STILL_COUNTED = "Ce mail occupe encore votre boîte. Videz la corbeille pour libérer la place."
STILL_COUNTED = "Ces mails occupent encore votre boîte. Videz la corbeille pour libérer la place."


def held_words(folder: Folder | None) -> str:
    """Return « Corbeille : 3 mails, 85 Ko », « Corbeille : vide »."""
    if folder is None:
        return "Corbeille"
    shown, older = len(folder.messages), folder.left_out
    if older:
        parts = f"{number_words(shown)} affichés et {number_words(older)} plus anciens"
        return f"Corbeille : {say_mails(shown + older)}, {parts}"
    return f"Corbeille : {f'{say_mails(shown)}, {room_in(folder.messages)}' if shown else 'vide'}"


def notice_words(folder: Folder | None, *, asking: bool) -> tuple[str, ...]:
    """Return why to empty the trash, or what erasing will do; nothing if it is empty."""
    if folder is None or not folder.messages:
        return ()
    if not asking:
        return (STILL_COUNTED if len(folder.messages) > 1 else ONE_STILL_COUNTED,)
    count, older = len(folder.messages) + folder.left_out, folder.left_out
    verb = "seront supprimés" if count > 1 else "sera supprimé"
    if older:
        unseen = f"dont {number_words(older)} plus anciens qui ne sont pas affichés"
        return (f"{say_mails(count)} {verb} définitivement, {unseen}.",)
    return (f"{say_mails(count)} {verb} définitivement : {room_in(folder.messages)} libérés.",)


def say_emptied(folder: Folder, count: int) -> str:
    """Return what was freed, or how many mails were erased if they were not all shown."""
    if count != len(folder.messages):
        return f"La corbeille est vidée : {say_mails(count)} en moins."
    return f"La corbeille est vidée : {room_in(folder.messages)} libérés."


def say_restored(count: int) -> str:
    """Return « 2 mails sont revenus dans votre boîte. »."""
    verb = "sont revenus" if count > 1 else "est revenu"
    return f"{say_mails(count)} {verb} dans votre boîte."
