"""The trustees' own signatures and encryption (specification, § 4.6.1 and § 4.6.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from models.voting.elections import BASE58
from models.voting.group import (
    ORDER,
    Draw,
    Point,
    generated,
    over,
    parse_point,
    point_text,
    power,
    times,
)
from models.voting.messages import Message, Proof, canonical, encode
from models.voting.proofs import knows, prove_knowledge

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM

SEED_LENGTH = 22
"""Base58 characters of a trustee's secret seed (§ 4.6.1): 128 bits."""

_CCM_NONCE_BYTES = 13
_CCM_TAG_BYTES = 8
"""Of belenios-tool, after SJCL: 64 bits of tag, the first 13 bytes of the initialization vector."""


class SignedMessage(Message, frozen=True):
    """A text and the signature of a trustee (§ 4.6.1)."""

    message: str
    signature: Proof


class EncryptedMessage(Message, frozen=True):
    """A text for the holder of a decryption key (§ 4.6.1)."""

    alpha: str
    beta: str
    data: str


class ChannelMessage(Message, frozen=True):
    """A text and whom it is for (§ 4.6.3)."""

    recipient: str
    message: str


@dataclass(frozen=True)
class TrusteeSecrets:
    """The keys of a trustee, all derived from one seed.

    Attributes:
        seed: `SEED_LENGTH` characters of Base58: what `--key` of belenios-tool reads.
    """

    seed: str = field(repr=False)

    @cached_property
    def signing_key(self) -> int:
        """With what the trustee signs."""
        return _derived(f"sk|{self.seed}")

    @cached_property
    def decryption_key(self) -> int:
        """With what the trustee opens messages; the key of the urn is another one."""
        return _derived(f"dk|{self.seed}")

    @cached_property
    def verification(self) -> Point:
        """The public key of the signatures."""
        return generated(self.signing_key)

    @cached_property
    def encryption(self) -> Point:
        """The public key of the messages."""
        return generated(self.decryption_key)

    def sign(self, message: str, draw: Draw) -> SignedMessage:
        """Return a signed text."""
        return SignedMessage(message, prove_knowledge(_signed(message), self.signing_key, draw))

    def send_to_self(self, message: str, draw: Draw) -> str:
        """Return a text that only this trustee can read (§ 4.6.3)."""
        addressed = ChannelMessage(point_text(self.encryption), message)
        signed = self.sign(encode(addressed).decode(), draw)
        return encode(_encrypt(self.encryption, encode(signed), draw)).decode()

    def receive_own(self, text: str) -> str:
        """Return what this trustee has sent to itself.

        Raises:
            ValueError: It was altered, or is of another trustee.
        """
        encrypted = canonical(text.encode(), EncryptedMessage)
        signed = canonical(_decrypt(self.decryption_key, encrypted), SignedMessage)
        if not verifies(signed, self.verification):
            raise ValueError("channel: signed by another trustee")
        addressed = canonical(signed.message.encode(), ChannelMessage)
        if parse_point(addressed.recipient) != self.encryption:
            raise ValueError("channel: for another trustee")
        return addressed.message


def draw_seed(draw: Draw) -> TrusteeSecrets:
    """Return the secrets of a new trustee."""
    return TrusteeSecrets("".join(BASE58[draw(len(BASE58))] for _ in range(SEED_LENGTH)))


def verifies(signed: SignedMessage, verification: Point) -> bool:
    """Return whether a text was signed with the secret of a verification key.

    Raises:
        ValueError: The signature has no scalars.
    """
    return knows(_signed(signed.message), verification, signed.signature)


def _signed(message: str) -> str:
    return f"sigmsg|{message}|"


def _derived(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest(), "big") % ORDER


def _encrypt(recipient: Point, plaintext: bytes, draw: Draw) -> EncryptedMessage:
    randomness, key = draw(ORDER), generated(draw(ORDER))
    alpha = generated(randomness)
    beta = times(power(recipient, randomness), key)
    data = _cipher(key).encrypt(_nonce(alpha), plaintext, None)
    return EncryptedMessage(point_text(alpha), point_text(beta), data.hex())


def _decrypt(secret: int, encrypted: EncryptedMessage) -> bytes:
    from cryptography.exceptions import InvalidTag

    alpha, beta = parse_point(encrypted.alpha), parse_point(encrypted.beta)
    key = over(beta, power(alpha, secret))
    try:
        return _cipher(key).decrypt(_nonce(alpha), bytes.fromhex(encrypted.data), None)
    except InvalidTag as error:
        raise ValueError("channel: encrypted for another trustee, or altered") from error


def _cipher(key: Point) -> AESCCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM

    return AESCCM(sha256(f"key|{point_text(key)}".encode()).digest(), _CCM_TAG_BYTES)


def _nonce(alpha: Point) -> bytes:
    return sha256(f"iv|{point_text(alpha)}".encode()).digest()[:_CCM_NONCE_BYTES]
