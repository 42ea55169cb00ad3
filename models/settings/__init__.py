"""The sections of the election file, with the defaults of the rules they feed."""
