"""Offices one can call, in words. Knows no Streamlit."""

from __future__ import annotations

from dashboard.i18n import N_, _

_OFFICES = {
    "council_of_elders": N_("Council of elders"),
    "council_of_mothers": N_("Council of mothers"),
    "friendship_house": N_("Friendship House"),
    "mediator_on_duty": N_("Mediator on duty"),
    "youth_deputies": N_("Youth deputies of the ethnocultural associations"),
    "school": N_("School"),
    "water_office": N_("Water office"),
    "land_office": N_("Land office"),
    "akimat": N_("Akimat"),
    "public_accord": N_("Public accord council"),
    "people_council": N_("People's Council of the region"),
    "media_office": N_("Media office of the akimat"),
}


def office(code: str) -> str:
    """The name of an office; a code nobody knows is shown as it is."""
    return _(_OFFICES[code]) if code in _OFFICES else code
