"""What the sample people know by heart: it is typed for them wherever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import SamplePerson
    from tui.visit.routes import Route
    from tui.visit.visit import Visit


class ByHeart:
    """Their identifiants de vote; the passwords that they began with, or have chosen here since."""

    def __init__(self, people: Sequence[SamplePerson] = ()) -> None:
        """Take the people, who have chosen nothing yet."""
        self._people = people
        self._chosen: dict[tuple[str, Route], str] = {}
        self._proposed: dict[str, str] = {}

    def password(self, person: SamplePerson, screen: Route) -> str:
        """Return what a sample person types on a screen, empty if they have no password there."""
        began = {"webmail_login": person.numen, "account_access": person.voter_password}
        known = self._chosen.get((person.address, screen)) or began.get(screen) or ""
        if screen == "account_access" and not known:
            return self._proposed.get(person.address, "")
        return known

    def choose(self, address: str, screen: Route, password: str) -> None:
        """Know another password from now on, for the screen that asks for it."""
        self._chosen[address, screen] = password

    def propose(self, address: str, password: str) -> None:
        """Know the voter password of an account that is asked for.

        Who has one already keeps its password: theirs is not changed by asking.
        """
        self._proposed[address] = password

    def settle(self, address: str) -> None:
        """Take that password for the account's: it is confirmed."""
        if password := self._proposed.pop(address, ""):
            self._chosen[address, "account_access"] = password

    def forget(self) -> None:
        """Know again what they began with: the sandbox is another one."""
        self._chosen.clear()
        self._proposed.clear()

    def typed(self, visit: Visit, screen: Route, name: str) -> str | None:
        """Return what the person who is played types into a field, or None.

        Args:
            visit: Whose part is played, and whose sessions are open: those of nobody else.
            screen: Whose field it is.
            name: Of the field.
        """
        for person in self._people:
            if person.name == visit.persona and visit.address in ("", person.address):
                return self._of(person).get((screen, name)) or None
        return None

    def _of(self, person: SamplePerson) -> dict[tuple[str, str], str]:
        return {
            ("webmail_login", "user_name"): person.user_name,
            ("webmail_login", "mailbox_password"): self.password(person, "webmail_login"),
            ("account_access", "address"): person.address,
            ("account_access", "voter_password"): self.password(person, "account_access"),
            ("account_creation", "address"): person.address,
            ("forgotten_voter_password", "address"): person.address,
            ("known_code", "address"): person.address,
            ("known_renewal", "address"): person.address,
            ("vote_access", "identifier"): person.identifier,
            ("vote_access", "voter_password"): self.password(person, "account_access"),
        }
