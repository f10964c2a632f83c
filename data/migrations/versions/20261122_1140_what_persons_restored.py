"""What persons put on the desk although it had been set aside.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('restoration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_key', sa.String(length=24), nullable=False),
    sa.Column('signal', sa.String(length=32), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('set_aside', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['item_key'], ['item.key'], name=op.f('fk_restoration_item_key_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_restoration'))
    )
    with op.batch_alter_table('restoration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_restoration_item_key'), ['item_key'], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('restoration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_restoration_item_key'))

    op.drop_table('restoration')
