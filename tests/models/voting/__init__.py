"""Tests of the vote's protocol, against belenios-tool."""
