"""Who has an account: what a stranger asks for takes the same time, whatever the address is.

Each call has an address and a source of its own, so that no wait is due; the kinds of
addresses are taken in turn. The person at a kiosk measures with a stopwatch at best: a tenth
of a call is far below what a screen lets through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import median
from time import perf_counter

from models import CodePurpose, Espace, EspaceError, PendingCode
from models.crypto.bound_hashes import Owner
from models.services.accounts.requests import make_reference
from models.tables.accounts import AccountRequest, AccountState, ConfirmationCode, VoterAccount
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox
from tests.bench.figures import Figure
from tests.bench.roll import ELECTORS, address_of

CALLS = 300
"""Of each kind."""
WARM_UP = 10
RIGHT, WRONG = "Bruyere6Causses", "Bruyere6Aubrax"
WRONG_CODE = "BCDFG-HJKLM"
MOST_APART = 1.1
"""Times the quickest of the medians."""
FIRST = ELECTORS // 2
"""Number of the first person used here: those before have been used by other measures."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of address, and how one is made.

    Attributes:
        name: In French.
        state: Of its account, None for an elector without one.
        elector: Whether it is an elector's.
    """

    name: str
    state: AccountState | None = None
    elector: bool = True


KINDS = (
    Kind("adresse inconnue", elector=False),
    Kind("sans compte"),
    Kind("compte à confirmer", AccountState.PENDING),
    Kind("compte confirmé", AccountState.ACTIVE),
)

Act = Callable[[Espace, str, str], object]
"""What is asked for: of an espace, for an address, from a source."""


def _pending(address: str, espace: Espace, purpose: CodePurpose) -> PendingCode:
    now = espace.clock.now()
    return PendingCode(purpose, address, now + timedelta(hours=9), now, 5, make_reference())


ACTS: dict[str, Act] = {
    "accéder à l'espace": lambda espace, address, source: espace.account.sign_in(
        address, WRONG, source=source
    ),
    "créer un compte": lambda espace, address, source: espace.account.create(
        address, RIGHT, RIGHT, mailbox=None, source=source
    ),
    "mot de passe oublié": lambda espace, address, source: espace.account.ask_password_code(
        address, source=source
    ),
    "demander un autre code": lambda espace, address, source: espace.account.resend_code(
        _pending(address, espace, CodePurpose.CONFIRM), source=source
    ),
    "confirmer": lambda espace, address, source: espace.account.confirm(
        _pending(address, espace, CodePurpose.CONFIRM), WRONG_CODE, password=WRONG, source=source
    ),
    "ouvrir la messagerie": lambda espace, address, source: espace.mailbox.open(
        address, WRONG, source=source
    ),
}


def enumeration(espace: Espace) -> list[Figure]:
    """Return the medians of each act for each kind of address, in milliseconds."""
    numbers = iter(range(FIRST, ELECTORS))
    encoded = espace.context.hashes.make(RIGHT)
    figures: list[Figure] = []
    for place, (name, act) in enumerate(ACTS.items()):
        addresses = _made(espace, numbers, encoded, f"{place}")
        times = _times(espace, act, addresses, name)
        medians = {kind: median(measured) for kind, measured in times.items()}
        quickest = min(medians.values())
        figures += [
            Figure(f"{name} : {kind}, médiane", value, "ms", quickest, None)
            for kind, value in medians.items()
        ]
        slowest = max(medians.values())
        figures.append(
            Figure(f"{name} : la plus lente des médianes", slowest, "ms", quickest, MOST_APART)
        )
    return figures


def _times(
    espace: Espace, act: Act, addresses: dict[str, list[str]], name: str
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {kind: [] for kind in addresses}
    order, source = Random(name), 0
    for number in range(CALLS + WARM_UP):
        for kind in order.sample(list(addresses), len(addresses)):
            source += 1
            started = perf_counter()
            with suppress(EspaceError):
                act(espace, addresses[kind][number], f"{name} {source}")
            if number >= WARM_UP:
                times[kind].append((perf_counter() - started) * 1000)
    return times


def _made(espace: Espace, numbers: Iterator[int], encoded: str, mark: str) -> dict[str, list[str]]:
    """Make the addresses of each kind, as many as there are calls."""
    made: dict[str, list[str]] = {}
    with espace.context.transaction(unlimited=True):
        for kind in KINDS:
            made[kind.name] = [
                _address(espace, kind, next(numbers), encoded)
                if kind.elector
                else f"inconnue{mark}n{number}@ac-toulouse.fr"
                for number in range(CALLS + WARM_UP)
            ]
    return made


def _address(espace: Espace, kind: Kind, number: int, encoded: str) -> str:
    context, address = espace.context, address_of(number)
    elector = Elector.get(Elector.mail == address)
    bind = context.passwords.bind
    Mailbox.create(
        elector=elector.id,
        password_hash=bind(encoded, Owner.mailbox(elector.uid)),
        quota_bytes=1_000_000,
    )
    if kind.state is None:
        return address
    active = kind.state is AccountState.ACTIVE
    account = VoterAccount.create(
        elector=elector.id,
        state=kind.state,
        password_hash=bind(encoded, Owner.voter(elector.uid)) if active else "",
        created_at=context.now,
    )
    if not active:
        reference = make_reference()
        request = AccountRequest.create(
            account=account.id,
            reference=reference,
            password_hash=bind(encoded, Owner.request(reference)),
            by_owner=False,
            source_digest="",
            created_at=context.now,
        )
        ConfirmationCode.create(
            account=account.id,
            request=request.id,
            live_for=f"request {request.id}",
            purpose=CodePurpose.CONFIRM.value,
            account_version=1,
            code_digest="",
            link_digest=reference,
            created_at=context.now,
            expires_at=context.now + timedelta(hours=9),
        )
    return address
