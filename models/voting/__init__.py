"""The vote's protocol, Belenios as published: pure functions on frozen values, no database.

« The specification » in these modules is « Belenios specification, version 3.0 » by Stéphane
Glondu, protocol version 1, which the Debian package belenios-tool installs in
/usr/share/doc/belenios-tool; § stands before its paragraphs. One scrutin is one Belenios election
with one homomorphic question, `blank: true`, `min = max = 1`, in the group Ed25519.
"""
