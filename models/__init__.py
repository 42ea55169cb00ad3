"""The domain of the election, and its one door: what another package may import.

The stub beside this file lists the public names with their modules, once for
who checks types and for the interpreter. A name is imported when it is first
used, so that importing the door costs nothing: a terminal paints its first
screen before the database is reached.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
