"""Counts of what was read, kept beside the items so that nobody counts them again.

Written in the transaction that writes the items (``store.day_counts``): at every moment
they say what counting would say.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String

from data.schema_base import table

# Dated items by what levels and coverage ask of them; an item about two regions is in
# two rows, one about none in a row of region "".
read_day = table(
    "read_day",
    Column("source_id", String(64), primary_key=True),
    Column("region", String(8), primary_key=True),
    Column("lang", String(8), primary_key=True),
    Column("day", Date, primary_key=True),  # in Kazakhstan
    Column("has_risk", Boolean, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("accord", Integer, nullable=False),  # of these, with a sign of accord
)
Index("ix_read_day_region_day", read_day.c.region, read_day.c.day)

# Dated items by source, each counted once.
source_day = table(
    "source_day",
    Column("day", Date, primary_key=True),
    Column("source_id", String(64), primary_key=True),
    Column("n", Integer, nullable=False),
)
