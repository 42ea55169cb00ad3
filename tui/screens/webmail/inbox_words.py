"""What the inbox says of its state, and which step it proposes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from models import WindowState, say_number
from tui.visit.sizes import say_size

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from models import Calendar, Election, Folder, MessageSummary
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments
    from tui.visit.routes import Route
    from tui.visit.visit import Visit
    from tui.widgets.notice import Tone


class Way(Enum):
    """What the primary button does."""

    ONWARD = auto()
    OPEN_MAIL = auto()
    ERASE = auto()
    EMPTY_TRASH = auto()
    LEAVE = auto()


_ONWARD: dict[Route, str] = {
    "scrutins": "account.onward.scrutins",
    "confirmation": "account.onward.confirmation",
    "renew_password": "account.onward.password",
    "account_access": "account.onward.space",
    "account_creation": "account.onward.creation",
}
"""Keys of what follows the mailbox, by the name of its screen."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the primary button does.

    Attributes:
        label: Its words.
        message_id: The mail to open, for `Way.OPEN_MAIL`.
        working: What is said meanwhile; empty: the label.
    """

    way: Way
    label: str
    working: str = ""
    message_id: int | None = None

    @property
    def is_detour(self) -> bool:
        """Whether it is something to do here, that one may also leave for later."""
        return self.way not in {Way.ONWARD, Way.LEAVE}


def next_step(
    folder: Folder,
    visit: Visit,
    election: Election,
    now: datetime,
    chosen: Sequence[MessageSummary],
) -> NextStep:
    """Return what to do next: make room, open the mail of the election, or go on.

    Args:
        folder: The inbox.
        visit: How far the person has come.
        election: Its words, and whether an account can still be created.
        now: Aware.
        chosen: Messages that are checked, else the one that is pointed at.
    """
    calendar, mail = election.calendar, election_mail(folder)
    ended = calendar.confirmations.is_over(now)
    stuck = folder.full and (folder.waiting or mail is None or not mail.unread) and not ended
    if visit.voter is None and stuck:
        if folder.trashed and len(chosen) < 2:
            return NextStep(Way.EMPTY_TRASH, f"Vider la corbeille : {say_mails(folder.trashed)}")
        if folder.messages:
            return NextStep(Way.ERASE, erase_label(chosen), "Suppression…")
    expired = visit.mail_expired(now) and not (ended or visit.account_exists)
    of_use = not (expired or ended)
    awaited = visit.code_route is not None and mail is not None and not mail.says_no_account
    if visit.voter is None and mail and (mail.unread or awaited) and of_use:
        return NextStep(Way.OPEN_MAIL, "Ouvrir le mail de l'élection", message_id=mail.message_id)
    route = onward(folder, visit, calendar, now)
    if route is None:
        return NextStep(Way.LEAVE, "QUITTEZ")
    words = election.texts.line("account.onward.other_mail" if expired else _ONWARD[route])
    return NextStep(Way.ONWARD, f"Continuer : {words}")


def onward(folder: Folder | None, visit: Visit, calendar: Calendar, now: datetime) -> Route | None:
    """Return the screen that follows the mailbox on the path, None before accounts are opened."""
    if visit.voter is not None:
        return "scrutins"
    if calendar.confirmations.is_over(now):
        return "account_access"
    mail = election_mail(folder) if folder is not None else None
    answered = mail is not None and not mail.says_no_account
    if visit.code_route is not None and (answered or mail is None):
        return visit.code_route
    if calendar.accounts.state(now) is WindowState.BEFORE:
        return None
    if answered or calendar.accounts.is_over(now):
        return "account_access"
    return "account_creation"


def come_back(election: Election, moments: Moments) -> tuple[Part, ...]:
    """Return what is said of a box that is ready before accounts are opened."""
    opening = moments.date(election.calendar.accounts_open)
    return (
        "Votre messagerie est activée. ",
        (f"Revenez dès le {opening}", ".strong"),
        f" : {election.texts.line('account.onward.then_create')}",
    )


def election_mail(folder: Folder) -> MessageSummary | None:
    """Return the newest mail of the election, None if there is none."""
    return next((mail for mail in folder.messages if mail.from_election), None)


def erase_label(chosen: Sequence[MessageSummary]) -> str:
    """Return « Supprimer définitivement les 3 mails cochés : 84 Ko », or « ce mail : 28 Ko »."""
    which = f"les {number_words(len(chosen))} mails cochés" if len(chosen) > 1 else "ce mail"
    return f"Supprimer définitivement {which} : {room_in(tuple(chosen))}"


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
    return f"La corbeille n'a plus de place. Supprimer définitivement {say_mails(count)} ?"


def say_erased(count: int) -> str:
    """Return « 3 mails sont supprimés. »."""
    return f"{say_mails(count)} {'sont supprimés' if count > 1 else 'est supprimé'}."


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
    folder: Folder, *, expired: bool = False, ended: bool = False
) -> tuple[Tone, tuple[Part, ...]]:
    """Return the notice above the list: no words if all is well; a full mailbox comes first.

    Args:
        folder: The inbox.
        expired: The code that this visit waits for can no longer be used.
        ended: No account can be confirmed any more: a mail asks for nothing.
    """
    mail = election_mail(folder)
    if folder.full and ended:
        return "missing", ("Votre boîte est saturée : aucun mail ne peut arriver.",)
    if folder.full:
        late = "le mail de confirmation" if folder.waiting else "aucun mail"
        return "missing", (
            f"Votre boîte est saturée : {late} ne peut {'pas ' if folder.waiting else ''}arriver. ",
            ("Cochez (Espace), puis Suppr et Entrée.", ".strong"),
        )
    if folder.waiting:
        return "waiting", ("Un mail de l'élection est en route : il s'affichera ici.",)
    if ended:
        return "plain", ()
    if expired:
        return "missing", ("Le mail de confirmation a expiré : demandez-en un autre.",)
    if mail is not None and mail.unread:
        return "kept", ("Un mail de l'élection est arrivé : ouvrez-le.",)
    return "plain", ()
