"""`admin send` as a kiosk starts it, with last moments of other lengths (in `LAST_MOMENTS`)."""

from __future__ import annotations

import os

import tui.hosts.sender as sender
from tui.__main__ import main

if __name__ == "__main__":
    finish, release = map(float, os.environ["LAST_MOMENTS"].split())
    sender.LAST_MOMENTS = (finish, release)
    main()
