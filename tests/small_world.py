"""A small invented country in a real store, for tests and for looking at the pages.

Twenty regions over twelve weeks: one acute (KZ-39), one that rose slowly (KZ-15), one
to watch (KZ-33), one silent (KZ-62), one whose rise stays below the bar (KZ-47);
flags, verdicts, signs of accord, meetings, sources that answer and sources that do not.
By hand: ``python tests/small_world.py``.
"""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import builders  # noqa: E402
from data.model import (  # noqa: E402
    Decision,
    DistrictLevel,
    Evidence,
    Flag,
    Item,
    Lane,
    Level,
    LevelCode,
    Meeting,
    Norm,
    Reason,
    Response,
    Signal,
    SourceState,
    State,
    Story,
    Verdict,
    VerdictCode,
)
from data.reference import load  # noqa: E402
from data.store import Store  # noqa: E402
from scoring.coverage import CoverageRule  # noqa: E402
from scoring.coverage_weeks import coverage_weeks, outages_by_region  # noqa: E402

REGIONS = tuple(
    f"KZ-{n}" for n in (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59)
) + tuple(f"KZ-{n}" for n in (61, 62, 63, 71, 75, 79))
HOSTILE = '<script>alert("x")</script> *жұлдыз* $5 :smile: =1+1'
SILENT_DAYS = 40


def fill(store: Store, now: datetime = builders.NOW) -> Store:
    """Write the small country into an empty store, as of ``now``."""
    today = (now + timedelta(hours=5)).date()
    _sources(store, now)
    _levels(store, today)
    _flags(store, now)
    _accord(store, now, today)
    store.set_meta("demo", "1")
    store.set_meta("collected_at", now.isoformat())
    store.set_meta("assessed_at", now.isoformat())
    store.set_meta("version", "test")
    return store


def _sources(store: Store, now: datetime) -> None:
    sources = [
        builders.source(
            f"demo-{code.lower()}",
            name=f"«Өңір үні» {code}",
            region=code,
            languages=("kk", "ru"),
            since=now.date() - timedelta(days=84),
            is_demo=True,
        )
        for code in REGIONS
    ]
    sources += [
        builders.source(f"demo-national-{lang}", region="national", languages=(lang,))
        for lang in ("kk", "ru")
    ]
    store.sync_sources(sources)
    for n, source in enumerate(sources):
        state = SourceState(
            source.id,
            State.WORKING,
            last_attempt_at=now,
            last_success_at=now,
            last_new_at=now - timedelta(hours=2),
        )
        if source.region == "KZ-62":
            long_ago = now - timedelta(days=SILENT_DAYS)
            state = SourceState(
                source.id, State.STALE, "", 200, now, now, long_ago, failures=1
            )
        if source.region == "KZ-43":
            state = SourceState(
                source.id,
                State.HTTP_ERROR,
                "HTTP 503",
                503,
                now,
                now - timedelta(hours=9),
                now - timedelta(hours=12),
                failures=2,
            )
        items = [_plain(source.id, source.region, now, week) for week in range(12)]
        if source.region in {"national", "KZ-62"}:
            items = items[6:] if source.region == "KZ-62" else []
        counts = {
            ("entries", "seen"): 14,
            ("collect", "known"): 2,
            ("collect", "kept"): 12,
            ("understand", "sport"): n % 3,
            ("understand", "not_kazakhstan"): 1,
            ("understand", "no_signal"): 11 - n % 3,
        }
        store.add_collected(items, state, counts, now.date())
    today = (now + timedelta(hours=5)).date()
    rule = CoverageRule(coverage_days=14, coverage_min_items=2, coverage_min_local=1)
    outages = outages_by_region(
        sources, store.phases(now - timedelta(days=84)), store.source_states()
    )
    store.save_coverage_weeks(
        coverage_weeks(REGIONS, store.read_days(), sources, rule, outages, today)
    )


def _plain(source_id: str, region: str, now: datetime, week: int) -> Item:
    return builders.item(
        f"u:{source_id}-{week}",
        source_id=source_id,
        title="Ауданда жаңа мектеп ашылды",
        text="Ауданда жаңа мектеп ашылды.",
        lang="kk",
        published_at=now - timedelta(weeks=week, hours=3),
        regions=(region,),
        risk=(),
    )


def _code(region: str, back: int) -> LevelCode:
    if region == "KZ-39" and back <= 5:
        return LevelCode.ACUTE
    if region == "KZ-15" and back <= 45:
        return LevelCode.RAISED if back <= 9 else LevelCode.WATCH
    if region == "KZ-33" and back < 1:
        return LevelCode.WATCH
    if region == "KZ-62" and back < SILENT_DAYS - 7:
        return LevelCode.NO_DATA
    return LevelCode.CALM


#: Regions whose levels bear norms; the others' are as levels were before there were.
NORMED = ("KZ-15", "KZ-39", "KZ-47")
RULE = "test-2"
PARAMETERS = {
    "acute_hours": 72,
    "watch_days": 14,
    "raised_stories": 3,
    "false_raised": 1.0,
    "report_days": 61,
    "regions": 20,
    "false_alarms": {
        "fast": [{"usual": 1.3, "per_year": [[2.0, 0.98], [3.0, 0.2]]}],
        "slow": [{"usual": 1.3, "per_year": [[1.6, 0.8], [2.0, 0.1]]}],
    },
    "keep_margin": 0.8,
    "detector": {"fast": [{"days": 3, "weight": 1.0}], "guard": 3},
}


def _norms(region: str, back: int) -> tuple[Norm, ...]:
    """Quiet waves, a rise in the last ten days of KZ-15; blind a month in KZ-47."""
    if region == "KZ-47" and 30 <= back < 45:
        return (Norm(7, 0.4, 0.9, 0.0, 3.1, None), Norm(28, 2.0, 3.4, 1.0, 7.5, None))
    wave = 0.9 + 0.6 * math.sin(back / 4)
    rise = max(0.0, 10 - back) * 0.55 if region != "KZ-47" else max(0.0, 4 - back) * 0.7
    high = 3.6 + 0.4 * math.cos(back / 9)
    return (
        Norm(7, round(wave + rise, 1), 1.2, 0.0, round(high, 1), 0.4 + rise / 2),
        Norm(28, round(3.6 * wave + rise, 1), 4.6, 1.1, 9.8, 0.3 + rise / 4),
    )


def _normed(level: Level, today: date) -> Level:
    """The same level as the rule of today makes it."""
    back = (today - level.on).days
    notes = {
        "KZ-15": (
            Reason("level.threads", params={"n": 4, "since": "2026-10-18"}),
            Reason("level.protective", params={"n": 2, "days": 14}),
            Reason("level.copies", params={"n": 3}),
            Reason("level.country", params={"factor": 1.4}),
        ),
        "KZ-39": (Reason("level.protective", params={"n": 1, "days": 14}),),
        "KZ-47": (),
    }[level.region]
    if level.region == "KZ-47":
        below = Reason("level.below_bar", params={"weeks": 40, "days": 7})
        notes += (below,) * (not back)
        moved = {"sources": ["demo-kz-47"], "on": str(today - timedelta(days=20))}
        notes += (Reason("level.source_joined", params=moved),) * (20 >= back > 6)
        notes += (Reason("level.thin", params={"share": 0.2}),) * (30 <= back < 45)
    to = {
        LevelCode.CALM: ("watch", "first_story", 1),
        LevelCode.WATCH: ("raised", "more_reports", 2),
        LevelCode.RAISED: ("watch", "quiet_days", 5),
        LevelCode.ACUTE: ("raised", "hours", 72),
    }[level.code]
    change = dict(zip(("to", "rule", "n"), to, strict=True))
    first, *rest = level.reasons
    if level.code is LevelCode.RAISED:
        seen = _norms(level.region, back)[0]
        more = {"seen": seen.seen, "high": seen.high, "days": 7, "reports": 7}
        first = Reason(first.code, params=first.params | more | {"weeks": 160})
    known = sorted(c for c, d in load().districts.items() if d.region == level.region)
    told = {LevelCode.RAISED: (4, 3), LevelCode.ACUTE: (2, 2)}.get(level.code, ())
    codes = (level.code, LevelCode.WATCH)
    return replace(
        level,
        reasons=(first, *rest, *notes, Reason("level.change", params=change)),
        version=RULE,
        norms=_norms(level.region, back),
        districts=tuple(
            DistrictLevel(known[n], codes[n], stories, 1, level.on)
            for n, stories in enumerate(told)
        ),
    )


def _reasons(code: LevelCode, today: date) -> tuple[Reason, ...]:
    params = {
        LevelCode.CALM: {"days": 14, "items": 42, "stories": 0},
        LevelCode.WATCH: {"stories": 2, "days": 28, "owners": 2},
        LevelCode.RAISED: {
            "stories": 5,
            "expected": 1.2,
            "owners": 3,
            "days": 28,
            "since": (today - timedelta(days=9)).isoformat(),
        },
        LevelCode.ACUTE: {"story": "s:a", "owners": 2, "hours": 5, "places": []},
        LevelCode.NO_DATA: {
            "days": 14,
            "items": 0,
            "living_local": 0,
            "last_item_on": (today - timedelta(days=SILENT_DAYS)).isoformat(),
        },
    }[code]
    first = Reason(f"level.{code.value}", params=params)
    later = (Reason("level.unverified"),) if code is LevelCode.ACUTE else ()
    return (first, *later)


def _levels(store: Store, today: date) -> None:
    made: list[Level] = []
    for region in REGIONS:
        for back in range(84):
            code = _code(region, back)
            silent = code is LevelCode.NO_DATA
            day = today - timedelta(days=back)
            made.append(
                builders.level(
                    region,
                    on=day,
                    code=code,
                    reasons=_reasons(code, today),
                    coverage=builders.coverage(
                        region,
                        on=day,
                        items=0 if silent else 42,
                        living_local=0 if silent else 1 + (region < "KZ-40"),
                        local_sources=2,
                        languages=() if silent else ("kk", "ru"),
                        sufficient=not silent,
                        last_item_on=day - timedelta(days=SILENT_DAYS * silent),
                    ),
                )
            )
    store.save_levels(
        [_normed(each, today) if each.region in NORMED else each for each in made]
    )
    store.save_level_rule(RULE, PARAMETERS)


def signal(code: str, lane: Lane | None, text: str, words: str) -> Signal:
    """A signal with one evidence sentence and the rule that found it."""
    evidence = (Evidence(text, 0, len(text)),)
    params = {"rule": f"{code}.kk.1", "words": words}
    reasons = (Reason("signal.rule", 0.5, evidence, params),)
    return Signal(code, lane, 0.72, evidence, reasons)


def _flag(
    store: Store, name: str, text: str, words: str, code: str, lane: Lane, at: datetime,
    region: str, lang: str, title: str | None = None,
) -> Flag:  # fmt: skip
    source = f"demo-{region.lower()}"
    found = signal(code, lane, text, words)
    item = builders.item(
        f"u:{name}",
        source_id=source,
        url=f"https://{source}.example/{name}",
        title=title or text.rstrip("."),
        text=f"{text} Жағдай тексерілуде.",
        lang=lang,
        published_at=at,
        regions=(region,),
        risk=(found,),
    )
    store.add_collected([item], store.source_states()[source], {}, at.date())
    owners = (source, "demo-national-kk")
    store.save_stories(
        [Story(f"s:{name}", (item.key,), owners, (lang,), (region,), at, at)]
    )
    return builders.flag(
        f"f-{name}",
        story_id=f"s:{name}",
        region=region,
        lane=lane,
        signals=(found,),
        confidence=0.82 if lane is Lane.ACUTE else 0.62,
        title=item.title,
        lang=lang,
        url=item.url,
        source_id=source,
        item_key=item.key,
        owners=owners[: 2 if lane is Lane.ACUTE else 1],
        first_at=at,
        last_at=at,
        opened_at=at,
    )


def _flags(store: Store, now: datetime) -> None:
    pasture = "Екі ауыл тұрғындары жайылым үшін дауласып жатыр."
    made = [
        _flag(
            store, "pasture", "Екі ауыл тұрғындары арасында төбелес болды.",
            "төбелес", "trigger_incident", Lane.ACUTE, now - timedelta(hours=5),
            "KZ-39", "kk",
        ),
        _flag(
            store, "market", "На рынке произошла драка между жителями двух сёл.",
            "драка", "violence_or_flight", Lane.ACUTE, now - timedelta(days=2),
            "KZ-39", "ru",
        ),
        _flag(
            store, "hostile", "По посёлку ходят слухи о приезжих из соседнего села.",
            "слухи", "rumour_viral", Lane.DISCURSIVE, now - timedelta(days=3),
            "KZ-39", "ru", HOSTILE,
        ),
        _flag(
            store, "rumour", "Желіде тексерілмеген қауесет тарап жатыр.", "қауесет",
            "rumour_viral", Lane.DISCURSIVE, now - timedelta(hours=20), "KZ-33", "kk",
        ),
        *(
            _flag(
                store, f"water-{n}", pasture, "жайылым", "resource_dispute",
                Lane.STRUCTURAL, now - timedelta(days=days), "KZ-15", "kk",
            )
            for n, days in enumerate((1, 4, 8, 15, 22, 36, 50))
        ),
    ]  # fmt: skip
    store.save_flags(made)
    store.add_verdict(
        Verdict(
            "f-market",
            VerdictCode.CONFIRMED,
            "Медиатор орнында тексерді.",
            "Медиатор",
            now - timedelta(days=1),
        )
    )
    store.add_verdict(
        Verdict(
            "f-water-3",
            VerdictCode.DUPLICATE,
            "Сол оқиға, басқа сөзбен.",
            "Талдаушы",
            now - timedelta(days=2),
        )
    )
    store.add_response(
        Response("f-market", "Ақсақалдар кеңесі", "Екі ауыл кездесті.", "Медиатор", now)
    )


def _accord(store: Store, now: datetime, today: date) -> None:
    text = "Ақсақалдар кеңесі екі ауылдың тұрғындарын татуластырды."
    found = signal("mediation_dialogue", None, text, "татуластырды")
    states = store.source_states()
    for region in ("KZ-15", "KZ-39"):
        source = f"demo-{region.lower()}"
        item = builders.item(
            f"u:accord-{region}",
            source_id=source,
            title="Екі ауыл татуласты",
            text=text,
            lang="kk",
            published_at=now - timedelta(days=6),
            regions=(region,),
            risk=(),
            protective=(found,),
        )
        store.add_collected([item], states[source], {}, today)
    store.add_meeting(
        Meeting(
            region="KZ-15",
            held_on=today - timedelta(days=58),
            title="Облыстық Ассамблея кеңесінің отырысы",
            kind="session",
            institution="assembly",
            chair_office="akim",
            bodies=("elders", "mothers"),
            place="Достық үйі",
            scale="region",
            topics=("land_water", "mediation"),
            numbers=(("participants", 64),),
            lang="kk",
            decisions=(
                Decision(
                    "Жайылым шекарасын екі ауылмен бірге белгілеу",
                    "аудан әкімі",
                    today + timedelta(days=9),
                ),
                Decision("Суару кестесін жариялау"),
            ),
        )
    )


if __name__ == "__main__":
    fill(Store.open(sys.argv[1]), datetime.now(UTC))
    print("written to", sys.argv[1])
