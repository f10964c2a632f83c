"""When each source is asked next. Pure: what is known of a source in, a moment out.

A source that gives ``pace`` new items a day is asked eight times per expected item,
between every ten minutes and once a day; after something new a little sooner, for news
comes in clusters. After a failure the wait doubles with the weight of the failures (see
:mod:`collectors.health`) up to a day: no source is ever given up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32

from data.model import Source, SourceKind, SourceState

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)
#: A folder of this machine bothers nobody.
FOLDER = timedelta(minutes=2)
#: The longest a site may send us away; longer ones are asked again after a week.
LONGEST_AWAY = timedelta(days=7)
#: Looks per item expected.
_LOOKS = 8
#: After so long half of what was known of a source's pace is forgotten.
_HALF_LIFE = timedelta(days=7)
#: Waits differ by up to a tenth, so that sources do not march in step.
_SPREAD = 0.1
_FOLDERS = frozenset({SourceKind.INBOX, SourceKind.FIELD_REPORT})


def is_due(state: SourceState | None, now: datetime) -> bool:
    """Whether a source is to be asked: never asked, or its time has come.

    A time later than any we give was told by a clock that has been set back since.
    """
    if state is None or state.due_at is None:
        return True
    is_told_wrong = state.last_attempt_at is not None and state.last_attempt_at > now
    return is_told_wrong or not now < state.due_at <= now + LONGEST_AWAY


def expected_pace(source: Source) -> float:
    """New items a day by what the list of sources expects."""
    return sum(source.expect_per_week) / 2 / 7


def pace_after(source: Source, previous: SourceState, new: int, now: datetime) -> float:
    """New items a day, recent visits weighing more; the first brings only the past."""
    if previous.pace is None or previous.last_success_at is None:
        return expected_pace(source)
    elapsed = max(now - previous.last_success_at, timedelta(seconds=1))
    kept = float(0.5 ** (elapsed / _HALF_LIFE))
    return previous.pace * kept + new / (elapsed / timedelta(days=1)) * (1 - kept)


def due_after_success(
    source: Source, previous: SourceState, pace: float, new: int, now: datetime
) -> datetime:
    """When to ask again a source that answered and brought ``new`` items."""
    if source.kind in _FOLDERS:
        return now + FOLDER
    wait = LONGEST
    if pace > 0:
        wait = timedelta(days=min(1 / (_LOOKS * pace), 1.0))
    if new and previous.last_success_at is not None:
        wait = min(wait, (now - previous.last_success_at) / (_LOOKS * new))
    return now + _spread(source, min(max(wait, SHORTEST), LONGEST), now)


def due_after_failure(
    source: Source,
    failures: float,
    retry_after: float | None,
    last_success_at: datetime | None,
    now: datetime,
) -> datetime:
    """When to ask again a source whose failures weigh so much.

    Never longer than half the time since it last worked, so that one that fails now and
    then is not left alone for days. ``retry_after`` are the seconds the site asked us
    to stay away; they are obeyed, and counted as a week at most.
    """
    if source.kind in _FOLDERS:
        return now + FOLDER
    # Four hard failures reach the cap; an exponent beyond them could only overflow.
    wait = min(SHORTEST * 2 ** min(2 * failures, 16.0), LONGEST)
    if last_success_at is not None:
        # What worked an hour ago may work again soon, whatever it said meanwhile: a
        # list holds only its last entries, and a long wait would lose the others.
        wait = min(wait, max((now - last_success_at) / 2, SHORTEST))
    if retry_after is not None:
        asked = timedelta(seconds=min(retry_after, LONGEST_AWAY.total_seconds()))
        return now + max(asked, SHORTEST)
    return now + _spread(source, wait, now)


def _spread(source: Source, wait: timedelta, now: datetime) -> timedelta:
    """The wait, shortened by up to a tenth but never below the shortest."""
    dice = crc32(f"{source.id} {now.isoformat()}".encode()) / 2**32
    return max(wait * (1 - _SPREAD * dice), min(wait, SHORTEST))
