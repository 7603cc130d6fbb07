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
_NAME_DOT = re.compile(r"(?<=\w\w)\.(?=\w{2})")  # example.org; n.n.t.b. and 1.134 stay as they are
_DOT = "․"


def harmless(text: str, longest: int = 600) -> str:
    """One line of at most `longest` characters: no markup, links, mentions, control or direction characters.

    What a service would turn into a link (web and mail addresses) is left readable but no longer one.
    """
    shown = "".join(" " if unicodedata.category(c) in ("Zl", "Zp") else c for c in text)
    shown = "".join(
        c for c in shown if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    shown = " ".join(shown.split()).translate(_LOOK_ALIKES)
    shown = _NAME_DOT.sub(lambda m: "." if _is_number(shown, m.start()) else _DOT, shown).replace(
        "://", "：//"
    )
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def _is_number(text: str, dot: int) -> bool:
    return text[dot - 1].isdigit() and text[dot + 1].isdigit()
