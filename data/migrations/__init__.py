"""Alembic migrations, named by date and deed; run by Store.open."""
