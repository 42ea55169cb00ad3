"""What curious people send to a kiosk: every control byte, sequences that mean something."""

from __future__ import annotations

CONTROL_BYTES = bytes(range(32)) + b"\x7f"
HIGH_BYTES = bytes(range(128, 256))

KEYS = [
    *(f"\x1b[{number}~" for number in range(36)),
    *(f"\x1b[{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    *(f"\x1bO{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    *(f"\x1b[1;{modifier}{letter}" for modifier in range(2, 9) for letter in "ABCDFHPQRS"),
    *(f"\x1b[[{letter}" for letter in "ABCDE"),
    *(f"\x1b{chr(code)}" for code in range(32, 127)),
    *(f"\x1b[{code};5u" for code in range(97, 123)),
    "\x1b[99999999999999999999u",
    "\x1b[1114112u",
    "\x1b[55296u",
    "\x1b[" + "9" * 5000 + "u",
    "\x1b[" + ";" * 300 + "u",
]
MOUSE = [
    "\x1b[<0;1;1M\x1b[<0;1;1m",
    "\x1b[<0;99999999999;99999999999M",
    "\x1b[<0;-5;-5M",
    "\x1b[<64;10;10M\x1b[<65;10;10M",
    "\x1b[<35;10;10M" * 50,
    "\x1b[M !!",
    "\x1b[32;10;10M",
    "\x1b[<999;1;1M",
]
PASTES = [
    "\x1b[200~azerty\x1b[201~",
    "\x1b[200~\x1b[21~\x03\x1a\x1b]52;c;YQ==\x07\x1b[201~",
    "\x1b[200~" + "x" * 100_000 + "\x1b[201~",
    "\x1b[201~",
    "\x1b[200~\x1b[200~\x1b[201~\x1b[201~",
    "\x1b[200~sans fin",
]
STRINGS = [
    "\x1b]0;titre\x07",
    "\x1b]52;c;Q2FtZWxpYQ==\x07",
    "\x1b]52;c;?\x1b\\",
    "\x1b]8;;file:///etc/passwd\x1b\\lien\x1b]8;;\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]1337;File=name=YQ==:AAAA\x07",
    "\x1bP1$r0m\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP>|xterm(390)\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^intime\x1b\\",
    "\x1bXchaine\x1b\\",
    "\x1b]sans fin",
    "\x1bPsans fin",
]
ANSWERS = [
    "\x1b[?1;2c",
    "\x1b[>41;390;0c",
    "\x1b[0n",
    "\x1b[12;40R",
    "\x1b[99999;99999R",
    "\x1b[?2026;2$y",
    "\x1b[?2048;1$y",
    "\x1b[?2048;2$y",
    "\x1b[48;24;80;480;640t",
    "\x1b[48;99999;99999;9;9t",
    "\x1b[8;9999;9999t",
    "\x1b[?1u",
    "\x1b[I\x1b[O",
    "\x1b[?997;1n",
]

FAMILIES = {
    "keys": KEYS,
    "mouse": MOUSE,
    "pastes": PASTES,
    "strings": STRINGS,
    "answers": ANSWERS,
}
"""Sequences by what they pretend to be."""
