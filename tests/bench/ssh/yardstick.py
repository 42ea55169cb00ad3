"""The yardstick: the bare application over SSH, a fresh process a session.

Run as a program, it prints its port and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import sys
import termios
from pathlib import Path

import asyncssh

BARE_APP = Path(__file__).parents[1] / "bare_app.py"
HIDDEN = "password"
"""Has the bare application hide what is typed, as the field does that it is compared with."""


class OpenServer(asyncssh.SSHServer):
    """Lets everybody in."""

    def begin_auth(self, username: str) -> bool:
        """Ask for nothing."""
        return False


async def hold(process: asyncssh.SSHServerProcess[bytes]) -> None:
    """Run the bare application on a pseudo-terminal for as long as the session lasts."""
    columns, lines, *_ = process.term_size
    terminal, other = os.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    application = await asyncio.create_subprocess_exec(
        "setsid",
        "--ctty",  # hung up with its terminal, whatever ends this server
        sys.executable,
        BARE_APP,
        HIDDEN,
        stdin=other,
        stdout=other,
        stderr=other,
        env={**os.environ, "TERM": process.term_type or "", **process.env},
    )
    os.close(other)
    await process.redirect(stdin=terminal, stdout=os.dup(terminal))
    ends = asyncio.create_task(application.wait())
    closes = asyncio.create_task(process.channel.wait_closed())
    await asyncio.wait((ends, closes), return_when=asyncio.FIRST_COMPLETED)
    if application.returncode is None:
        application.kill()
    process.exit(await ends)
    await process.wait_closed()


async def main() -> None:
    """Serve."""
    server = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=OpenServer,
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        gss_host=None,
        process_factory=hold,
        encoding=None,
        line_editor=False,
        compression_algs=None,
        config=[],
    )
    print(server.get_port(), flush=True)
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
