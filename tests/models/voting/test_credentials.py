"""Credentials are those of belenios-tool."""

from __future__ import annotations

import random
import subprocess

from models.voting.belenios_tool import Tool
from models.voting.credentials import private_credential, public_credential
from models.voting.elections import BASE58, draw_uuid
from models.voting.group import point_text
from models.voting.identifiers import draw_identifier


def test_public_credentials_equal_those_that_the_tool_derives(tool: Tool) -> None:
    for seed in range(20):
        source = random.Random(seed).randrange
        uuid = draw_uuid(source)
        private = private_credential(draw_identifier(source))
        derived = subprocess.run(
            [
                tool.path,
                *("setup", "generate-credentials", "--group", "Ed25519"),
                *("--uuid", uuid, "--derive", private),
            ],
            capture_output=True,
            check=True,
            text=True,
        )
        assert derived.stdout.strip() == point_text(public_credential(private, uuid))


def test_a_private_credential_is_written_in_four_groups_with_its_checksum() -> None:
    for seed in range(200):
        written = private_credential(draw_identifier(random.Random(seed).randrange))
        assert [len(group) for group in written.split("-")] == [5, 6, 5, 6]
        digits = [BASE58.index(sign) for sign in written.replace("-", "")]
        number = 0
        for digit in digits[:-1]:
            number = number * 58 + digit
        assert (number + digits[-1]) % 53 == 0


def test_one_private_credential_is_another_key_in_each_election() -> None:
    private = private_credential(draw_identifier(random.Random(3).randrange))
    keys = {public_credential(private, draw_uuid(random.Random(n).randrange)) for n in range(9)}
    assert len(keys) == 9
