"""Backups that only a key or a passphrase opens: age (age-encryption.org/v1), as its own tools.

A file for keys is an age file. One for a passphrase begins with an armoured age file that holds
a key made for it, which opens the rest: age's own files for passphrases cannot be written as a
stream by this library. Nothing that can be read touches a disk: what is written goes through a
pipe, and what is read is opened again from the start whenever somebody looks further back.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, cast

from models.archive.manifest import NO_BACKUP
from models.errors import BackupLocked, BackupUnusable

AGE = b"age-encryption.org/v1\n"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----\n"
LONGEST_ARMOUR = 4096
"""Bytes of the key under its passphrase, some 500."""
BLOCK = 1 << 18
TAIL = 8 << 20
"""Bytes at the end that are kept: the manifest and the directory of an archive are there."""
OTHER_KEY = "No matching keys"
"""What the library says of a whole file that is for others; anything else is damage."""

WRONG_KEY = (
    "Aucune des clés données n'ouvre la sauvegarde {path} : rien n'a été restauré. Prenez celle "
    "dont « age1… » a été donné à « admin backup --recipient »."
)
NOT_BY_WORDS = (
    "Cette phrase de passe n'ouvre pas la sauvegarde {path} : rien n'a été restauré. "
    "Ressaisissez-la."
)
NEEDS_WORDS = (
    "La sauvegarde {path} est protégée par une phrase de passe : rien n'a été restauré. Lancez la "
    "commande dans un terminal, ou donnez la phrase par « --passphrase-fd »."
)
NEEDS_KEY = (
    "La sauvegarde {path} est chiffrée : rien n'a été restauré. Donnez la clé qui l'ouvre par "
    "« --identity FICHIER »."
)


class Sealing(Enum):
    """What opens a backup."""

    NONE = "none"
    KEY = "key"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind


@dataclass(frozen=True, slots=True)
class BackupLock:
    """What a backup is to be sealed with: nothing, keys, or a passphrase.

    Attributes:
        recipients: Public keys, « age1… ».
        passphrase: Empty: none.
    """

    recipients: tuple[str, ...] = ()
    passphrase: str = field(default="", repr=False)

    @property
    def seals(self) -> bool:
        """Whether it seals at all."""
        return bool(self.recipients or self.passphrase)


@dataclass(frozen=True, slots=True)
class BackupKey:
    """Secret keys that may open a backup."""

    identities: tuple[str, ...] = field(default=(), repr=False)


def recipients_fault(recipients: tuple[str, ...]) -> bool:
    """Return whether one of some texts is no public key of age."""
    import pyrage

    try:
        _public_keys(recipients)
    except pyrage.RecipientError:
        return True
    return False


def identities_in(text: str) -> tuple[str, ...]:
    """Return the secret keys in a file of `age-keygen`; none if a line is something else."""
    import pyrage

    lines = [line.strip() for line in text.splitlines()]
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    try:
        _secret_keys(keys)
    except pyrage.IdentityError:
        return ()
    return keys


def sealing_of(path: Path) -> Sealing:
    """Return what opens a backup; nothing for what is no sealed backup, or cannot be read."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(ARMOUR))
    except OSError:
        return Sealing.NONE
    if begins.startswith(ARMOUR):
        return Sealing.PASSPHRASE
    return Sealing.KEY if begins.startswith(AGE) else Sealing.NONE


def key_under(path: Path, passphrase: str) -> BackupKey:
    """Return the key that a backup holds under its passphrase.

    Raises:
        BackupLocked: It is another passphrase, or the beginning of the file was altered.
        BackupUnusable: The file is cut.
    """
    import pyrage

    with path.open("rb") as file:
        armour, _ = _armour_of(file, path)
    try:
        opened = pyrage.passphrase.decrypt(armour, passphrase)
    except pyrage.DecryptError as error:
        raise BackupLocked(NOT_BY_WORDS.format(path=path)) from error
    return BackupKey((opened.decode(),))


@contextmanager
def sealed_into(file: BinaryIO, lock: BackupLock) -> Iterator[tuple[BinaryIO, BackupKey]]:
    """Yield what is written to be sealed, and a key that opens it until it is forgotten.

    With that key the file is read again before it counts: nobody else needs to be there.

    Args:
        file: Where the sealed bytes go.
        lock: For whom.

    Raises:
        OSError: The file takes no more.
    """
    import pyrage

    own = pyrage.x25519.Identity.generate()
    if lock.passphrase:
        armour = pyrage.passphrase.encrypt(str(own).encode(), lock.passphrase, armored=True)
        file.write(armour if armour.endswith(b"\n") else armour + b"\n")
    file.flush()
    keys = [own.to_public(), *_public_keys(lock.recipients)]
    begin, end = os.pipe()

    def seal() -> None:
        sink = _Noting(file)
        with os.fdopen(begin, "rb") as source, sink.own_errors():
            pyrage.encrypt_io(source, cast("BinaryIO", sink), keys)

    work = _Work(seal)
    writer = os.fdopen(end, "wb", BLOCK)
    try:
        yield writer, BackupKey((str(own),))
        writer.close()
        work.end()
    except BrokenPipeError:
        work.end()  # says why nobody reads at the other end
        raise
    finally:
        with suppress(OSError):
            writer.close()
        work.join()


class UnsealedFile(io.RawIOBase):
    """What is sealed in a file, as a file to read at any place; nothing of it is kept on disk."""

    def __init__(self, file: BinaryIO, key: BackupKey, path: Path) -> None:
        """Read the whole once, so that its size is known and none of it was altered.

        Args:
            file: Open, sealed.
            key: What may open it.
            path: Its name, for the sentences.

        Raises:
            BackupLocked: None of the keys opens it, or none was given.
            BackupUnusable: It was cut or altered.
        """
        super().__init__()
        self._descriptor = os.dup(file.fileno())
        self._path, self._identities = path, _secret_keys(key.identities)
        self._stream: _Stream | None = None
        self._place = self._size = 0
        self._tail = b""
        try:
            self._start = self._begin(file)
            self._measure()
        except BaseException:
            self.close()
            raise

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte that is read."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; what it costs is paid by the next read."""
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if origin + offset < 0:
            raise OSError("before the beginning")
        self._place = origin + offset
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        """Return as many bytes as there are, at most so many."""
        left = max(0, self._size - self._place)
        wanted = left if size is None or size < 0 else min(size, left)
        data = self._read_at(self._place, wanted)
        self._place += len(data)
        return data

    def close(self) -> None:
        """End what still opens it."""
        if not self.closed:
            if self._stream is not None:
                self._stream.close()
            os.close(self._descriptor)
        super().close()

    def _begin(self, file: BinaryIO) -> int:
        if not self._identities:
            kind = sealing_of(self._path)
            words = NEEDS_WORDS if kind is Sealing.PASSPHRASE else NEEDS_KEY
            raise BackupLocked(words.format(path=self._path))
        file.seek(0)
        if file.read(len(ARMOUR)) != ARMOUR:
            return 0
        file.seek(0)
        return _armour_of(file, self._path)[1]

    def _measure(self) -> None:
        import pyrage

        stream = self._opened()
        try:
            while block := stream.read(BLOCK):
                self._size += len(block)
                self._tail = (self._tail + block)[-TAIL:] if self._tail else block
            stream.end()
        except pyrage.DecryptError as error:
            if OTHER_KEY in str(error):
                raise BackupLocked(WRONG_KEY.format(path=self._path)) from error
            raise BackupUnusable(NO_BACKUP.format(path=self._path)) from error
        except OSError as error:
            raise BackupUnusable(NO_BACKUP.format(path=self._path)) from error

    def _opened(self) -> _Stream:
        if self._stream is not None:
            self._stream.close()
        self._stream = _Stream(self._descriptor, self._start, self._identities)
        return self._stream

    def _read_at(self, place: int, wanted: int) -> bytes:
        begins = self._size - len(self._tail)
        if place >= begins:
            return self._tail[place - begins :][:wanted]
        stream = self._stream
        if stream is None or stream.place > place:
            stream = self._opened()
        stream.skip_to(place)
        return stream.read(wanted)


class _Stream:
    """The opened bytes of a file, one after the other."""

    def __init__(self, descriptor: int, start: int, identities: list[Any]) -> None:
        import pyrage

        begin, end = os.pipe()
        sealed = _From(descriptor, start)

        def unseal() -> None:
            # Whoever has read enough closes the pipe.
            with suppress(BrokenPipeError), os.fdopen(end, "wb", BLOCK) as file:
                sink = _Noting(file)
                with sink.own_errors(), sealed.own_errors():
                    pyrage.decrypt_io(cast("BinaryIO", sealed), cast("BinaryIO", sink), identities)

        self.place = 0
        self._source = os.fdopen(begin, "rb", BLOCK)
        self._work = _Work(unseal)

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end only.

        Raises:
            Exception: What has kept the rest from being opened.
        """
        data = self._source.read(size)
        self.place += len(data)
        if len(data) < size:
            self.end()
        return data

    def skip_to(self, place: int) -> None:
        """Leave out what comes before a place."""
        while self.place < place:
            if not self.read(min(BLOCK, place - self.place)):
                return

    def end(self) -> None:
        """Wait for the end, and raise what went wrong."""
        self._work.end()

    def close(self) -> None:
        """Give up."""
        self._source.close()
        self._work.join()


class _OwnErrors:
    """Half of a file whose errors the library would wrap into its own, as texts."""

    _failed: OSError | None = None

    @contextmanager
    def own_errors(self) -> Iterator[None]:
        """Raise the error of the file in the place of what is made of it.

        Raises:
            OSError: The file has raised it.
        """
        try:
            yield
        except Exception:
            if self._failed is not None:
                raise self._failed from None
            raise

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._failed = error
            raise


class _Noting(_OwnErrors):
    """A file to write."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        with self._noted():
            return self._file.write(data)

    def flush(self) -> None:
        with self._noted():
            self._file.flush()


class _From(_OwnErrors):
    """A file from a place on, by a descriptor that others read too."""

    def __init__(self, descriptor: int, start: int) -> None:
        self._descriptor, self._place = descriptor, start

    def read(self, size: int) -> bytes:
        with self._noted():
            data = os.pread(self._descriptor, size, self._place)
        self._place += len(data)
        return data


class _Work:
    """Something that another thread does, and what it has failed with."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            self._failed = error

    def join(self) -> None:
        self._thread.join()

    def end(self) -> None:
        """Wait, and raise what it has failed with."""
        self.join()
        if self._failed is not None:
            raise self._failed


def _armour_of(file: BinaryIO, path: Path) -> tuple[bytes, int]:
    """Return the armoured beginning of a file, and where it ends."""
    begins = file.read(LONGEST_ARMOUR)
    end = begins.find(END)
    if end < 0:
        raise BackupUnusable(NO_BACKUP.format(path=path))
    end += len(END)
    return begins[:end], end


def _public_keys(recipients: tuple[str, ...]) -> list[Any]:
    import pyrage

    return [pyrage.x25519.Recipient.from_str(one) for one in recipients]


def _secret_keys(identities: tuple[str, ...]) -> list[Any]:
    import pyrage

    return [pyrage.x25519.Identity.from_str(one) for one in identities]
