"""A new passphrase of a member: typed twice, its rules under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from tui.bureau.own_fields import PassphraseField
from tui.visit.protocol import visit_app
from tui.widgets.new_password import NewPassword

if TYPE_CHECKING:
    from models import BoardMember, RuleCheck
    from tui.widgets.secret_field import SecretField


class NewPassphrase(NewPassword):
    """« Phrase secrète », and the same again; a visit keeps neither."""

    FIRST: ClassVar[str] = "passphrase"
    SECOND: ClassVar[str] = "passphrase_again"
    FIELD: ClassVar[type[SecretField]] = PassphraseField
    AGAIN: ClassVar[str] = "La même, une deuxième fois"
    NOT_TYPED: ClassVar[str] = "Choisissez une phrase secrète."
    NOT_REPEATED: ClassVar[str] = "Saisissez-la une deuxième fois."

    def __init__(self, member: Callable[[], BoardMember | None]) -> None:
        """Take what gives the member whose turn it is."""
        super().__init__("Phrase secrète", self._judged, help_topic="bureau_passphrase")
        self._member = member

    def _judged(self, typed: str, repeated: str) -> tuple[RuleCheck, ...]:
        member = self._member()
        if member is None:
            return ()
        return visit_app(self).espace.board.judge_passphrase(member, typed, repeated)

    def clear(self) -> None:
        """Leave nothing of who has typed."""
        for field in self.query(PassphraseField):
            field.clear()
        self.begin_again()
