"""What persons said of stories, sentence vectors, how a flag's story was told.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('story_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('deed', sa.String(length=8), nullable=False),
    sa.Column('item_keys', sa.JSON(), nullable=False),
    sa.Column('other_keys', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_story_decision'))
    )
    op.create_table('vector',
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('value', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', data.schema.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_vector'))
    )
    with op.batch_alter_table('vector', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vector_kept_at'), ['kept_at'], unique=False)

    # Not in a batch: that makes the table anew, and others refer to its rows.
    op.add_column('flag', sa.Column('reasons', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('response', sa.Column('given_to', sa.String(length=40), nullable=True))
    op.add_column('source', sa.Column('is_foreign', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('verdict', sa.Column('given_to', sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Undo."""
    # Not in a batch: that makes the table anew, and others refer to its rows.
    op.drop_column('verdict', 'given_to')
    op.drop_column('source', 'is_foreign')
    op.drop_column('response', 'given_to')
    op.drop_column('flag', 'reasons')
    with op.batch_alter_table('vector', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vector_kept_at'))

    op.drop_table('vector')
    op.drop_table('story_decision')
