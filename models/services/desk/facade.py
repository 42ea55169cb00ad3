"""The helpdesk's services: its staff, finding people, telling where they stand, acting for them."""

from __future__ import annotations

from models.services.desk.acts import cancel_for, release_for, resend_for, stop_address_for
from models.services.desk.addresses import apply_due_changes
from models.services.desk.authenticators import (
    disable_authenticator,
    enable_authenticator,
    offer_authenticator,
)
from models.services.desk.board import count_desk, read_board
from models.services.desk.calls import leave_call, list_calls, note_answers, open_call
from models.services.desk.confirming import read_requests
from models.services.desk.following import (
    join_following,
    leave_visit,
    look_at_visit,
    tell_visit,
)
from models.services.desk.indexing import refresh_search
from models.services.desk.one_person import show_person
from models.services.desk.person_file import read_person
from models.services.desk.sandbox import fill_helpdesk
from models.services.desk.search import search_people
from models.services.desk.sign_in import change_staff_password, sign_in_staff
from models.services.desk.staff import add_staff, disable_staff, list_staff, reset_staff
from models.services.desk.two_people import (
    ask_for,
    confirm_request,
    give_up_request,
    list_requests,
)
from models.services.shared.facade import Facade, UseCase


class Desk(Facade):
    """What the helpdesk and its administrator call."""

    add_staff = UseCase(add_staff)
    reset_staff = UseCase(reset_staff)
    disable_staff = UseCase(disable_staff)
    list_staff = UseCase(list_staff)
    fill_helpdesk = UseCase(fill_helpdesk)

    sign_in = UseCase(sign_in_staff)
    change_password = UseCase(change_staff_password)
    offer_authenticator = UseCase(offer_authenticator)
    enable_authenticator = UseCase(enable_authenticator)
    disable_authenticator = UseCase(disable_authenticator)

    refresh_search = UseCase(refresh_search)
    search = UseCase(search_people)
    read_person = UseCase(read_person)
    show_person = UseCase(show_person)

    open_call = UseCase(open_call)
    note_answers = UseCase(note_answers)
    leave_call = UseCase(leave_call)
    list_calls = UseCase(list_calls)

    resend = UseCase(resend_for)
    release = UseCase(release_for)
    cancel = UseCase(cancel_for)
    stop_address = UseCase(stop_address_for)
    apply_due_changes = UseCase(apply_due_changes)
    read_board = UseCase(read_board)
    count_desk = UseCase(count_desk)

    join_following = UseCase(join_following)
    look_at_visit = UseCase(look_at_visit)
    tell_visit = UseCase(tell_visit)
    leave_visit = UseCase(leave_visit)

    ask_for = UseCase(ask_for)
    confirm_request = UseCase(confirm_request)
    give_up_request = UseCase(give_up_request)
    list_requests = UseCase(list_requests)
    read_requests = UseCase(read_requests)
