"""Reading an electoral roll."""
