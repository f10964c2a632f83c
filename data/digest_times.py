"""When a user wants a letter: their hour, their quiet hours, what was sent before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from data.days import ALMATY, local_day
from data.model import DigestSent, Flag, User

#: After a failure the next try, each time after twice as long, up to LONGEST.
RETRY, LONGEST = timedelta(minutes=15), timedelta(hours=4)
#: Acute flags older than this are not told at once any more: the daily letter has them.
FRESH = timedelta(hours=24)


def is_quiet(user: User, now: datetime) -> bool:
    """Whether ``now`` lies in the user's quiet hours; they may pass midnight."""
    hour = now.astimezone(ALMATY).hour
    begin, end = user.quiet_from, user.quiet_to
    if begin == end:
        return False
    return begin <= hour < end if begin < end else hour >= begin or hour < end


def daily_is_due(user: User, sent: Sequence[DigestSent], now: datetime) -> bool:
    """Whether today's letter should go now; ``sent`` are the user's letters."""
    if not user.digest or is_quiet(user, now):
        return False
    if now.astimezone(ALMATY).hour < _hour(user):
        return False
    today = [
        each
        for each in sent
        if each.kind == "daily" and local_day(each.at) == local_day(now)
    ]
    return not any(each.is_sent for each in today) and _may_try(today, now)


def untold(
    user: User, acute: Iterable[Flag], sent: Sequence[DigestSent], now: datetime
) -> list[Flag]:
    """Fresh acute flags of the user's regions that no letter has told them of.

    Empty while the user wants none, is in quiet hours, or a try failed just now.
    """
    if not user.acute_at_once or is_quiet(user, now):
        return []
    failed = [
        each
        for each in sent
        if each.kind == "acute" and not each.is_sent and now - each.at < FRESH
    ]
    if not _may_try(failed, now):
        return []
    told = {name for each in sent if each.is_sent for name in each.flag_ids}
    return [
        flag
        for flag in acute
        if user.has(flag.region)
        and flag.id not in told
        and now - flag.opened_at <= FRESH
    ]


def _hour(user: User) -> int:
    """The hour of the daily letter; one in quiet hours goes when they end."""
    begin, end, hour = user.quiet_from, user.quiet_to, user.digest_hour
    within = begin <= hour < end if begin < end else hour >= begin or hour < end
    return end if begin != end and within else hour


def _may_try(failed: Sequence[DigestSent], now: datetime) -> bool:
    if not failed:
        return True
    wait = min(LONGEST, RETRY * 2 ** (len(failed) - 1))
    return all(now - each.at >= wait for each in failed)
