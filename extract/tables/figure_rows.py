"""The rows in the body of a table of figures: labels over several lines, headings between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.page import Rule, Word
from extract.tables.columns import Span
from extract.tables.segments import Segment, cut_segment
from extract.tables.tokens import TokenLine
from extract.tables.values import is_number, is_value


@dataclass
class FigureCell:
    """Words in the columns [first, last], over `rowspan` rows."""

    first: int
    last: int
    words: list[Word]
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass
class FigureRow:
    """One row, from the top of its first line to the bottom of its last."""

    top: float
    bottom: float
    cells: list[FigureCell] = field(default_factory=list)


def body_rows(
    lines: Sequence[TokenLine],
    start: int,
    end: int,
    spans: Sequence[Span],
    xs: Sequence[float],
    full: Sequence[Rule],
) -> list[FigureRow]:
    """The rows of the lines from `start` on: as many lines as a label has make one row; after `end` only the
    rest of the last label.
    """
    own = list(lines[start : end + 2])
    n_own = end - start
    labels = [line.tokens[0] for line in own[:n_own] if line.is_body()]
    limit = max((t.x1 for t in labels if t.x0 < spans[0][1]), default=spans[0][1])
    pitch = row_pitch(own[:n_own])
    rows: list[FigureRow] = []
    pending: list[TokenLine] = []  # lines of a label that go on below
    last: TokenLine | None = None
    for index, line in enumerate(own):
        following = own[index + 1] if index + 1 < len(own) else None
        if index >= n_own:
            if last is not None and (
                _goes_up(line, last, None, limit, spans, full) or _is_near(line, last, pitch, spans)
            ):
                _extend(rows[-1], line, spans, xs)
                last = line
                continue
            break
        if pending and (line.is_body() or stub_only(line, spans)):
            if _goes_down(line, following, limit, spans, xs, full):
                pending.append(line)
                continue
            rows.append(_row([*pending, line], spans, xs))
            pending, last = [], line
        elif last is not None and _is_beside(line, last, rows[-1], spans, xs):
            _extend(rows[-1], line, spans, xs)
            last = line
        elif line.is_body():
            rows.append(_row([line], spans, xs))
            last = line
        elif last is not None and (
            _goes_up(line, last, following, limit, spans, full)
            or (_is_near(line, last, pitch, spans) and not ruled_between(last, line, full))
        ):
            _extend(rows[-1], line, spans, xs)
            last = line
        elif _goes_down(line, following, limit, spans, xs, full):
            pending = [line]
        else:
            rows.append(_row([line], spans, xs))
            last = line
    if pending:
        rows.append(_row(pending, spans, xs))
    return rows


def row_pitch(lines: Sequence[TokenLine]) -> float:
    """The usual distance between a line of figures and the next line, where that holds figures too; else,
    with text that goes on below all of them, the next line of figures.
    """
    body = [line for line in lines if line.is_body()]
    steps = [b.top - a.top for a, b in pairwise(lines) if a.is_body() and b.is_body()]
    steps = steps or [b.top - a.top for a, b in pairwise(body)]
    return median(steps) if steps else 0.0


def _is_near(line: TokenLine, last: TokenLine, pitch: float, spans: Sequence[Span]) -> bool:
    """True when a line without figures stands closer under another than rows do."""
    step = line.top - last.top
    return (
        step < 0.82 * pitch
        and step < 1.4 * line.size
        and not _opens_note(line)
        and not is_heading(line, spans)
        and not any(is_number(t.text) for t in line.tokens if t.x0 > spans[0][1])
    )


def _is_beside(
    line: TokenLine, last: TokenLine, row: FigureRow, spans: Sequence[Span], xs: Sequence[float]
) -> bool:
    """True when a line overlaps the one above and fills other columns of its row: each text of the row is set
    in the middle of its height.
    """
    if abs(line.top - last.top) >= 0.75 * line.size or is_heading(line, spans):
        return False
    taken = {col for cell in row.cells for col in range(cell.first, cell.last + 1)}
    own = {col for cell in place(line, spans, xs) for col in range(cell.first, cell.last + 1)}
    return not line.is_body() or not taken & own


def _opens_note(line: TokenLine) -> bool:
    """True for text that a star opens."""
    return line.tokens[0].text.startswith(("*", "†", "‡"))


def stub_only(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a line with nothing but a label."""
    return len(line.tokens) == 1 and line.tokens[0].x0 < spans[0][1] and not is_value(line.tokens[0].text)


def _is_closed(text: str) -> bool:
    """True for a label that ends in a leader or a colon: it does not go on."""
    return text.rstrip().endswith((":", "..", "…", ". .", "__"))


def ruled_between(upper: TokenLine, lower: TokenLine, full: Sequence[Rule]) -> bool:
    """True when a rule over the whole table parts two lines."""
    return any(upper.line.bottom - 2 < r.at < lower.line.bottom - 0.4 * lower.size for r in full)


def _wraps(upper: Segment, lower: Segment, limit: float) -> bool:
    """True when the first word of the lower text would not have fitted behind the upper one."""
    first = lower.words[0]
    return upper.x1 + 0.25 * first.size + (first.x1 - first.x0) > limit - 1.2 * first.size


def _starts_small(text: str) -> bool:
    """True for text that begins within a sentence."""
    return text[:1].islower() or text[:1] in "(&/"


def _goes_up(
    line: TokenLine,
    last: TokenLine,
    following: TokenLine | None,
    limit: float,
    spans: Sequence[Span],
    full: Sequence[Rule],
) -> bool:
    """True when a line is the rest of the row above: of its label, or of text in its other columns."""
    step = line.top - last.top
    if step > 1.7 * line.size or ruled_between(last, line, full) or _opens_note(line):
        return False
    if line.tokens[0].x0 >= spans[0][1] - 0.5 and not starts_in_stub(line, spans):
        figures = any(is_number(token.text) for token in line.tokens)
        return not line.is_body() and not figures and len(line.tokens) < len(spans)
    if not stub_only(line, spans) or not starts_in_stub(last, spans):
        return False
    above = last.tokens[0]
    if _is_closed(above.text) or (line.line.bold != last.line.bold and not last.is_body()):
        return False
    if not _wraps(above, line.tokens[0], limit):
        return False
    if _starts_small(line.tokens[0].text):
        return following is None or not (following.top - line.top < 0.9 * step)
    deeper = line.tokens[0].x0 > above.x0 + 0.3 * line.size
    heads_group = following is not None and following.tokens[0].x0 > line.tokens[0].x0 + 0.3 * line.size
    back = following is None or following.tokens[0].x0 <= above.x0 + 0.3 * line.size
    return deeper and not heads_group and back and last.is_body()


def starts_in_stub(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True when a line begins with a label."""
    return line.tokens[0].x0 < spans[0][1] and not (
        len(line.tokens) > 1 and is_value(line.tokens[0].text) and line.tokens[0].x0 > spans[0][0] + 40
    )


def _goes_down(
    line: TokenLine,
    following: TokenLine | None,
    limit: float,
    spans: Sequence[Span],
    xs: Sequence[float],
    full: Sequence[Rule],
) -> bool:
    """True when a line is the first of a label whose figures stand further down."""
    if following is None or not stub_only(line, spans) or not starts_in_stub(following, spans):
        return False
    if following.top - line.top > 1.7 * line.size or ruled_between(line, following, full):
        return False
    text, below = line.tokens[0], following.tokens[0]
    if _is_closed(text.text) or is_value(below.text) or line.line.words[-1].bold != below.words[0].bold:
        return False
    if below.x0 < text.x0 - 0.5 * line.size or not _wraps(text, below, limit):
        return False
    return (
        _starts_small(below.text)
        or text.text.endswith((",", "-", " and", " of", " or", " the", " for"))
        or (text.x1 > limit - 4 * line.size and below.x0 > text.x0 + 0.2 * line.size)
    )


def _row(lines: Sequence[TokenLine], spans: Sequence[Span], xs: Sequence[float]) -> FigureRow:
    """The row that these lines make."""
    row = FigureRow(lines[0].top, lines[0].line.bottom)
    for line in lines:
        _extend(row, line, spans, xs)
    return row


def _extend(row: FigureRow, line: TokenLine, spans: Sequence[Span], xs: Sequence[float]) -> None:
    """Adds the tokens of a line to the cells of a row."""
    row.top = min(row.top, line.top)
    row.bottom = max(row.bottom, line.line.bottom)
    for cell in place(line, spans, xs):
        for other in row.cells:
            if other.first <= cell.last and cell.first <= other.last:
                other.words += cell.words
                break
        else:
            row.cells.append(cell)


def place(line: TokenLine, spans: Sequence[Span], xs: Sequence[float]) -> list[FigureCell]:
    """The cells of a line: each token in its column; one over several is cut there, or spans them."""
    cells: list[FigureCell] = []
    if is_heading(line, spans):
        return [FigureCell(0, len(spans) - 1, list(line.tokens[0].words))]
    for token in line.tokens:
        for piece in _cut(token, spans):
            first, last = columns_of(piece, spans, xs)
            if first == 0 and last > 0:
                last = 0  # a long label runs on over empty columns
            if cells and cells[-1].last >= first:
                cells[-1].words += piece.words
            else:
                cells.append(FigureCell(first, last, list(piece.words)))
    return cells


def is_heading(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a line of words that is centred over the whole table."""
    token = line.tokens[0]
    off = abs((spans[0][0] + spans[-1][1]) / 2 - token.middle)
    return (
        len(line.tokens) == 1
        and off < 1.3 * line.size
        and token.x0 > spans[0][0] + 2 * line.size
        and not is_value(token.text)
    )


def _cut(token: Segment, spans: Sequence[Span]) -> list[Segment]:
    """The token cut between the columns it lies over, where that leaves figures on the right."""
    pieces = [token]
    for left, right in pairwise(spans):
        last = pieces[-1]
        if last.x0 < left[1] and last.x1 > right[0]:
            parts = cut_segment(last, (left[1] + right[0]) / 2)
            if len(parts) == 2 and is_value(parts[1].text):
                pieces[-1:] = parts
    return pieces


def columns_of(token: Segment, spans: Sequence[Span], xs: Sequence[float]) -> tuple[int, int]:
    """The first and last column whose text a token stands over, else the nearest one."""
    over = [i for i, span in enumerate(spans) if min(span[1], token.x1) - max(span[0], token.x0) > 0.5]
    if over:
        if len(over) > 1 and is_value(token.text):
            best = max(over, key=lambda i: min(spans[i][1], token.x1) - max(spans[i][0], token.x0))
            return best, best
        return over[0], over[-1]
    inside = next((i for i in range(len(spans)) if xs[i] <= token.middle < xs[i + 1]), None)
    if inside is not None:
        return inside, inside
    nearest = min(range(len(spans)), key=lambda i: abs((spans[i][0] + spans[i][1]) / 2 - token.middle))
    return nearest, nearest
