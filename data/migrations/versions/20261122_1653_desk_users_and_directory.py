"""The work of people: users, who does what, replies, the directory, decisions followed.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import data.schema

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('app_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('regions', sa.JSON(), nullable=False),
    sa.Column('lang', sa.String(length=2), nullable=False),
    sa.Column('budget', sa.Integer(), nullable=True),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('digest', sa.Boolean(), nullable=False),
    sa.Column('digest_hour', sa.Integer(), nullable=False),
    sa.Column('acute_at_once', sa.Boolean(), nullable=False),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_to', sa.Integer(), nullable=False),
    sa.Column('seen_at', data.schema.UtcDateTime(), nullable=True),
    sa.Column('before_at', data.schema.UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_app_user')),
    sa.UniqueConstraint('name', name=op.f('uq_app_user_name'))
    )
    op.create_table('directory_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('district', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('hours', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('is_gone', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_entry'))
    )
    with op.batch_alter_table('directory_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_directory_entry_entry'), ['entry'], unique=False)
        batch_op.create_index(batch_op.f('ix_directory_entry_region'), ['region'], unique=False)

    op.create_table('missed_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('district', sa.String(length=16), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('signal', sa.String(length=32), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('how_known', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('item_key', sa.String(length=24), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_missed_event'))
    )
    with op.batch_alter_table('missed_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_missed_event_region'), ['region'], unique=False)

    op.create_table('digest_sent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('flag_ids', sa.JSON(), nullable=False),
    sa.Column('is_sent', sa.Boolean(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_digest_sent_user_id_app_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest_sent'))
    )
    with op.batch_alter_table('digest_sent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_digest_sent_user_id'), ['user_id'], unique=False)

    op.create_table('claim',
    sa.Column('flag_id', sa.String(length=40), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('taken_at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('until_at', data.schema.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['flag_id'], ['flag.id'], name=op.f('fk_claim_flag_id_flag')),
    sa.PrimaryKeyConstraint('flag_id', name=op.f('pk_claim'))
    )
    op.create_table('dispute',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('flag_id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('given_to', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['flag_id'], ['flag.id'], name=op.f('fk_dispute_flag_id_flag')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispute'))
    )
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispute_flag_id'), ['flag_id'], unique=False)

    op.create_table('handling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('flag_id', sa.String(length=40), nullable=False),
    sa.Column('deed', sa.String(length=12), nullable=False),
    sa.Column('to_whom', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.Column('until_at', data.schema.UtcDateTime(), nullable=True),
    sa.Column('given_to', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['flag_id'], ['flag.id'], name=op.f('fk_handling_flag_id_flag')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handling'))
    )
    with op.batch_alter_table('handling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handling_flag_id'), ['flag_id'], unique=False)

    op.create_table('decision_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_step_decision_id_decision')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_step'))
    )
    with op.batch_alter_table('decision_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_step_decision_id'), ['decision_id'], unique=False)

    op.create_table('dispute_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispute_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['dispute_id'], ['dispute.id'], name=op.f('fk_dispute_answer_dispute_id_dispute')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispute_answer'))
    )
    with op.batch_alter_table('dispute_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispute_answer_dispute_id'), ['dispute_id'], unique=False)

    op.create_table('example_word',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('verdict_id', sa.Integer(), nullable=False),
    sa.Column('is_approved', sa.Boolean(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', data.schema.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdict.id'], name=op.f('fk_example_word_verdict_id_verdict')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_example_word'))
    )
    with op.batch_alter_table('example_word', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_example_word_verdict_id'), ['verdict_id'], unique=False)

    with op.batch_alter_table('brief', schema=None) as batch_op:
        batch_op.add_column(sa.Column('agenda', sa.JSON(), server_default='[]', nullable=False))

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('in_person', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('recorded_by', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('recorded_at', data.schema.UtcDateTime(), nullable=True))



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('recorded_at')
        batch_op.drop_column('recorded_by')
        batch_op.drop_column('in_person')

    with op.batch_alter_table('brief', schema=None) as batch_op:
        batch_op.drop_column('agenda')

    with op.batch_alter_table('example_word', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_example_word_verdict_id'))

    op.drop_table('example_word')
    with op.batch_alter_table('dispute_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispute_answer_dispute_id'))

    op.drop_table('dispute_answer')
    with op.batch_alter_table('decision_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_step_decision_id'))

    op.drop_table('decision_step')
    with op.batch_alter_table('handling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handling_flag_id'))

    op.drop_table('handling')
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispute_flag_id'))

    op.drop_table('dispute')
    op.drop_table('claim')
    with op.batch_alter_table('digest_sent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_digest_sent_user_id'))

    op.drop_table('digest_sent')
    with op.batch_alter_table('missed_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_missed_event_region'))

    op.drop_table('missed_event')
    with op.batch_alter_table('directory_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_directory_entry_region'))
        batch_op.drop_index(batch_op.f('ix_directory_entry_entry'))

    op.drop_table('directory_entry')
    op.drop_table('app_user')
