"""Other keys that an item goes by: addresses it had, its guid, title and words.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('item_alias',
    sa.Column('alias', sa.String(length=24), nullable=False),
    sa.Column('item_key', sa.String(length=24), nullable=False),
    sa.ForeignKeyConstraint(['item_key'], ['item.key'], name=op.f('fk_item_alias_item_key_item')),
    sa.PrimaryKeyConstraint('alias', name=op.f('pk_item_alias'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('item_alias')
