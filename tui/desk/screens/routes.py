"""Where the screens of the helpdesk are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route

DESK_ROUTES: Mapping[Route, str] = {
    "desk_sign_in": "tui.desk.screens.sign_in:DeskSignIn",
    "desk_password": "tui.desk.screens.first_password:DeskPassword",
    "desk_authenticator_in_use": ("tui.desk.screens.authenticator_in_use:DeskAuthenticatorInUse"),
    "desk_authenticator": "tui.desk.screens.authenticator:DeskAuthenticator",
    "desk_search": "tui.desk.screens.search:DeskSearch",
    "desk_person": "tui.desk.screens.person:DeskPerson",
    "desk_caller": "tui.desk.screens.caller:DeskCaller",
    "desk_act": "tui.desk.screens.act:DeskActPage",
    "desk_picture": "tui.desk.screens.picture:DeskPicture",
    "desk_follow": "tui.desk.screens.follow:DeskFollow",
    "desk_history": "tui.desk.screens.history:DeskHistory",
    "desk_spelling": "tui.desk.screens.spelling:DeskSpelling",
    "desk_ending": "tui.desk.screens.ending:DeskEnding",
    "desk_call_back": "tui.desk.screens.call_back:DeskCallBack",
    "desk_board": "tui.desk.screens.board:DeskBoard",
    "desk_requests": "tui.desk.screens.requests:DeskRequests",
    "desk_lock": "tui.desk.screens.lock:DeskLock",
}
