"""The electoral roll on its way in: its file, its lines, where they wait, how they are loaded."""
