"""The whole path on a kiosk, and what of it must not be found afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.journeys.cast import LYON, TOULOUSE, Cast, cast_of
from tests.journeys.kiosk.borne import Borne
from tests.journeys.kiosk.traces import in_memory
from tests.journeys.visitor import CODE, Visitor

NUMEN = "16E0701122XYZ"
MAILBOX_PASSWORD = "Camion-bleu7"
VOTER_PASSWORD = "Glycine8Garonne"
NAME = "Delmas"
ADDRESS = "camille.delmas@ac-toulouse.fr"
ROLL = (f"cdelmas,{ADDRESS},Mme,{NAME},Camille,certifie,31,0310001A,Collège des Ormes,{NUMEN}",)
"""A person unknown to the program: the sample people are in its code."""
TYPED = (NUMEN, MAILBOX_PASSWORD, VOTER_PASSWORD)


@dataclass(frozen=True)
class Stranger:
    """A person unknown to the program, on the roll of a sample's election."""

    line: str
    user_name: str
    first_password: str
    mailbox_password: str
    voter_password: str
    shorts: tuple[str, ...]
    sample: str = TOULOUSE

    @property
    def cast(self) -> Cast:
        """The words of their election."""
        return cast_of(self.sample)


SCRUTINS = ("CTM", "CTA", "CAPN", "CAPA")
DELMAS = Stranger(ROLL[0], "cdelmas", NUMEN, MAILBOX_PASSWORD, VOTER_PASSWORD, SCRUTINS)
THIVOLLET = Stranger(
    "rose.thivollet,rose.thivollet@ac-lyon.fr,Mme,Thivollet,Rose,accompagnant,69D,"
    "0690001A,Collège des Brotteaux,QRST268417",
    "rose.thivollet",
    "QRST268417",
    "Tramway-mauve-7",
    "Pivoine-8-Dombes",
    ("CSA ministériel", "CSA académique", "CCP"),
    LYON,
)

_LINK = re.compile(r"confirmation#jeton=[\w-]{6,}")


@dataclass
class Traces:
    """What the person of a visit typed and read, and what was seen of it in memory.

    Attributes:
        secrets: Texts that must be in no memory, screen or file afterwards.
        other_forms: The same in forms that the visit may never have held.
        seen: Those that were in the memory of the visit while it ran.
    """

    secrets: list[str] = field(default_factory=lambda: [*TYPED, ADDRESS])
    other_forms: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def all(self) -> list[str]:
        """Everything that is looked for afterwards."""
        return [*self.secrets, *self.other_forms]

    def look(self, borne: Borne) -> None:
        """Look for the secrets in the memory of the visit that runs."""
        (visit,) = borne.visits
        self.seen |= in_memory(visit, self.secrets)


def whole_path(
    borne: Borne, *, look: bool = True, who: Stranger = DELMAS, **signs: str
) -> tuple[Visitor, Traces]:
    """Go the leaflet's whole way on a kiosk on standby; return who did it, and what they left.

    Args:
        borne: The kiosk.
        look: Look into the memory of the visit on the way: for what Mme Delmas types.
        who: Goes it.
        signs: Of the terminal, as `Visitor` takes them.
    """
    traces = Traces()
    glance: Callable[[Borne], None] = traces.look if look else lambda _: None
    visitor = borne.opens(who.cast, **signs)
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail(who.user_name, who.first_password)
    visitor.asked_for_another_password()
    glance(borne)
    visitor.chooses_a_mailbox_password(who.mailbox_password)
    glance(borne)
    visitor.goes_on(f"Continuer : {who.cast.says('account.onward.creation')}")
    visitor.creates_an_account(who.voter_password)
    glance(borne)
    visitor.opens_the_mail()
    screen = borne.terminal.text
    (code,) = set(CODE.findall(screen))
    traces.secrets += [code, *_LINK.findall(screen)]
    traces.other_forms.append(code.replace("-", ""))
    glance(borne)
    visitor.clicks_on_the_link()
    visitor.sees_scrutins(*who.shorts)
    glance(borne)
    return visitor, traces
