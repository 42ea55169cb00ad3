"""What of the environment and of the libraries is kept out of the start."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from tui.command_line.environment import PLUGIN_LOADER

WITHOUT_PLUGINS = """
import os, sys
from tui.command_line.environment import ignore_framework_settings, leave_plugins_out
ignore_framework_settings(os.environ)
leave_plugins_out()
from pydantic import TypeAdapter
print(TypeAdapter(int).validate_python("7"), "importlib.metadata" in sys.modules)
"""


def test_an_option_is_checked_without_looking_for_plugins() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_PLUGINS], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "7 False\n"


def test_the_loader_that_is_left_out_does_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own one, whichever a command called in this process has left."""
    monkeypatch.delitem(sys.modules, PLUGIN_LOADER, raising=False)
    loader = import_module(PLUGIN_LOADER)
    public = {
        name
        for name, value in vars(loader).items()
        if getattr(value, "__module__", "") == PLUGIN_LOADER
    }
    assert public == {"get_plugins"}
