"""What the inbox says of its state, and which step it proposes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from models import WindowState, say_number
from tui.visit.sizes import say_size

if TYPE_CHECKING:
    from datetime import datetime

    from models import Calendar, Folder, MessageSummary
    from tui.visit.glyphs import Part
    from tui.visit.routes import Route
    from tui.visit.visit import Visit
    from tui.widgets.notice import Tone


class Way(Enum):
    """What the primary button does."""

    ONWARD = auto()
    OPEN_MAIL = auto()
    DELETE = auto()
    EMPTY_TRASH = auto()


_ONWARD: dict[Route, str] = {
    "scrutins": "vos scrutins",
    "confirmation": "confirmez votre compte",
    "renew_password": "votre nouveau mot de passe",
    "account_access": "votre espace électeur",
    "account_creation": "créez votre compte électeur",
}
"""What follows the mailbox, in a few words, by the name of its screen."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the primary button does.

    Attributes:
        label: Its words.
        message_id: The mail to open, for `Way.OPEN_MAIL`.
        route: The screen to open, for `Way.ONWARD`.
    """

    way: Way
    label: str
    message_id: int | None = None
    route: Route | None = None

    @property
    def is_detour(self) -> bool:
        """Whether it is something to do here, that one may also leave for later."""
        return self.way is not Way.ONWARD


def next_step(
    folder: Folder, visit: Visit, calendar: Calendar, now: datetime, checked: int
) -> NextStep:
    """Return what to do next: make room, open the mail of the election, or go on.

    Args:
        folder: The inbox.
        visit: How far the person has come.
        calendar: Whether an account can still be created.
        now: Aware.
        checked: Messages that are checked, 0 or more.
    """
    mail = election_mail(folder)
    stuck = folder.full and (folder.waiting or mail is None or not mail.unread)
    if visit.voter is None and stuck:
        if folder.trashed and not checked:
            return NextStep(Way.EMPTY_TRASH, "Vider la corbeille")
        if folder.messages:
            return NextStep(Way.DELETE, delete_label(checked))
    if visit.voter is None and mail and (mail.unread or visit.pending):
        return NextStep(Way.OPEN_MAIL, "Ouvrir le mail de l'élection", mail.message_id)
    route = onward(folder, visit, calendar, now)
    return NextStep(Way.ONWARD, f"Continuer : {_ONWARD[route]}", route=route)


def onward(folder: Folder | None, visit: Visit, calendar: Calendar, now: datetime) -> Route:
    """Return the screen that follows the mailbox on the path."""
    if visit.voter is not None:
        return "scrutins"
    if visit.code_route is not None:
        return visit.code_route
    answered = folder is not None and election_mail(folder) is not None
    if answered or calendar.accounts.state(now) is WindowState.AFTER:
        return "account_access"
    return "account_creation"


def election_mail(folder: Folder) -> MessageSummary | None:
    """Return the newest mail of the election, None if there is none."""
    return next((mail for mail in folder.messages if mail.from_election), None)


def delete_label(checked: int) -> str:
    """Return « Supprimer ce mail », or of what is checked « Supprimer les 3 mails cochés »."""
    if checked > 1:
        return f"Supprimer les {number_words(checked)} mails cochés"
    return "Supprimer le mail coché" if checked else "Supprimer ce mail"


def number_words(number: int) -> str:
    """Return « 5 000 », as every terminal can show it."""
    return say_number(number, console=True)


def say_mails(count: int) -> str:
    """Return « aucun mail », « 1 mail », « 3 mails »."""
    return f"{number_words(count) if count else 'aucun'} {_plural('mail', count)}"


def _plural(words: str, count: int) -> str:
    return f"{words}s" if count > 1 else words


def erase_question(count: int) -> str:
    """Return what erasing so many mails without the trash would do."""
    erased = "seront effacés" if count > 1 else "sera effacé"
    return (
        "Votre boîte est si pleine que rien ne va plus dans la corbeille. Effacer pour toujours ? "
        f"{say_mails(count)} {erased}, sans retour possible."
    )


def say_erased(count: int) -> str:
    """Return « 3 mails sont effacés. »."""
    return f"{say_mails(count)} {'sont effacés' if count > 1 else 'est effacé'}."


def say_in_trash(count: int) -> str:
    """Return « 3 mails sont dans la corbeille. »."""
    return f"{say_mails(count)} {'sont' if count > 1 else 'est'} dans la corbeille."


def count_words(folder: Folder, address: str) -> str:
    """Return whose inbox it is, and what it holds."""
    unread, count = folder.unread, len(folder.messages)
    older = f" sur {number_words(count + folder.left_out)}" if folder.left_out else ""
    words = f"{address} · {say_mails(count)}{older}"
    if not unread:
        return words
    if unread == count and older:
        return f"{words}, tous non lus"
    some = f", dont {number_words(unread)}" if unread < count else ""
    return f"{words}{some} {_plural('non lu', unread)}"


def room_in(messages: tuple[MessageSummary, ...]) -> str:
    """Return the room that messages take: « 84 Ko »."""
    return say_size(sum(message.size for message in messages))


def state_words(
    folder: Folder, checked: int, *, one_step: bool = False
) -> tuple[Tone, tuple[Part, ...]]:
    """Return the notice above the list: no words if all is well.

    A full mailbox comes first, with the steps that empty it, the present one marked.

    Args:
        folder: The inbox.
        checked: Messages that are checked, 0 or more.
        one_step: Name only the present step: a low screen has room for mails, or for words.
    """
    mail = election_mail(folder)
    if folder.full:
        return "missing", _full_words(folder, checked, one_step)
    if folder.waiting:
        return "waiting", ("Un mail de l'élection est en route : il s'affichera ici.",)
    if mail is not None and mail.unread:
        return "kept", ("Un mail de l'élection est arrivé. ", ("C l'ouvre.", ".strong"))
    return "plain", ()


def _full_words(folder: Folder, checked: int, one_step: bool) -> tuple[Part, ...]:
    late = "un mail de l'élection attend" if folder.waiting else "aucun mail ne peut arriver"
    present = 3 if folder.trashed and not checked else 2 if checked else 1
    steps = (
        "1. Cochez les mails dont vous n'avez plus besoin : Espace.",
        "2. Supprimez-les : Suppr. Ils vont dans la corbeille.",
        "3. Videz la corbeille : T. Le mail en attente arrive alors."
        if folder.waiting
        else "3. Videz la corbeille : T.",
    )
    if one_step:
        return f"Boîte saturée : {late}.", (f"\n{steps[present - 1]}", ".strong")
    marked = [
        (f"\n{step}", ".strong" if number == present else ".muted")
        for number, step in enumerate(steps, start=1)
    ]
    return (f"Boîte saturée : {late}. Il faut la vider.", *marked)
