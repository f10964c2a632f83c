"""Revisions of items, the schedule of sources, coverage by language, meeting facts.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # Written anew by the next assessment; its old rows cannot be told by language.
    op.execute("DELETE FROM coverage_week")
    with op.batch_alter_table('coverage_week', schema=None) as batch_op:
        batch_op.add_column(sa.Column('local', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('national', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('days_read', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('days_out', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('sufficient', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_column('sources')

    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('fingerprint', sa.String(length=16), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('revised_at', data.schema.UtcDateTime(), nullable=True))

    # Read anew from their reports by the next assessment: the office in the chair was
    # a word and is a code.
    of_reports = "SELECT id FROM meeting WHERE item_key IS NOT NULL"
    op.execute(f"DELETE FROM decision WHERE meeting_id IN ({of_reports})")
    op.execute("DELETE FROM meeting WHERE item_key IS NOT NULL")
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('place', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('scale', sa.String(length=12), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('district', sa.String(length=16), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('topics', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('numbers', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('lang', sa.String(length=8), nullable=False, server_default=''))

    with op.batch_alter_table('source_state', schema=None) as batch_op:
        batch_op.add_column(sa.Column('since', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('first_success_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('due_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('last_full_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('distrusted_until', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('pace', sa.Float(), nullable=True))

    with op.batch_alter_table('source_state_history', schema=None) as batch_op:
        batch_op.add_column(sa.Column('since', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('first_success_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('due_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('last_full_at', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('distrusted_until', data.schema.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('pace', sa.Float(), nullable=True))



def downgrade() -> None:
    """Undo."""
    op.execute("DELETE FROM coverage_week")
    with op.batch_alter_table('source_state_history', schema=None) as batch_op:
        batch_op.drop_column('pace')
        batch_op.drop_column('distrusted_until')
        batch_op.drop_column('last_full_at')
        batch_op.drop_column('due_at')
        batch_op.drop_column('first_success_at')
        batch_op.drop_column('since')

    with op.batch_alter_table('source_state', schema=None) as batch_op:
        batch_op.drop_column('pace')
        batch_op.drop_column('distrusted_until')
        batch_op.drop_column('last_full_at')
        batch_op.drop_column('due_at')
        batch_op.drop_column('first_success_at')
        batch_op.drop_column('since')

    # Not in a batch: that makes the table anew, and others refer to its rows.
    for column in ('lang', 'numbers', 'topics', 'district', 'scale', 'place'):
        op.drop_column('meeting', column)
    for column in ('revised_at', 'fingerprint'):
        op.drop_column('item', column)

    with op.batch_alter_table('coverage_week', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sources', sa.INTEGER(), nullable=False))
        batch_op.drop_column('sufficient')
        batch_op.drop_column('days_out')
        batch_op.drop_column('days_read')
        batch_op.drop_column('national')
        batch_op.drop_column('local')

