"""A whole machine: Debian 13 with its kernel, its service manager, its console and its keys."""
