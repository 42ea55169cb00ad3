"""What a visit asks of the helpdesk: to be followed, until its person has had enough."""

from __future__ import annotations

from models.services.desk.following import begin_following, end_following, tell_page
from models.services.shared.facade import Facade, UseCase


class FollowedVisits(Facade):
    """The visit's side of following."""

    begin = UseCase(begin_following)
    tell = UseCase(tell_page)
    end = UseCase(end_following)
