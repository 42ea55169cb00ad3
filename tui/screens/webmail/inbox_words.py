"""What the inbox says of its state, and which step it proposes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from models import CodePurpose, WindowState
from tui.widgets.quota_bar import say_size

if TYPE_CHECKING:
    from datetime import datetime

    from models import Calendar, Folder, MessageSummary
    from tui.glyphs import Part
    from tui.visit import Visit
    from tui.widgets.notice import Tone


class Way(Enum):
    """Where the primary button leads; the value of a screen is its route."""

    SCRUTINS = "scrutins"
    CONFIRM = "confirmation"
    RENEW = "renew_password"
    ACCESS = "account_access"
    CREATE = "account_creation"
    OPEN_MAIL = "message"
    DELETE = "delete"
    EMPTY_TRASH = "trash"


_WORDS = {
    Way.SCRUTINS: "Continuer : vos scrutins",
    Way.CONFIRM: "Continuer : confirmez votre compte",
    Way.RENEW: "Continuer : votre nouveau mot de passe",
    Way.ACCESS: "Continuer : votre espace électeur",
    Way.CREATE: "Continuer : créez votre compte électeur",
    Way.OPEN_MAIL: "Ouvrir le mail de l'élection",
    Way.EMPTY_TRASH: "Vider la corbeille",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the primary button does.

    Attributes:
        message_id: The mail to open, for `Way.OPEN_MAIL`.
    """

    way: Way
    label: str
    message_id: int | None = None

    @property
    def is_detour(self) -> bool:
        """Whether it is something to do here, that one may also leave for later."""
        return self.way in {Way.OPEN_MAIL, Way.DELETE, Way.EMPTY_TRASH}


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
            return NextStep(Way.EMPTY_TRASH, _WORDS[Way.EMPTY_TRASH])
        if folder.messages:
            return NextStep(Way.DELETE, delete_label(checked))
    if visit.voter is None and mail and (mail.unread or visit.pending):
        return NextStep(Way.OPEN_MAIL, _WORDS[Way.OPEN_MAIL], mail.message_id)
    way = onward(folder, visit, calendar, now)
    return NextStep(way, _WORDS[way])


def onward(folder: Folder | None, visit: Visit, calendar: Calendar, now: datetime) -> Way:
    """Return the screen that follows the mailbox on the path."""
    if visit.voter is not None:
        return Way.SCRUTINS
    if visit.pending is not None:
        return Way.CONFIRM if visit.pending.purpose is CodePurpose.CONFIRM else Way.RENEW
    answered = folder is not None and election_mail(folder) is not None
    if answered or calendar.accounts.state(now) is WindowState.AFTER:
        return Way.ACCESS
    return Way.CREATE


def election_mail(folder: Folder) -> MessageSummary | None:
    """Return the newest mail of the election, None where there is none."""
    return next((mail for mail in folder.messages if mail.from_election), None)


def delete_label(checked: int) -> str:
    """Return « Supprimer ce mail », or of what is checked « Supprimer les 3 mails cochés »."""
    if checked > 1:
        return f"Supprimer les {say_number(checked)} mails cochés"
    return "Supprimer le mail coché" if checked else "Supprimer ce mail"


def say_number(number: int) -> str:
    """Return « 5 000 », its thousands apart: the narrow space is in no console font."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def say_count(count: int) -> str:
    """Return « aucun mail », « 1 mail », « 3 mails »."""
    return f"{say_number(count) if count else 'aucun'} {_plural('mail', count)}"


def _plural(words: str, count: int) -> str:
    return f"{words}s" if count > 1 else words


def erase_question(count: int) -> str:
    """Return what erasing so many mails without the trash would do."""
    erased = "seront effacés" if count > 1 else "sera effacé"
    return (
        "Votre boîte est si pleine que rien ne va plus dans la corbeille. Effacer pour toujours ? "
        f"{say_count(count)} {erased}, sans retour possible."
    )


def say_erased(count: int) -> str:
    """Return « 3 mails sont effacés. »."""
    return f"{say_count(count)} {'sont effacés' if count > 1 else 'est effacé'}."


def say_in_trash(count: int) -> str:
    """Return « 3 mails sont dans la corbeille. »."""
    return f"{say_count(count)} {'sont' if count > 1 else 'est'} dans la corbeille."


def count_words(folder: Folder, address: str) -> str:
    """Return whose inbox it is, and what it holds."""
    unread, count = folder.unread, len(folder.messages)
    older = f" sur {say_number(count + folder.left_out)}" if folder.left_out else ""
    words = f"{address} · {say_count(count)}{older}"
    if not unread:
        return words
    if unread == count and older:
        return f"{words}, tous non lus"
    some = f", dont {say_number(unread)}" if unread < count else ""
    return f"{words}{some} {_plural('non lu', unread)}"


def room_in(messages: tuple[MessageSummary, ...]) -> str:
    """Return the room that messages take: « 84 Ko »."""
    return say_size(sum(message.size for message in messages))


def state_words(
    folder: Folder, checked: int, *, one_step: bool = False
) -> tuple[Tone, tuple[Part, ...]]:
    """Return the notice above the list: no words where all is well.

    A full mailbox comes first, with the steps that empty it, the present one marked.

    Args:
        folder: The inbox.
        checked: Messages that are checked, 0 or more.
        one_step: Tell the present step alone: a low screen has room for mails, or for words.
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
