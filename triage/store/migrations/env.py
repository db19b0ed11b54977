"""How Alembic runs the steps: on the connection that it is handed, in its transaction."""

from alembic import context

from triage.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
