"""What a run of the tests costs: measured by a plug-in, held to a budget a directory."""
