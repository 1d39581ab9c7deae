"""Alembic's entry point: runs the migrations on the connection that it is given (`corpus.database.schema`)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
