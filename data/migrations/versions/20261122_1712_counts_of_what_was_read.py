"""Counts of what was read, and indexes for pages that read a page of flags.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


#: The day on the wall in Kazakhstan when an item was published.
DAY = {
    'sqlite': "date(item.published_at, '+5 hours')",
    'postgresql': "CAST(item.published_at + INTERVAL '5 hours' AS DATE)",
}
READ_DAY = """
INSERT INTO read_day (source_id, region, lang, day, has_risk, n, accord)
SELECT item.source_id, coalesce(item_region.region, ''), item.lang, {day},
       item.has_risk, count(*), sum(CASE WHEN item.has_protective THEN 1 ELSE 0 END)
FROM item LEFT JOIN item_region ON item_region.item_key = item.key
WHERE item.date_state = 'dated'
GROUP BY item.source_id, coalesce(item_region.region, ''), item.lang, {day},
         item.has_risk
"""
SOURCE_DAY = """
INSERT INTO source_day (day, source_id, n)
SELECT {day}, item.source_id, count(*) FROM item
WHERE item.date_state = 'dated' GROUP BY {day}, item.source_id
"""


def upgrade() -> None:
    """Apply."""
    op.create_table('read_day',
    sa.Column('source_id', sa.String(length=64), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('lang', sa.String(length=8), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('has_risk', sa.Boolean(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('accord', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('source_id', 'region', 'lang', 'day', 'has_risk', name=op.f('pk_read_day'))
    )
    with op.batch_alter_table('read_day', schema=None) as batch_op:
        batch_op.create_index('ix_read_day_region_day', ['region', 'day'], unique=False)

    op.create_table('source_day',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('source_id', sa.String(length=64), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', 'source_id', name=op.f('pk_source_day'))
    )
    with op.batch_alter_table('flag', schema=None) as batch_op:
        batch_op.create_index('ix_flag_lane_last', ['lane', 'last_at'], unique=False)
        batch_op.create_index('ix_flag_opened', ['opened_at'], unique=False)
        batch_op.create_index('ix_flag_region_first', ['region', 'first_at'], unique=False)

    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.create_index('ix_item_protective_published', ['has_protective', 'published_at'], unique=False)
        batch_op.create_index(
            'ix_item_aside', ['published_at', 'collected_at', 'dropped', 'source_id', 'key'], unique=False,
            sqlite_where=sa.text('dropped IS NOT NULL'), postgresql_where=sa.text('dropped IS NOT NULL'),
        )

    # What was kept before counts as well.
    day = DAY[op.get_bind().dialect.name]
    for fill in (READ_DAY, SOURCE_DAY):
        op.execute(fill.format(day=day))



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.drop_index('ix_item_aside')
        batch_op.drop_index('ix_item_protective_published')

    with op.batch_alter_table('flag', schema=None) as batch_op:
        batch_op.drop_index('ix_flag_region_first')
        batch_op.drop_index('ix_flag_opened')
        batch_op.drop_index('ix_flag_lane_last')

    op.drop_table('source_day')
    with op.batch_alter_table('read_day', schema=None) as batch_op:
        batch_op.drop_index('ix_read_day_region_day')

    op.drop_table('read_day')
