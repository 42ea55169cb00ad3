"""Which reasons each act of the helpdesk may have, and who may do it."""

from __future__ import annotations

from collections.abc import Mapping

from models.views.desk import AccountStanding, StaffRole, Standing
from models.views.desk_calls import DeskAct, Reason

REASONS: Mapping[DeskAct, tuple[Reason, ...]] = {
    DeskAct.RESEND: (
        Reason.CODE_EXPIRED,
        Reason.MAIL_NOT_FOUND,
        Reason.CODE_TRIED_OUT,
        Reason.MAIL_REFUSED,
    ),
    DeskAct.RELEASE: (Reason.OWN_TRIES, Reason.TRIES_OF_OTHERS),
    DeskAct.CANCEL: (Reason.NOT_THEIRS, Reason.WRONG_PASSWORD_CHOSEN),
    DeskAct.DISABLE: (Reason.TAKEN_OVER, Reason.ASKED_BY_PERSON),
    DeskAct.ENABLE: (Reason.SETTLED, Reason.DISABLED_BY_MISTAKE, Reason.ASKED_BY_PERSON),
    DeskAct.ADDRESS: (Reason.ADDRESS_WRONG, Reason.ADDRESS_REPLACED),
    DeskAct.STOP_ADDRESS: (Reason.NOT_THEIRS, Reason.ADDRESS_MISTYPED),
}
"""The reasons of each act, the most frequent first."""

BY_TWO = frozenset({DeskAct.DISABLE, DeskAct.ENABLE, DeskAct.ADDRESS})
"""Acts that a supervisor asks for and somebody else confirms."""

NEEDS_ALL = frozenset({DeskAct.DISABLE, DeskAct.ADDRESS})
"""Acts that take something away: every answer of the caller has to be right."""


def acts_for(standing: Standing, role: StaffRole) -> frozenset[DeskAct]:
    """Return the acts that would change something for a person, of those that a role may ask for.

    The service decides; this is what is worth a key.
    """
    account, code = standing.account, standing.code
    awaits_code = code is not None and code.live and account is not AccountStanding.DISABLED
    is_clear = not standing.several_requests or (code is not None and code.renews)
    possible = {
        DeskAct.RESEND: awaits_code and is_clear and not standing.codes_over,
        DeskAct.RELEASE: True,
        DeskAct.CANCEL: account is AccountStanding.PENDING and not standing.creations_over,
        DeskAct.DISABLE: account in (AccountStanding.PENDING, AccountStanding.ACTIVE),
        DeskAct.ENABLE: account is AccountStanding.DISABLED,
        DeskAct.ADDRESS: standing.changing is None and not standing.codes_over,
        DeskAct.STOP_ADDRESS: standing.changing is not None,
    }
    return frozenset(
        act
        for act, worth in possible.items()
        if worth and (role is StaffRole.SUPERVISOR or role_for(act) is StaffRole.AGENT)
    )


def role_for(act: DeskAct) -> StaffRole:
    """Return the least role that may ask for an act."""
    return StaffRole.SUPERVISOR if act in BY_TWO else StaffRole.AGENT
