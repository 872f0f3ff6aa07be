"""On PostgreSQL the journal refuses to be changed: triggers, one a table, named <table>_is_insert_only."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION deeds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is insert-only: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$
"""
FORBIDDEN = {
    "deeds_entry": "UPDATE OR DELETE OR TRUNCATE",
    "deeds_seal": "UPDATE OR DELETE OR TRUNCATE",
    "deeds_entrytext": "UPDATE OR TRUNCATE",
}


def close(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(REFUSE, params=None)
    for table, deeds in FORBIDDEN.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_is_insert_only BEFORE {deeds} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION deeds_refuse()"
        )


def open_again(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in FORBIDDEN:
        schema_editor.execute(f"DROP TRIGGER {table}_is_insert_only ON {table}")
    schema_editor.execute("DROP FUNCTION deeds_refuse()")


class Migration(migrations.Migration):
    dependencies = [("deeds", "0001_journal")]

    operations = [migrations.RunPython(close, open_again)]
