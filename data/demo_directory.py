"""Invented offices for the demo, so that the directory can be tried. None exists.

Their telephones are zeros and every note says DEMO.
"""

from __future__ import annotations

from datetime import datetime

from data.model import DirectoryEntry

_AUTHOR = "DEMO"
_NOTE = "DEMO"
#: region, district, kind, name, hours
_OFFICES = (
    (
        "KZ-15",
        "",
        "mediator_on_duty",
        "Медиаторлар кабинеті",
        "дс–жм 9:00–18:00",
    ),
    ("KZ-15", "", "friendship_house", "Достық үйі", "дс–сн 9:00–19:00"),
    ("KZ-15", "", "water_office", "Су шаруашылығы бөлімі", "дс–жм 9:00–18:30"),
    ("KZ-15", "", "land_office", "Жер қатынастары бөлімі", "дс–жм 9:00–18:30"),
    (
        "KZ-15",
        "",
        "council_of_elders",
        "Ақсақалдар кеңесі",
        "сс, бс 10:00–13:00",
    ),
    ("KZ-39", "", "mediator_on_duty", "Медиаторлар кабинеті", "дс–жм 9:00–18:00"),
    ("KZ-39", "", "friendship_house", "Достық үйі", "дс–сн 9:00–19:00"),
    ("KZ-39", "", "council_of_mothers", "Аналар кеңесі", "ср 10:00–13:00"),
    ("KZ-39", "", "council_of_elders", "Ақсақалдар кеңесі", "сс, бс 10:00–13:00"),
    ("KZ-39", "", "school", "№ 0 мектеп", "дс–жм 8:00–18:00"),
    ("KZ-31", "", "mediator_on_duty", "Медиация кабинеті", "дс–жм 9:00–18:00"),
    ("KZ-31", "", "youth_deputies", "Жастар бірлестігі", "дс–жм 10:00–18:00"),
    ("KZ-71", "", "public_accord", "Қоғамдық келісім кеңесі", ""),
    ("KZ-71", "", "media_office", "Әкімдіктің баспасөз қызметі", "дс–жм 9:00–18:30"),
)


def demo_directory(now: datetime) -> list[DirectoryEntry]:
    """New entries for an empty directory of a demo, written down at ``now``."""
    return [
        DirectoryEntry(
            entry=0,
            region=region,
            district=district,
            kind=kind,
            name=f"{name} (DEMO)",
            phone="+7 (000) 000-00-00",
            address="",
            hours=hours,
            note=_NOTE,
            author=_AUTHOR,
            at=now,
        )
        for region, district, kind, name, hours in _OFFICES
    ]
