"""The keys of a French keyboard by the names that QEMU has for those places."""

from __future__ import annotations

PLAIN = dict(
    zip(
        "azertyuiop^$qsdfghjklmù*<wxcvbn,;:!²&é\"'(-è_çà)= ",
        [
            *("q", "w", "e", "r", "t", "y", "u", "i", "o", "p", "bracket_left", "bracket_right"),
            *("a", "s", "d", "f", "g", "h", "j", "k", "l", "semicolon", "apostrophe", "backslash"),
            *("less", "z", "x", "c", "v", "b", "n", "m", "comma", "dot", "slash"),
            *("grave_accent", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "minus", "equal"),
            "spc",
        ],
        strict=True,
    )
)
"""What each key types by itself; the name is that of the same place on an American keyboard."""
SHIFTED = dict(
    zip(
        "1234567890°+?./§%µ£>",
        [
            *("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "minus", "equal"),
            *("m", "comma", "dot", "slash", "apostrophe", "backslash", "bracket_right", "less"),
        ],
        strict=True,
    )
)
WITH_ALTGR = dict(
    zip(
        "~#{[|`\\@]}",
        ["2", "3", "4", "5", "6", "7", "8", "0", "minus", "equal"],
        strict=True,
    )
)

NAMED = {
    "enter": ("ret",),
    "tab": ("tab",),
    "shift+tab": ("shift", "tab"),
    "escape": ("esc",),
    "space": ("spc",),
    "backspace": ("backspace",),
    "delete": ("delete",),
    **{name: (name,) for name in ("up", "down", "left", "right", "home", "end")},
    "pageup": ("pgup",),
    "pagedown": ("pgdn",),
    **{f"f{number}": (f"f{number}",) for number in range(1, 13)},
}


def keys_of(key: str) -> tuple[str, ...]:
    """Return the keys that are held together for a character or a named key."""
    if key in NAMED:
        return NAMED[key]
    if key in PLAIN:
        return (PLAIN[key],)
    if key in SHIFTED:
        return ("shift", SHIFTED[key])
    if key in WITH_ALTGR:
        return ("alt_r", WITH_ALTGR[key])
    if key.lower() in PLAIN:
        return ("shift", PLAIN[key.lower()])
    raise KeyError(key)
