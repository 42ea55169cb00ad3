"""What an open mail asks for, and where a link that can no longer be used leads instead."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from models import OtherRequest

if TYPE_CHECKING:
    from models import Election, Message, MessageSummary, StaleCode
    from tui.visit.moments import Moments
    from tui.visit.routes import Route
    from tui.visit.visit import Visit


class MessageWay(Enum):
    """What the primary button of a mail does."""

    FOLLOW = auto()
    BACK = auto()
    NEWEST = auto()
    NEW_CODE = auto()
    KEEP_ADDRESS = auto()
    KEEP_SURELY = auto()
    ADDRESS_KEPT = auto()

    @classmethod
    def of(cls, message: Message) -> MessageWay:
        """Return what a mail asks for: its link, if it has one, else to go back."""
        if message.summary.says_address_changes:
            return cls.KEEP_ADDRESS
        return cls.FOLLOW if message.link is not None else cls.BACK

    @classmethod
    def after_stale(
        cls, message: Message, around: tuple[MessageSummary, ...], error: StaleCode
    ) -> MessageWay:
        """Return what helps if the link of a mail is stale: the newest mail, or another one."""
        if isinstance(error, OtherRequest):  # the visit's own mail is another one of this folder
            return cls.BACK
        newest = next((mail for mail in around if mail.from_election), None)
        if newest is not None and newest.received_at > message.summary.received_at:
            return cls.NEWEST
        return cls.NEW_CODE


_WORDS = {
    MessageWay.FOLLOW: ("Cliquer sur le lien de confirmation", "Ouverture du lien…"),
    MessageWay.BACK: ("Retour aux mails", ""),
    MessageWay.NEWEST: ("Ouvrir le mail le plus récent", "Ouverture du mail…"),
    MessageWay.KEEP_ADDRESS: ("Je n'ai rien demandé : garder mon adresse", ""),
    MessageWay.KEEP_SURELY: ("Arrêter le changement d'adresse", "Un instant…"),
    MessageWay.ADDRESS_KEPT: ("Votre adresse reste la même. Retour aux mails", ""),
}


_TOPICS = {
    MessageWay.FOLLOW: "message",
    MessageWay.BACK: "plain_message",
    MessageWay.KEEP_ADDRESS: "address_message",
    MessageWay.KEEP_SURELY: "address_message",
    MessageWay.ADDRESS_KEPT: "address_message",
}


def topic_of(way: MessageWay) -> str:
    """Return the page of help on a mail by what its button does: a stale link has its own."""
    return _TOPICS.get(way, "stale_message")


def primary_words(way: MessageWay, election: Election) -> tuple[str, str]:
    """Return the label of the primary button, and what it says while it works."""
    if way is MessageWay.NEW_CODE:
        return election.texts.line("account.stale.go_on"), ""
    return _WORDS[way]


def route_to_new_code(visit: Visit) -> Route:
    """Return the screen where another code can be asked for, as far as the visit has come."""
    if visit.voter is not None:
        return "scrutins"
    return visit.code_route or "account_access"


def stale_words(
    error: StaleCode, way: MessageWay, visit: Visit, election: Election, moments: Moments
) -> str:
    """Return why a link is of no use, and what to do.

    Args:
        error: Why it was refused.
        way: What the primary button does now.
        visit: How far the person has come.
        election: Its calendar and its assistance.
        moments: The present.
    """
    calendar = election.calendar
    if calendar.confirmations.is_over(moments.now()):
        end = moments.end(calendar.confirmations_close)
        closed = election.texts.line("account.stale.closed", end=end)
        return " ".join((closed, *election.election.assistance_closed))
    advice = _advice_for_new_code(visit, election) if way is MessageWay.NEW_CODE else ""
    return f"{error.text} {advice}".strip()


def _advice_for_new_code(visit: Visit, election: Election) -> str:
    """Return what to do on that screen, in one sentence."""
    if visit.voter is not None:
        return election.texts.line("account.stale.in_space")
    if visit.pending is not None:
        return "L'écran suivant vous le propose."
    return election.texts.line("account.stale.enter")


def next_mails(
    around: tuple[MessageSummary, ...], message_id: int
) -> tuple[int | None, int | None]:
    """Return the mails before and after one in a folder, None at its ends."""
    ids = [mail.message_id for mail in around]
    if message_id not in ids:
        return None, None
    place = ids.index(message_id)
    before = ids[place - 1] if place > 0 else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return before, after
