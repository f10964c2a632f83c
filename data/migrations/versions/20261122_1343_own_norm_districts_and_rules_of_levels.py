"""A level's own norm, its districts, and the rules that made it.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('level_rule',
    sa.Column('version', sa.String(length=32), nullable=False),
    sa.Column('parameters', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_level_rule'))
    )
    with op.batch_alter_table('level', schema=None) as batch_op:
        batch_op.add_column(sa.Column('norms', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('districts', sa.JSON(), server_default='[]', nullable=False))



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('level', schema=None) as batch_op:
        batch_op.drop_column('districts')
        batch_op.drop_column('norms')

    op.drop_table('level_rule')
