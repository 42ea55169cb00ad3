"""An archive of anybody's is refused with one sentence, whatever is in it."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.archive.manifest import NAME, PROOF, Part, is_proved, read_manifest
from models.archive.parts import read_part
from models.errors import BackupUnusable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=20,
)
MANIFESTS = st.one_of(
    st.binary(max_size=200),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(
        [
            b"[" * 200_000,
            b'{"format": ' * 50_000,
            b'{"format": 1e999}',
            b'{"format": ' + b"9" * 5_000 + b"}",
            b'{"format": 2, "made_at": "' + b"9" * 10_000 + b'"}',
        ]
    ),
)
LINES = st.one_of(
    st.binary(max_size=200),
    JSON.map(lambda value: json.dumps(value).encode() + b"\n"),
    st.sampled_from([b"[" * 200_000, b'[{"base64": 1}]\n', b'[{"base64": "\xff"}]\n', b"[[]]\n"]),
)


def archive_of(**contents: bytes) -> zipfile.ZipFile:
    """Return an open archive with files of these contents."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as writing:
        for name, content in contents.items():
            writing.writestr(name, content)
    return zipfile.ZipFile(held)


@given(MANIFESTS)
def test_any_manifest_is_refused(content: bytes) -> None:
    with archive_of(**{NAME: content}) as archive, pytest.raises(BackupUnusable):
        read_manifest(archive, "fichier", {"0001_leaflet"})


@given(MANIFESTS, st.binary(max_size=100))
def test_no_manifest_is_proved_by_anything_but_the_key(content: bytes, proof: bytes) -> None:
    with archive_of(**{NAME: content, PROOF: proof}) as archive:
        assert not is_proved(archive, b"k" * 32)


@given(st.lists(LINES, max_size=4).map(b"".join))
def test_any_rows_are_read_or_refused(content: bytes) -> None:
    part = Part(table="elector", columns=("a", "b"), rows=1, sha256="0" * 64)
    with archive_of(**{part.file: content}) as archive, suppress(BackupUnusable):
        list(read_part(archive, part, "fichier"))
        pytest.fail("rows without their digest were taken")


@given(st.binary(max_size=2_000))
def test_bytes_that_are_no_archive_are_none(content: bytes) -> None:
    with suppress(zipfile.BadZipFile, BackupUnusable):
        read_manifest(zipfile.ZipFile(io.BytesIO(content)), "fichier", {"0001_leaflet"})
        pytest.fail("no archive was read as one")
