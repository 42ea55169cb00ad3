"""Between the terminal and the application: nothing that can be typed, pasted or injected harms."""
