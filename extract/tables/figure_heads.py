"""The head of a table of figures: how far it reaches, and which texts of it stand over which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Rule, Word, make_line
from extract.tables.columns import Span, named, stacked, union
from extract.tables.figure_rows import (
    FigureCell,
    FigureRow,
    columns_of,
    is_heading,
    ruled_between,
    stub_only,
)
from extract.tables.head_spans import head_spans, name_of
from extract.tables.segments import Segment, cut_segment
from extract.tables.tokens import TokenLine
from extract.tables.values import is_value


def head_reach(
    lines: Sequence[TokenLine],
    start: int,
    end: int,
    spans: Sequence[Span],
    full: Sequence[Rule],
    inner: Sequence[Rule],
) -> tuple[int, int]:
    """The lines [top, body) that are the head above the lines of figures [start, end), as rules and nearness
    tell it.
    """
    first = _first_body(lines, start, end, spans, full)
    return _head_reach(lines, first, spans, full, inner)


def physical_lines(head: Sequence[TokenLine]) -> list[TokenLine]:
    """The lines of a head; those that overlap, since each text is set in the middle of the row, as one."""
    groups: list[list[TokenLine]] = []
    for line in head:
        if groups and line.top - groups[-1][-1].top < 0.75 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group[0] if len(group) == 1 else _one_line(group) for group in groups]


def _one_line(group: Sequence[TokenLine]) -> TokenLine:
    """Overlapping lines as one, their tokens that stand over each other joined."""
    tokens: list[Segment] = []
    for token in sorted((t for line in group for t in line.tokens), key=lambda t: t.words[0].base):
        over = [t for t in tokens if min(t.x1, token.x1) - max(t.x0, token.x0) > 0]
        for other in over:
            tokens.remove(other)
        words = (*(w for t in over for w in t.words), *token.words)
        tokens.append(Segment(min(w.x0 for w in words), max(w.x1 for w in words), words))
    line = make_line([word for line in group for word in line.line.words])
    return TokenLine(line, sorted(tokens, key=lambda t: t.x0))


def widen(spans: Sequence[Span], body: Sequence[TokenLine], head: Sequence[TokenLine]) -> list[Span]:
    """The columns with the names over them: the lowest of the head where all have a column, else as many
    texts side by side as there are columns, or one fewer; a name that stands over none of the columns has
    one of its own.
    """
    filled = [{n for n, line in enumerate(body) if any(_over(t, s) for t in line.tokens)} for s in spans]
    texts = [token for line in head for token in _head_tokens(line, spans)]
    widened = [span for span, _ in named(list(zip(spans, filled, strict=True)), texts, 0.0)]
    if texts and len(widened) == len(spans) and widened != list(spans):
        if all(any(_over(text, span) for span in widened) for text in texts):
            return widened
        spans = widened
    for first in range(len(head)):
        names = union(((t.x0, t.x1) for line in head[first:] for t in line.tokens), 0.5)
        skip = len(spans) - len(names)
        if len(names) < 2:
            continue
        if skip in (0, 1):
            pairs = zip(spans[skip:], names, strict=True)
            result = [*spans[:skip], *((min(s[0], n[0]), max(s[1], n[1])) for s, n in pairs)]
            if all(left[1] < right[0] for left, right in pairwise(result)):
                return result
        over = [[n for n in names if min(s[1], n[1]) - max(s[0], n[0]) > 0] for s in spans]
        alone = [n for n in names if not any(n in group for group in over)]
        if alone and all(len(group) == 1 for group in over[1:]) and len(over[0]) <= 1:
            joined = [
                (min(s[0], *(n[0] for n in g), s[0]), max(s[1], *(n[1] for n in g), s[1]))
                for s, g in zip(spans, over, strict=True)
            ]
            result = sorted([*joined, *alone])
            if all(left[1] < right[0] for left, right in pairwise(result)):
                return result
    return list(spans)


def _over(token: Segment, span: Span) -> bool:
    """True when a text stands in a column."""
    return min(token.x1, span[1]) - max(token.x0, span[0]) > 0


def _first_body(
    lines: Sequence[TokenLine], start: int, end: int, spans: Sequence[Span], full: Sequence[Rule]
) -> int:
    """The first line of figures that is no part of the head: years or numbers of columns may stand there."""
    labelled = sum(_labelled(line, spans) for line in lines[start:end] if line.is_body())
    for index in range(start, min(end - 1, start + 4)):
        if (
            index > start
            and ruled_between(lines[index - 1], lines[index], full)
            and not any(lines[i].is_body() and _labelled(lines[i], spans) for i in range(start, index))
        ):
            return index
    index = start
    while (
        index < end - 1
        and index < start + 3
        and labelled > 0.6 * (end - start)
        and (not _labelled(lines[index], spans) or not lines[index].is_body())
    ):
        index += 1
    return index


def _labelled(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a line that begins with words in the first column."""
    return line.tokens[0].x0 < spans[0][1] and not (is_value(line.tokens[0].text) and len(spans) > 2)


def _head_reach(
    lines: Sequence[TokenLine],
    first: int,
    spans: Sequence[Span],
    full: Sequence[Rule],
    inner: Sequence[Rule],
) -> tuple[int, int]:
    """The lines [top, body) of the head; `body` may lie before `first`, where a heading opens the body."""
    size = lines[first].size
    above = sorted((r.at for r in full if r.at < lines[first].line.bottom - 0.4 * size), reverse=True)
    body = first
    while body > 0 and (_opens_body(lines, body - 1, spans) or _heads_body(lines, body - 1, spans)):
        if lines[body].top - lines[body - 1].top > 2.4 * size or any(
            lines[body - 1].line.bottom - 2 < at < lines[body].line.bottom - 0.4 * size for at in above
        ):
            break
        body -= 1
    floor = next(
        (at for at in above if body and lines[body - 1].line.bottom - 2 < at < lines[body].line.bottom), None
    )
    if floor is None:  # the headings may as well be names of the first column; not those centred under names
        body = first
        while body > 1 and (len(lines[body - 2].tokens) > 1 or lines[body - 2].tokens[0].x0 > spans[0][1]):
            far = lines[body - 1].top - lines[body - 2].top > 1.4 * size
            if not _heads_body(lines, body - 1, spans) and not (far and _opens_body(lines, body - 1, spans)):
                break
            body -= 1
    limit = floor if floor is not None else lines[body].line.bottom - 0.4 * size
    top = body
    for ceiling in above:
        inside = [i for i in range(top) if ceiling - 1 < lines[i].line.bottom - 2 < limit]
        if not inside:
            if ceiling < limit - 4 and (top < body or lines[top - 1].line.bottom > ceiling):
                break  # above an empty space between rules stands another table
            continue
        names = all(len(lines[i].tokens) > 1 for i in inside)
        if len(inside) > 9 or not _is_close(lines[inside[0] : top + (top < len(lines))], ceiling, size):
            break
        if (top < body and not names) or any(_is_title(lines[i], lines[body], spans) for i in inside):
            break
        top, limit = inside[0], ceiling
    if top == body:
        top = _climb(lines, body, spans, inner, floor)
    if floor is None:
        while body - 1 > top and _opens_body(lines, body - 1, spans):
            body -= 1
        if body - 1 == top and _opens_body(lines, top, spans):
            body = top
    return top, body


def _is_close(lines: Sequence[TokenLine], ceiling: float | None, size: float) -> bool:
    """True when lines follow a rule and each other closely."""
    tops = [ceiling or lines[0].top, *(line.top for line in lines)]
    return all(lower - upper < 3.2 * size for upper, lower in pairwise(tops))


def _opens_body(lines: Sequence[TokenLine], index: int, spans: Sequence[Span]) -> bool:
    """True for a heading or the first line of a label above the figures, no larger than what it opens."""
    line = lines[index]
    return (
        stub_only(line, spans)
        and line.tokens[0].x0 < spans[0][0] + 3 * line.size
        and line.tokens[0].x1 < spans[1][0]
        and line.size <= lines[index + 1].size + 1.6
    )


def _heads_body(lines: Sequence[TokenLine], index: int, spans: Sequence[Span]) -> bool:
    """True for a heading in the middle of the table that is not the second line of a name above it."""
    return is_heading(lines[index], spans) and not _goes_on_above(lines, index)


def _goes_on_above(lines: Sequence[TokenLine], index: int) -> bool:
    """True for a lone text closely under a name, of those side by side, with which it is in line."""
    token, above = lines[index].tokens[0], lines[index - 1] if index else None
    if not above or len(above.tokens) < 2 or lines[index].top - above.top > 1.35 * lines[index].size:
        return False
    return any(min(abs(t.x0 - token.x0), abs(t.middle - token.middle)) < 1 for t in above.tokens)


def _climb(
    lines: Sequence[TokenLine], below: int, spans: Sequence[Span], inner: Sequence[Rule], floor: float | None
) -> int:
    """The first of the lines above `below` that stand closely over the columns and are no title."""
    top = below
    left, right = spans[0][0], spans[-1][1]
    width = right - left
    while top > 0:
        line = lines[top - 1]
        step = (lines[top].top if top < below or floor is None else floor) - line.top
        if step > 2.3 * line.size or abs(line.size - lines[below].size) > 1.6:
            break
        widest = 0.0 if _groups_figures(line, spans) else max(t.x1 - t.x0 for t in line.tokens)
        named = len(line.tokens) >= max(2, 0.5 * len(spans))
        if widest > 0.6 * width or (not named and (line.line.x0 < left - 12 or line.line.x1 > right + 12)):
            break
        under = any(line.line.bottom - 3 < r.at < line.line.bottom + line.size for r in inner)
        if len(line.tokens) == 1 and not under:
            token = line.tokens[0]
            if token.x0 < spans[0][1] and (top == below or token.x1 > spans[1][0] or step > 1.4 * line.size):
                break
            central = abs(token.middle - (left + right) / 2) < 0.6 * line.size
            if central and len(spans) > 2 and not _goes_on_above(lines, top - 1):
                break
        if len(line.tokens) == 1 and token_is_title(line, spans):
            break
        top -= 1
    while (
        top < below
        and len(lines[top].tokens) == 1
        and lines[top].tokens[0].x0 < spans[0][1] - 1
        and (lines[top].tokens[0].x1 > spans[1][0])
    ):
        top += 1
    return top


def _groups_figures(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a name over the first column and one text within the width of the others."""
    if len(line.tokens) != 2 or len(spans) < 3:
        return False
    name, group = line.tokens
    return name.x1 < spans[1][0] <= group.x0 + 12 and group.x1 < spans[-1][1] + 12


def _is_title(line: TokenLine, body: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a line of another size than the table, or one text that begins with the word for a table, left
    of it, or at its left side and runs over columns.
    """
    token = line.tokens[0]
    begins = token.x0 < spans[0][0] - 2 or (token.x0 < spans[0][0] + 2 and token.x1 > spans[1][0])
    alone = len(line.tokens) == 1 and (begins or token_is_title(line, spans))
    return abs(line.size - body.size) > 1.6 or alone


def token_is_title(line: TokenLine, spans: Sequence[Span]) -> bool:
    """True for a line that names the table, not its columns."""
    words = line.line.text.split()
    return (
        bool(words)
        and words[0].lower().rstrip(".:") in {"table", "figure", "chart", "tabel", "tab"}
        and (line.tokens[0].x0 < spans[0][1] + 1)
    )


@dataclass
class _Head:
    """A text of the head: its columns, its words, and how many group heads stand over it."""

    first: int
    last: int
    words: list[Word]
    depth: int
    bottom: float

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return min(word.top for word in self.words)


def head_rows(
    head: Sequence[TokenLine], spans: Sequence[Span], xs: Sequence[float], inner: Sequence[Rule]
) -> list[FigureRow]:
    """The rows of the head: texts over several columns group those below; lines of one text are joined."""
    if not head:
        return []
    found: list[_Head] = []
    cut = [_head_tokens(line, spans) for line in head]
    names = sorted(stacked(token for tokens in cut for token in tokens), key=lambda name: name.x0)
    opening = [[t for t in tokens if names[name_of(t, names)].top == t.words[0].base] for tokens in cut]
    reached: dict[int, list[tuple[int, int]]] = {}  # the columns of the texts of each line
    for number in reversed(range(len(head))):  # from the lowest up: groups stand over groups
        line, tokens = head[number], cut[number]
        below = next((n for n in range(number + 1, len(head)) if opening[n]), None)
        if below is not None and inner and _share_a_rule(tokens, opening[below][0], inner):
            reached[number] = head_spans(tokens, _lowest(opening[number + 1 :]), xs)
        elif inner or below is None:
            reached[number] = [
                _head_span(token, tokens, head[number + 1 :], spans, xs, inner, line.size) for token in tokens
            ]
        else:
            known = {id(t): r for t, r in zip(cut[below], reached[below], strict=True)}
            under = None if inner else [known[id(t)] for t in opening[below]]
            reached[number] = head_spans(tokens, opening[below], xs, under)
    told: dict[int, tuple[int, int]] = {}  # the columns of each name
    for number, (line, tokens) in enumerate(zip(head, cut, strict=True)):
        reach = reached[number]
        if any(opening[number + 1 :]):
            reach = [
                r if _is_ruled_off(t, inner, line.size) else told.setdefault(name_of(t, names), r)
                for t, r in zip(tokens, reach, strict=True)
            ]
        for token, (first, last) in zip(tokens, _apart(reach, tokens, spans), strict=True):
            _add_head(found, first, last, token, inner, line.size)
    depth = max(item.depth for item in found) + 1
    tops = [min(item.top for item in found if item.depth == level) for level in range(depth)]
    bottom = max(line.line.bottom for line in head)
    rows = [FigureRow(top, bottom) for top in tops]
    for item in found:
        if item.depth or item.last > item.first:
            rows[item.depth].cells.append(FigureCell(item.first, item.last, item.words))
            continue
        for level, rowspan, words in _levels(item, tops, keep=bool(inner)):
            rows[level].cells.append(FigureCell(item.first, item.last, words, rowspan))
    return rows


def _lowest(lines: Sequence[Sequence[Segment]]) -> list[Segment]:
    """The texts of these lines that no other of them stands under."""
    lowest: list[Segment] = []
    for line in reversed(lines):
        lowest += [text for text in line if all(text.x1 <= t.x0 or t.x1 <= text.x0 for t in lowest)]
    return sorted(lowest, key=lambda text: text.x0)


def _is_ruled_off(token: Segment, inner: Sequence[Rule], size: float) -> bool:
    """True where a rule runs closely over a text: it does not go on with the one above that."""
    top = token.words[0].top
    return any(top - size < r.at < top + 0.4 * size and r.start < token.middle < r.end for r in inner)


def _share_a_rule(texts: Sequence[Segment], below: Segment, inner: Sequence[Rule]) -> bool:
    """True where one rule runs under several texts of a line of the head, and no rule under just one: rules
    do not tell their columns.
    """
    under = [r for r in inner if texts[0].words[0].base < r.at < below.words[0].base]
    shared = [sum(r.start < text.middle < r.end for text in texts) for r in under]
    return bool(shared) and min(shared) > 1


def _levels(item: _Head, tops: Sequence[float], *, keep: bool) -> list[tuple[int, int, list[Word]]]:
    """The rows (first, how many, words) of a name that no group head stands over: those its lines stand in,
    as one cell where it is to be kept together, or a line of it stands beside none of theirs.
    """
    keep = keep or any(min(abs(top - word.top) for top in tops) > 2 for word in item.words)
    at = [max(k for k, top in enumerate(tops) if k == 0 or top <= word.top + 2) for word in item.words]
    if keep or len(set(at)) == 1:
        return [(min(at), max(at) - min(at) + 1, item.words)]
    return [(k, 1, [w for w, j in zip(item.words, at, strict=True) if j == k]) for k in sorted(set(at))]


def _head_tokens(line: TokenLine, spans: Sequence[Span]) -> list[Segment]:
    """The tokens of a line of the head, those cut that lie over columns word by word."""
    tokens: list[Segment] = []
    for token in line.tokens:
        pieces = [token]
        for left, right in pairwise(spans):
            last = pieces[-1]
            if last.x0 < left[1] and last.x1 > right[0]:
                parts = cut_segment(last, (left[1] + right[0]) / 2)
                if len(parts) == 2:
                    gap = parts[1].x0 - parts[0].x1
                    if gap > 0.45 * line.size or (is_value(parts[1].text) and is_value(parts[0].text)):
                        pieces[-1:] = parts
        tokens += pieces
    return tokens


def _apart(
    reach: Sequence[tuple[int, int]], tokens: Sequence[Segment], spans: Sequence[Span]
) -> list[tuple[int, int]]:
    """The columns of texts side by side, those that two of them claim given to the nearer one."""
    apart = [list(pair) for pair in reach]
    for (one, other), (left, right) in zip(pairwise(apart), pairwise(tokens), strict=True):
        while one[1] >= other[0] and (one[1] > one[0] or other[1] > other[0]):
            middle = sum(spans[one[1]]) / 2
            nearer = abs(middle - left.middle) <= abs(middle - right.middle)
            if other[1] > other[0] and (nearer or one[1] == one[0]):
                other[0] += 1
            else:
                one[1] -= 1
    return [(first, last) for first, last in apart]


def _head_span(
    token: Segment,
    beside: Sequence[Segment],
    below: Sequence[TokenLine],
    spans: Sequence[Span],
    xs: Sequence[float],
    inner: Sequence[Rule],
    size: float,
) -> tuple[int, int]:
    """The columns that a text of the head stands over: as the rule under it tells, else as it reaches."""
    first, last = columns_of(token, spans, xs)
    bottom = token.words[0].bottom
    for rule in inner:
        under_it = (line for line in below if any(rule.start < t.middle < rule.end for t in line.tokens))
        line = next(under_it, None)
        gap = line.line.bottom - 0.4 * line.size if line else bottom + size
        if bottom - 3 < rule.at < gap and rule.start < token.middle < rule.end:
            shared = [t.middle for t in beside if rule.start < t.middle < rule.end]
            under = [
                i
                for i, middle in enumerate((s[0] + s[1]) / 2 for s in spans)
                if rule.start - 3 < middle < rule.end + 3
                and min(shared, key=lambda other: abs(other - middle)) == token.middle
            ]
            if len(under) > 1 or (under and last == first):
                return under[0], under[-1]
    return first, last


def _add_head(
    found: list[_Head], first: int, last: int, token: Segment, inner: Sequence[Rule], size: float
) -> None:
    """Adds a text of the head to the one above it that it goes on with, or as one of its own."""
    top = token.words[0].top
    over = [item for item in found if item.first <= last and first <= item.last]
    for item in reversed(over):
        ruled = any(
            item.bottom - 3 < r.at < token.words[0].bottom - 0.4 * size and r.start < token.middle < r.end
            for r in inner
        )
        if (item.first, item.last) == (first, last) and not ruled and top - item.words[-1].top <= 1.4 * size:
            item.words += token.words
            item.bottom = token.words[0].bottom
            return
        break
    depth = max((item.depth + 1 for item in over), default=0)
    found.append(_Head(first, last, list(token.words), depth, token.words[0].bottom))
