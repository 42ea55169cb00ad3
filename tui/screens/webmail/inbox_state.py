"""What an inbox remembers between two looks at its mails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class InboxState:
    """What can be taken back, what is asked, and whether the focus goes to the next step.

    Attributes:
        deleted: Mails that can be taken back.
        to_erase: Mails about which the page asks whether to erase them for good.
    """

    deleted: tuple[int, ...] = ()
    to_erase: tuple[int, ...] = ()
    _must_lead: bool = True
    _resumed: bool = True
    _unread_mail: int | None = None

    def come_back(self) -> None:
        """Lead on at the next look if mail has arrived while the person was elsewhere."""
        self._resumed = True

    def lead_next(self) -> None:
        """Lead on at the next look whatever it finds: an act has made room."""
        self._must_lead = True

    def erased(self) -> None:
        """Ask no more, and lead on: what was asked about is erased."""
        self.to_erase = ()
        self.lead_next()

    def leads(self, unread_mail: int | None, *, stuck: bool) -> bool:
        """Return whether the focus goes to the next step at this look.

        Args:
            unread_mail: The election's newest mail, if it has not been read.
            stuck: It waits for room in the box: somebody who comes here comes to make some.
        """
        arrived = unread_mail is not None and unread_mail != self._unread_mail
        leads = self._must_lead or (self._resumed and (arrived or stuck))
        self._unread_mail = unread_mail
        self._must_lead = self._resumed = False
        return leads
