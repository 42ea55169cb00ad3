"""Mails made to harm whoever opens them, each by its attack; and some of everyday life."""

from __future__ import annotations

import base64

from tests.mail_servers.mails import written

HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
LARGEST = 262_144
"""Bytes that are fetched of a mail."""

HOSTILE: dict[str, bytes] = {
    "spaces behind a bracket": HTML + b"<pre>[" + b" " * 200_000 + b"x",
    "brackets within brackets": HTML + b"[" * 100_000 + b"](" * 50_000,
    "empty lines": PLAIN + b"\r\n" * 65_000,
    "short lines": PLAIN + b"abc\r\n" * 50_000,
    "one word": PLAIN + b"a" * LARGEST,
    "accents upon accents": PLAIN + ("a" + "\u0301" * 100_000).encode(),
    "divisions within divisions": HTML + b"<div>" * 50_000 + b"x",
    "a table of cells": HTML + b"<table>" + b"<tr><td>x</td></tr>" * 13_000,
    "mails within mails": b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x",
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
        for number in range(2_000)
    ),
    "a comment within a comment as the sender": b"From: " + b"(" * 4_000 + b"\r\n\r\nx",
    "groups within groups as the sender": b"From: " + b"a:" * 2_000 + b"\r\n\r\nx",
    "a subject of encoded words": b"Subject: " + b"=?utf-8?q?=41?= " * 5_000 + b"\r\n\r\nx",
    "a thousand headers of a name": b"From: a@b.fr\r\n" * 20_000 + b"\r\nx",
    "a charset that is a program": b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n"
    b"\\x1b[2J",
    "a name of files without end": b"Content-Disposition: attachment; "
    + b"".join(b"filename*%d=a; " % number for number in range(5_000))
    + b"\r\n\r\nx",
    "base64 of nothing": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 200_000,
    "commands of a terminal": PLAIN + b"\x1b[2J\x1b]52;c;QUJD\x07\x9b31m" * 5_000,
    "directions of writing": PLAIN + "\u202ecode\u202c ".encode() * 10_000,
    "entities": HTML + b"&#1;&#x1b;&lt;b&gt;" * 15_000,
    "a style that hides": HTML + b"<style>" * 30_000 + b"x",
    "attributes without end": HTML + b"<a " + b"x=1 " * 60_000 + b">y</a>",
    "attributes of many names": HTML + b"<a " + b" ".join(b"%x" % n for n in range(50_000)) + b">x",
    "margins of a million lines": HTML + b"<p style=margin-top:999999em>a" * 9_000,
    "lines moved to the right": HTML + b"<pre style=padding-left:999999em>" + b"\nx" * 1_500,
    "lists within lists": HTML + b"<ul><li>" * 250 + b"<br>a" * 50_000,
    "quotations within quotations": HTML + b"<blockquote>" * 250 + b"<br>a" * 50_000,
    "marks in the wrong order": PLAIN + ("a" + "\u0301" * 65_000 + "\u0316" * 65_000).encode(),
    "semicolons within a charset": b'Content-Type: text/plain; charset="'
    + b";" * 250_000
    + b"\r\n\r\nx",
    "semicolons within a boundary": b'Content-Type: multipart/mixed; boundary="'
    + b";" * 250_000
    + b"\r\n\r\nx",
    "a charset that takes the square": b"Content-Transfer-Encoding: base64\r\n"
    b"Content-Type: text/plain; charset=punycode\r\n\r\n\xe9-" + b"a" * 250_000,
    "lines within many parts": b"".join(
        b"Content-Type: multipart/x; boundary=%x\n\n--%x\n" % (number, number)
        for number in range(900)
    )
    + b"\n" * 200_000,
    "a header within a header": b"".join(
        b"Content-Type: multipart/x; boundary=%x\n\n--%x\n" % (number, number)
        for number in range(22)
    )
    + b"Content-Type: text/plain\nX: a\x0cb: c\n\nBonjour",
    "ten thousand files": b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type:a/b\n\n\n" * 11_000,
    "encoded words that never end": b"From: "
    + b"=?a?q?" * 700
    + b"\r\nSubject: "
    + b"=?a?q?" * 700
    + b"\r\n\r\n",
}
"""Raw mails by what they try."""

EVERYDAY: dict[str, tuple[bytes, str]] = {
    "written by a program": (written("Réunion").as_bytes(), "à jeudi."),
    "of windows": (
        b"Content-Type: text/plain; charset=windows-1252\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nL=92=E9cole\r\n",
        "L’école",
    ),
    "in two forms": (
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour \xc3\xa0 tous\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>Autre chose</p>\r\n--x--\r\n",
        "Bonjour à tous",
    ),
    "of html alone": (
        HTML + "<p>Réunion <b>jeudi</b>, <a href='https://exemple.fr/x'>salle 4</a></p>".encode(),
        "salle 4 <https://exemple.fr/x>",
    ),
    "in base64": (
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes("Élections, demain".encode()),
        "Élections, demain",
    ),
    "transmitted": (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\n\r\nVoir ci-dessous.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
        b"From: a@b.fr\r\nSubject: Ordre du jour\r\n\r\nle texte\r\n--x--\r\n",
        "Objet : Ordre du jour",
    ),
}
"""Raw mails, and what they must show."""
