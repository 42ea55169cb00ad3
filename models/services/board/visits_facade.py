"""What a visit asks for that votes, looks for a ballot or reads the results."""

from __future__ import annotations

from models.services.board.results import (
    can_see_results,
    list_public_results,
    show_result,
)
from models.services.shared.facade import Facade, UseCase
from models.services.vote.access import open_vote
from models.services.vote.casting import cast_ballot
from models.services.vote.presenting import open_ballot
from models.services.vote.receipts import can_be_checked, find_receipt, look_up_ballot


class Voting(Facade):
    """The voter's side of the vote and of its results."""

    enter = UseCase(open_vote)
    open_ballot = UseCase(open_ballot)
    cast = UseCase(cast_ballot)
    find_receipt = UseCase(find_receipt)
    can_be_checked = UseCase(can_be_checked)
    look_up = UseCase(look_up_ballot)

    can_see_results = UseCase(can_see_results)
    list_results = UseCase(list_public_results)
    show_result = UseCase(show_result)
