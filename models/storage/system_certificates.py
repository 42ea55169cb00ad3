"""The certificates of the system, for a libpq that was compiled on another one."""

from __future__ import annotations

import os
from urllib.parse import parse_qs, urlsplit

from models.settings.server_url import SYSTEM


def name_system_certificates(url: str) -> None:
    """Say in the environment where this system keeps what `sslrootcert=system` asks for.

    Psycopg's wheel brings an OpenSSL of its own, which looks for them where the system that it was
    compiled on has them: on Debian it would find none, and trust no server. Python's own
    knows the place. What the environment already says is left as it is.
    """
    if parse_qs(urlsplit(url).query).get("sslrootcert") != [SYSTEM]:
        return
    import ssl

    paths = ssl.get_default_verify_paths()
    places = {paths.openssl_cafile_env: paths.cafile, paths.openssl_capath_env: paths.capath}
    if not places.keys() & os.environ.keys():
        os.environ.update({name: place for name, place in places.items() if place})
