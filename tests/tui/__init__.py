"""What a person sees and presses, screen by screen."""
