"""What the board's host calls."""

from __future__ import annotations

from models.services.board.adding_up import add_up_ballots
from models.services.board.closing import close
from models.services.board.count_state import count_state
from models.services.board.finishing import finish_count
from models.services.board.incidents import list_incidents, report_incident
from models.services.board.lists import hand_lists, list_fingerprints
from models.services.board.lots import enter_lot
from models.services.board.minutes import minutes_of, write_minutes
from models.services.board.presence import recognise_member
from models.services.board.publishing import publish
from models.services.board.results import list_results, list_results_before
from models.services.board.sealing import seal
from models.services.board.shares import take_share
from models.services.board.state import read_state
from models.services.board.sticks import list_shares, list_sticks, place_share, read_share
from models.services.board.trial import (
    begin_trial,
    cast_trial_ballot,
    draw_trial_ballots,
    finish_trial,
    list_trial_scrutins,
    take_trial_share,
)
from models.services.shared.facade import Facade, UseCase
from models.services.vote.keys import (
    judge_passphrase,
    list_board,
    make_board_keys,
    require_keys_to_make,
    require_passphrase,
)
from models.services.vote.sealing import show_seal
from models.services.vote.turnout import count_turnout


class BoardServices(Facade):
    """The board's way: keys, trial, seal, the days of the vote, closing, count, minutes."""

    list_members = UseCase(list_board)
    list_shares = UseCase(list_shares)
    read_share = staticmethod(read_share)
    recognise = UseCase(recognise_member)
    state = UseCase(read_state)

    list_sticks = staticmethod(list_sticks)
    place_share = staticmethod(place_share)
    require_keys_to_make = UseCase(require_keys_to_make)
    judge_passphrase = UseCase(judge_passphrase)
    require_passphrase = UseCase(require_passphrase)
    make_keys = UseCase(make_board_keys)

    list_trial_scrutins = UseCase(list_trial_scrutins)
    begin_trial = UseCase(begin_trial)
    cast_trial_ballot = UseCase(cast_trial_ballot)
    draw_trial_ballots = UseCase(draw_trial_ballots)
    take_trial_share = UseCase(take_trial_share)
    finish_trial = UseCase(finish_trial)

    seal = UseCase(seal)
    show_seal = UseCase(show_seal)
    count_turnout = UseCase(count_turnout)
    keep_trackers = UseCase(hand_lists)
    list_fingerprints = UseCase(list_fingerprints)
    report_incident = UseCase(report_incident)
    list_incidents = UseCase(list_incidents)
    close = UseCase(close)

    count_state = UseCase(count_state)
    add_up = UseCase(add_up_ballots)
    take_share = UseCase(take_share)
    finish_count = UseCase(finish_count)

    list_results = UseCase(list_results)
    list_results_before = UseCase(list_results_before)
    enter_lot = UseCase(enter_lot)
    minutes_of = UseCase(minutes_of)
    write_minutes = UseCase(write_minutes)
    publish = UseCase(publish)
