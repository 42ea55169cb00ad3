"""What of the surrounding environment a visit listens to."""

from __future__ import annotations

import gc
import sys
from collections.abc import MutableMapping
from types import ModuleType

ELSEWHERE = frozenset({"PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE"})
"""Variables of libpq (« Environment Variables » in its documentation)."""

PLUGIN_LOADER = "pydantic.plugin._loader"
"""The only private name of Pydantic that is used here; a test says what it holds."""


def ignore_framework_settings(environment: MutableMapping[str, str]) -> None:
    """Drop the variables by which Textual imports modules, types keys or writes files.

    Those by which PostgreSQL's library would reach another server than the election file names go
    as well. Pydantic, which Typer checks options with, is kept from looking for plug-ins: it would
    search every installed package for one, and import it. Call it before either is imported: they
    read the variables then.
    """
    for name in [name for name in environment if name.startswith("TEXTUAL") or name in ELSEWHERE]:
        del environment[name]
    environment["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def leave_plugins_out() -> None:
    """Give Pydantic a loader of plug-ins that has none, in place of its own.

    Its own is disabled by then, and imports `importlib.metadata` all the same, with the packages
    for mail, CSV and ZIP: a twentieth of the time to the first screen.
    """
    loader = ModuleType(PLUGIN_LOADER)
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(PLUGIN_LOADER, loader)


def postpone_collection() -> None:
    """Collect no garbage until `resume_collection`: what is imported stays for good.

    Looking through the modules again and again while they are imported is a
    tenth of the time to the first screen.
    """
    gc.disable()


def resume_collection() -> None:
    """Collect garbage again, what was imported left out; nothing if it was not postponed."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
