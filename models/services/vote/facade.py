"""What the administrator's commands about the vote call."""

from __future__ import annotations

from models.services.shared.facade import Facade, UseCase
from models.services.vote.closing import close_vote
from models.services.vote.credentials import load_credentials
from models.services.vote.exporting import export_archives
from models.services.vote.fingerprinting import keep_trackers
from models.services.vote.identifiers import credential_of
from models.services.vote.keys import (
    check_share,
    list_board,
    make_board_keys,
    require_keys_to_make,
    require_passphrase,
)
from models.services.vote.rehearsing import rehearse_vote
from models.services.vote.replacing import find_notice, replace_notice
from models.services.vote.roll_export import export_roll
from models.services.vote.sealing import seal_election, show_seal
from models.services.vote.turnout import count_turnout


class Vote(Facade):
    """The ground of the vote."""

    export_roll = UseCase(export_roll)
    load_credentials = UseCase(load_credentials)
    find_notice = UseCase(find_notice)
    replace_notice = UseCase(replace_notice)
    credential_of = UseCase(credential_of)

    list_board = UseCase(list_board)
    require_keys_to_make = UseCase(require_keys_to_make)
    require_passphrase = UseCase(require_passphrase)
    make_board_keys = UseCase(make_board_keys)
    check_share = UseCase(check_share)
    seal_election = UseCase(seal_election)
    show_seal = UseCase(show_seal)
    rehearse_vote = UseCase(rehearse_vote)

    keep_trackers = UseCase(keep_trackers)
    count_turnout = UseCase(count_turnout)
    close_vote = UseCase(close_vote)
    export_archives = UseCase(export_archives)
