"""Small PDFs written object by object, for what no PDF library will write."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def write_pdf(path: Path, objects: Sequence[bytes]) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out = b"%PDF-1.5\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (size, rows)
    out += b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, out.index(b"xref\n0 "))
    path.write_bytes(out)
    return path


def stream(data: bytes, entries: bytes = b"", *, deflate: bool = False) -> bytes:
    """A stream object."""
    if deflate:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def write_page(
    path: Path,
    content: bytes,
    *more: bytes,
    page: bytes = b"/MediaBox[0 0 595 842]",
    resources: bytes = b"/Font<</F1 5 0 R>>",
    tree: bytes = b"",
) -> Path:
    """A PDF of one page: object 3 is the page, 4 its content, 5 Helvetica (`F1`), `more` follow from 6."""
    return write_pdf(
        path,
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1%s>>" % tree,
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%s>>%s>>" % (resources, page),
            content,
            HELVETICA,
            *more,
        ],
    )
