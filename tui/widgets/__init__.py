"""The widgets of the letter: lines, fields, buttons, rules, countdowns and the frame."""
