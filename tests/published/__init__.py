"""The published pages in a real browser: Debian's chromium, without a window."""
