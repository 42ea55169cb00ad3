"""The key by which clients know the host again: made once, readable by its owner alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

NAME = "ssh_host_ed25519_key"


def ensure_host_key(directory: Path) -> Path:
    """Return the file of the host key, making it if there is none.

    Two hosts that start at once make one key: the first file that stands is kept.

    Args:
        directory: Made for its owner alone if it is missing.

    Raises:
        OSError: It can be neither read nor made.
        ValueError: The file holds no key.
    """
    path = directory / NAME
    if path.exists():
        load_ssh_private_key(path.read_bytes(), None)
        return path
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    draft = directory / f".{NAME}.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    return path
