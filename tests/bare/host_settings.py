"""How this machine reaches Debian's packages and Python's: read anew each time, never kept."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

SUITE = "trixie"
"""Debian 13."""

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy")
_PIP = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "retries")
_REMOTE = ("http://", "https://")


def proxies() -> list[str]:
    """Return the environment variables that name proxies, as `env` takes them."""
    return [
        f"{name}={os.environ[name]}"
        for lower in _PROXIES
        for name in (lower, lower.upper())
        if name in os.environ
    ]


def apt_sources() -> list[str]:
    """Return lines of sources.list for what this machine takes of Debian 13; none if nothing."""
    form = "$(SITE) $(RELEASE) $(COMPONENT)"
    command = ["apt-get", "indextargets", "--format", form, "Created-By: Packages"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = dict.fromkeys(line for line in listed.splitlines() if line.startswith(_REMOTE))
    if not any(line.split()[1] == SUITE for line in found):
        return []
    return [f"deb {line}" for line in found if line.split()[1].startswith(SUITE)]


def apt_settings() -> list[str]:
    """Return the lines by which apt fetches here: proxies, patience, what it believes of dates."""
    dumped = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=False
    ).stdout
    names = ("http", "https", "ftp", "Retries", "Check-Valid-Until", "Check-Date", "ForceIPv")
    begins = tuple(f"Acquire::{name}" for name in names)
    return [line for line in dumped.splitlines() if line.startswith(begins) and '""' not in line]


def pip_settings() -> list[str]:
    """Return the lines of a pip.conf by which pip fetches here."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        key = name.rpartition(".")[2].removeprefix("default-")
        if key in _PIP:
            found[key] = str(ast.literal_eval(value)).replace("\n", "\n    ")
    if CERTIFICATES.exists():
        found["cert"] = str(CERTIFICATES)
    return ["[global]", *(f"{key} = {value}" for key, value in found.items())]
