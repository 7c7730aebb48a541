"""Append-only triggers and the full-text index, for the database in use."""

from django.db import migrations

from goldenkey.data import guards


class Migration(migrations.Migration):
    dependencies = [("data", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, editor: guards.install(editor), migrations.RunPython.noop)
    ]
