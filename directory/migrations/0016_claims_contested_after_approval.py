from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0015_questions_left_without_a_group")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="contested_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="objected to after the approval at"
            ),
        ),
    ]
