"""Text from documents made harmless for messages, whatever service shows them."""

from __future__ import annotations

import re
import unicodedata

# Characters that mean something in HTML, Markdown or chat → ones that look like them and mean nothing.
_LOOK_ALIKES = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "[": "⁅",
        "]": "⁆",
        "{": "❴",
        "}": "❵",
        "*": "∗",
        "_": "ˍ",
        "`": "ˋ",
        "~": "∼",
        "|": "¦",
        "\\": "∖",
        "@": "＠",
        "#": "＃",
    }
)
_NAME_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d]{2})")  # in example.org, not in n.n.t.b. or 1.134
_DOT = "․"


def harmless(text: str, longest: int = 600) -> str:
    """One line of at most `longest` characters: no markup, links, mentions, control or direction characters.

    What a service would turn into a link (web and mail addresses) is left readable but no longer one.
    """
    kept = "".join(c for c in text if c.isspace() or not unicodedata.category(c).startswith("C"))
    shown = " ".join(kept.split()).translate(_LOOK_ALIKES)
    shown = _NAME_DOT.sub(_DOT, shown).replace("://", "：//")
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"
