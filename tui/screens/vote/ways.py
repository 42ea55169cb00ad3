"""The ways through the application de vote: from a scrutin to its receipt, and to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Receipt, ScrutinView
    from tui.screens.base import EspaceScreen


def open_scrutin(screen: EspaceScreen, scrutin: ScrutinView) -> None:
    """Open the result of a scrutin if it is there, otherwise its ballot or its receipt.

    Args:
        screen: Where the scrutin was chosen.
        scrutin: A scrutin of the person's.
    """
    if scrutin.counted:
        screen.espace_app.go("scrutin_result", scrutin=scrutin)
    else:
        enter_scrutin(screen, scrutin)


def enter_scrutin(screen: EspaceScreen, scrutin: ScrutinView) -> None:
    """Open the ballot of a scrutin, or its receipt; both means of access come before, once a visit.

    Args:
        screen: Where the scrutin was chosen.
        scrutin: A scrutin of the person's.
    """
    voted = scrutin.voted_at is not None
    access = screen.visit.vote
    if access is None:
        screen.espace_app.go("vote_access", scrutin=scrutin)
    elif voted:
        screen.asker.ask(
            lambda espace: espace.voting.find_receipt(access, scrutin.code),
            done=lambda receipt: show_receipt(screen, receipt),
        )
    else:
        screen.espace_app.go("vote_ballot", scrutin=scrutin)


def check_own_ballot(screen: EspaceScreen, scrutin: ScrutinView | None) -> None:
    """Open the page where anybody looks for a ballot, with one's own number if it can be known.

    Args:
        screen: The page in front.
        scrutin: One of the person's, from whose list they come; None: nobody is signed in.
    """
    access = screen.visit.vote
    if access is None or scrutin is None or scrutin.voted_at is None:
        screen.espace_app.go("ballot_check")
        return
    screen.asker.ask(
        lambda espace: espace.voting.find_receipt(access, scrutin.code),
        done=lambda receipt: screen.espace_app.go("ballot_check", tracker=receipt.tracker),
    )


def show_receipt(
    screen: EspaceScreen, receipt: Receipt, *, fresh: bool = False, before: str = ""
) -> None:
    """Leave the pages of the vote, and show a receipt above the scrutins.

    Args:
        screen: The page in front.
        receipt: What is shown.
        fresh: The ballot has just been taken.
        before: What is to be known first: it was taken before, and not by this page.
    """
    app = screen.espace_app
    app.go("scrutins")
    app.go("vote_receipt", receipt=receipt, fresh=fresh, before=before)
