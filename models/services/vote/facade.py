"""What the administrator's commands about the vote call."""

from __future__ import annotations

from models.services.shared.facade import Facade, UseCase
from models.services.vote.credentials import load_credentials
from models.services.vote.identifiers import credential_of
from models.services.vote.replacing import find_notice, replace_notice
from models.services.vote.roll_export import export_roll


class Vote(Facade):
    """The ground of the vote."""

    export_roll = UseCase(export_roll)
    load_credentials = UseCase(load_credentials)
    find_notice = UseCase(find_notice)
    replace_notice = UseCase(replace_notice)
    credential_of = UseCase(credential_of)
