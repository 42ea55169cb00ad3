"""The file in which a member of the board keeps their shares, sealed by a passphrase.

The passphrase gives the key of an authenticated encryption by Argon2id. What the file says of
itself in the clear is authenticated too: whose it is, of which election, and what it costs to open.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from models.errors import ShareFileRefused, ShareRefused
from models.rules.passwords import normalise_password
from models.views.vote_board import BoardRole
from models.voting.messages import encode
from models.voting.trustees import Share

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FORMAT = "espace-electeur/part-de-clé"
VERSION = 1

SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opening a file costs: parameters of Argon2id (RFC 9106).

    Attributes:
        memory: KiB; a file is opened once, so it may be four times what the RFC's second
            recommendation asks for.
        passes: How often the memory is gone through.
        lanes: How many threads do so.
    """

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


COST = Cost()
"""Of the files that are made."""
LARGEST = Cost(memory=1024 * 1024, passes=10, lanes=16)
"""What a file may ask for: a forged one could stop the machine otherwise."""


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose a file is.

    Attributes:
        member: The number of the member, from 1.
        name: As the election file has it.
        role: On the board.
        election: The title of the election.
        keys: The fingerprint of the board's public keys, which were made together.
    """

    member: int
    name: str
    role: BoardRole
    election: str
    keys: str


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    holder: Holder
    cost: Cost
    salt: str
    nonce: str
    sealed: str


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seed: str
    decryption_key: str

    def __repr__(self) -> str:
        return "_Kept()"  # never what it holds


@dataclass(frozen=True, slots=True)
class MemberShares:
    """What a member keeps of all scrutins.

    Attributes:
        holder: Whose they are.
        shares: By the identifier of the scrutin's election.
    """

    holder: Holder
    shares: Mapping[str, Share] = field(repr=False)


def seal_shares(shares: MemberShares, passphrase: str, cost: Cost | None = None) -> bytes:
    """Return the content of a member's file.

    Args:
        shares: What is sealed.
        passphrase: As typed; accents may be typed in either Unicode form.
        cost: Of opening it; None: `COST`.
    """
    cost = cost or COST
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    sealed = _Sealed(FORMAT, VERSION, shares.holder, cost, _text(salt), _text(nonce), sealed="")
    kept = {uuid: _Kept(each.seed, each.decryption_key) for uuid, each in shares.shares.items()}
    cipher = _cipher(passphrase, salt, cost)
    content = cipher.encrypt(nonce, msgspec.json.encode(kept), encode(sealed))
    return msgspec.json.format(encode(msgspec.structs.replace(sealed, sealed=_text(content))))


def read_holder(content: bytes) -> Holder:
    """Return whose a file says it is, which only its passphrase proves.

    Raises:
        ShareFileRefused: It is no such file.
    """
    return _parse(content).holder


def open_shares(content: bytes, passphrase: str) -> MemberShares:
    """Return the shares of a file.

    Raises:
        ShareRefused: It is no such file, it was altered, or the passphrase is another one.
    """
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag

    sealed = _parse(content)
    try:
        cipher = _cipher(passphrase, b64decode(sealed.salt), sealed.cost)
        clear = msgspec.structs.replace(sealed, sealed="")
        opened = cipher.decrypt(b64decode(sealed.nonce), b64decode(sealed.sealed), encode(clear))
        kept = msgspec.json.decode(opened, type=dict[str, _Kept])
    except (InvalidTag, HashingError, ValueError, msgspec.MsgspecError) as error:
        raise ShareRefused(_DOES_NOT_OPEN.format(name=sealed.holder.name)) from error
    number = sealed.holder.member
    return MemberShares(
        sealed.holder,
        {uuid: Share(number, each.seed, each.decryption_key) for uuid, each in kept.items()},
    )


_DOES_NOT_OPEN = (
    "Ce n'est pas la phrase secrète de {name}, ou ce fichier a été modifié. Rien n'a été ouvert : "
    "vérifiez le verrouillage des majuscules, puis recommencez."
)


def _parse(content: bytes) -> _Sealed:
    try:
        sealed = msgspec.json.decode(content, type=_Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ShareFileRefused from error
    cost = sealed.cost
    within = (
        8 * cost.lanes <= cost.memory <= LARGEST.memory
        and 1 <= cost.passes <= LARGEST.passes
        and 1 <= cost.lanes <= LARGEST.lanes
    )
    if (sealed.format, sealed.version) != (FORMAT, VERSION) or not within:
        raise ShareFileRefused
    return sealed


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key = hash_secret_raw(
        normalise_password(passphrase).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    return ChaCha20Poly1305(key)


def _text(content: bytes) -> str:
    return b64encode(content).decode()
