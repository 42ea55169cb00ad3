"""The screens of a visit, played in a sandbox with invented people, and read off as texts."""
