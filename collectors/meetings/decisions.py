"""What a meeting resolved: the words, the office that answers, and the day.

Takes lists and columns under a heading such as "Решено:", the sentences that follow a
turn such as "Сонымен не шешілді?", and single sentences that say that something was
decided. Nothing is inferred: no office and no day means none was stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from collectors.markup import cut
from collectors.meetings.deadlines import due
from collectors.meetings.decision_offices import responsible
from collectors.meetings.decision_words import (
    ACCORDING,
    BARE_HEAD,
    COLUMN,
    FINITE,
    HEAD,
    NEGATED,
    ORDERED,
    ORDINAL,
    OTHER_HEAD,
    PREFACE,
    RESOLVED,
    TURN,
    WEAKLY,
    WHAT_COLUMN,
    WHAT_LABEL,
    WHEN_COLUMN,
    WHO_COLUMN,
    WILL_DO,
)
from collectors.meetings.text import LONGEST, Sentence, split, without_bullet
from collectors.meetings.words import PERSON
from data.model import Decision, Institution

_MOST = 30
_LONGEST = 500
_SHORTEST = 25
_LONGEST_ITEM = 1_500
_DUE = re.compile(
    r"\b(?:до|к)\s+\d{1,2}\s+\w+|\b(?:до|к) \d{1,2}\.\d{1,2}|\d\S*\s+(?:\S+\s+)?дейін"
    r"|[ғгқк][ае] дейін"
    r"|\bby (?:\d{1,2} )?[A-Z]\w+",
    re.IGNORECASE,
)
_TASK_RU = re.compile(
    r"[А-ЯЁ][а-яё]+(?:у|ю|ам|ям|е|и)\s[^.]{0,80}?[а-яё]{3,}(?:ть|ти|чь)(?!\w)"
)
_INLINE = re.compile(r"^(?P<head>[^:]{2,90}:)\s+(?P<rest>\S.{20,})$")
_PARTS = re.compile(r";\s+|(?<=[.;,])\s+(?=\d{1,2}\)\s)")


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision's place in a text: the words resolved, and all that was said of it."""

    start: int
    end: int
    told: str  # with its labels of office and day


def read_decisions(
    text: str, on: date | None, institutions: Sequence[Institution] = ()
) -> tuple[Decision, ...]:
    """The decisions in a report; ``on`` is the day of the meeting or of the report."""
    found: dict[str, Decision] = {}
    for one in resolutions(text):
        words = cut(PERSON.sub("[…]", text[one.start : one.end]), _LONGEST)
        if len(words) >= _SHORTEST and len(found) < _MOST:
            found.setdefault(
                words,
                Decision(
                    text=words,
                    office=PERSON.sub("[…]", responsible(one.told, institutions)),
                    due_on=due(one.told, on),
                ),
            )
    return tuple(found.values())


def resolutions(text: str) -> list[Resolution]:
    """Where a text holds what was resolved."""
    found: list[Resolution] = []
    state = _State()
    at = 0
    for line in text[:LONGEST].split("\n"):
        if line.strip():
            found.extend(_of_line(line, at, state))
        elif state.is_list_started:
            state.close()
        at += len(line) + 1
        if len(found) >= _MOST:
            break
    return found


@dataclass(slots=True)
class _State:
    """Whether the lines being read stand under a heading of decisions."""

    is_open: bool = False
    is_list_started: bool = False
    has_more: bool = False  # the last line ended in a semicolon
    columns: tuple[int, int, int] | None = None  # of a table: what, who, when

    def open(self) -> None:
        self.is_open, self.is_list_started = True, False

    def close(self) -> None:
        self.is_open = self.is_list_started = self.has_more = False
        self.columns = None


def _of_line(line: str, at: int, state: _State) -> Iterator[Resolution]:
    if "|" in line:
        columns = _columns(line)
        state.columns = columns or state.columns
        if columns is not None:
            return
        if state.columns is not None and line.count("|") >= max(state.columns):
            yield from _of_row(line, at, state.columns)
            return
    item = without_bullet(line)
    is_other = OTHER_HEAD.match(line) is not None
    is_head = HEAD.search(line.strip()) or BARE_HEAD.match(line.strip())
    if is_other:
        state.close()
    elif is_head and (item is None or not state.is_open):
        # Sentences before a heading that ends a paragraph are prose.
        yield from _of_prose(line, at, skip_last=True)
        state.open()
        return
    if state.is_open and (
        item is not None or _is_row(line) or not state.is_list_started or state.has_more
    ):
        words, offset = item if item is not None else (line, 0)
        # Lines of one list may have no bullets and end in semicolons.
        is_clause = state.has_more or line.rstrip().endswith(";")
        state.has_more = item is None and line.rstrip().endswith(";")
        if item is not None or _is_row(line) or is_clause or _is_resolved(words, True):
            state.is_list_started = True
            if item is None and not _is_row(line) and not is_clause:
                yield from _inline(words, at + offset)
            else:
                yield from _of_item(words, at + offset)
            return
    if state.is_list_started and item is None:
        state.close()
    inline = _INLINE.match(line.strip())
    if inline is not None and not is_other and _heads(inline["head"]):
        state.open()
        yield from _inline(inline["rest"], at + line.index(inline["rest"]))
        return
    words, offset = item if item is not None else (line, 0)
    yield from _of_prose(words, at + offset)


def _columns(line: str) -> tuple[int, int, int] | None:
    """Which columns of a table hold what, who and when, if this is its heading."""
    cells = [cell.strip() for cell in line.split("|")]
    found = [
        next((at for at, cell in enumerate(cells) if pattern.match(cell)), None)
        for pattern in (WHAT_COLUMN, WHO_COLUMN, WHEN_COLUMN)
    ]
    what, who, when = found
    return None if what is None or who is None or when is None else (what, who, when)


def _of_row(line: str, at: int, columns: tuple[int, int, int]) -> Iterator[Resolution]:
    cells = line.split("|")
    what, who, when = (cells[column].strip() for column in columns)
    start = at + line.index(what) if what else at
    told = f"{what} | жауапты: {who} | срок: {when}"
    if what:
        yield Resolution(start, start + len(what), told)


def _heads(words: str) -> bool:
    return bool(HEAD.search(words) or BARE_HEAD.match(words) or TURN.search(words))


def _inline(words: str, at: int) -> Iterator[Resolution]:
    """What follows a heading in its own line: an item, then sentences."""
    first, *others = split(words)
    yield from _of_item(first.text, at + first.start)
    for sentence in others:
        if _is_resolved(sentence.text, True) and not NEGATED.search(sentence.text):
            yield _without_preface(sentence, at)


def _is_row(line: str) -> bool:
    return bool(WHAT_LABEL.search(line) or COLUMN.search(line))


def _of_item(words: str, at: int) -> Iterator[Resolution]:
    """One item of a list; several when they stand in one line."""
    words = words[:_LONGEST_ITEM]
    labelled = WHAT_LABEL.search(words)
    if labelled is not None:
        yield Resolution(at + labelled.start("what"), at + labelled.end("what"), words)
        return
    start = 0
    for gap in (*_PARTS.finditer(words), None):
        end = gap.start() if gap is not None else len(words)
        part = words[start:end]
        bare = without_bullet(part)
        skipped = bare[1] if bare is not None else 0
        yield _trimmed(part[skipped:], at + start + skipped)
        start = gap.end() if gap is not None else end


def _trimmed(words: str, at: int) -> Resolution:
    """Without a point at the end and the columns of office and day."""
    column = COLUMN.search(words)
    text = (
        words[: column.start()] if column is not None and column.start() > 20 else words
    )
    lead = len(text) - len(text.lstrip())
    text = text.strip().rstrip(" .;")
    return Resolution(at + lead, at + lead + len(text), words)


def _of_prose(line: str, at: int, skip_last: bool = False) -> Iterator[Resolution]:
    """Sentences of a paragraph that resolve something."""
    parts = list(split(line))
    if skip_last:
        parts = parts[:-1]
    is_turned = has_resolved = False
    for sentence in parts:
        turned = TURN.search(sentence.text)
        if turned is not None:
            is_turned = True
            rest = sentence.text[turned.end() :]
            colon = rest.find(":") + 1 if ":" in rest[:60] else 0
            after = turned.end() + colon
            if (
                sentence.text[after - 1 : after] == ":"
                and len(sentence.text) - after > 25
            ):
                yield from _of_item(sentence.text[after:], at + sentence.start + after)
            continue
        if (sentence.is_quoted and not is_turned) or NEGATED.search(sentence.text):
            continue
        goes_on = has_resolved and _continues(sentence.text)
        if sentence.text.endswith((":", "?")) or not (
            goes_on or _is_resolved(sentence.text, is_turned)
        ):
            continue
        has_resolved = True
        yield _without_preface(sentence, at)


def _continues(words: str) -> bool:
    """One more task after the first: "Департаменту полиции — проверить …"."""
    is_task = bool(_TASK_RU.match(words)) and responsible(words) != ""
    return is_task or FINITE.search(words) is not None


def _is_resolved(words: str, is_expected: bool) -> bool:
    """Whether a sentence resolves; where decisions are told, a future is enough."""
    if RESOLVED.search(words):
        return True
    if ORDINAL.match(words):
        return bool(WILL_DO.search(words) or ORDERED.search(words))
    if is_expected or ACCORDING.search(words):
        return bool(
            WEAKLY.search(words) or ORDERED.search(words) or WILL_DO.search(words)
        )
    if WEAKLY.search(words) or ORDERED.search(words):
        return responsible(words) != ""
    # Something will be done by a day: nobody promises that at a meeting in vain.
    return bool(
        _DUE.search(words)
        and (FINITE.search(words) or (WILL_DO.search(words) and responsible(words)))
    )


def _without_preface(sentence: Sentence, at: int) -> Resolution:
    preface = ORDINAL.match(sentence.text) or PREFACE.match(sentence.text)
    skip = preface.end() if preface and len(sentence.text) - preface.end() > 30 else 0
    return _trimmed(sentence.text[skip:], at + sentence.start + skip)
