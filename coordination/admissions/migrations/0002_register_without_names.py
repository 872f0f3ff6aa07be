"""Groups that the public does not know lose their name in the register's earlier lines."""

from django.db import migrations

NAMELESS = {
    "admissions.admission": ("طلب إدراج مجموعة", "Request of a group to be listed"),
    "admissions.appeal": ("تظلّم مجموعة غير مدرجة", "Appeal of a group that is not listed"),
}
HIDDEN = ["draft", "submitted", "returned", "declined"]


def take_names(apps, schema_editor):
    group = apps.get_model("directory", "Group")
    decision = apps.get_model("committee", "Decision")
    for kind, (arabic, english) in NAMELESS.items():
        for row in decision.objects.filter(kind=kind).exclude(result="listed").iterator():
            if group.objects.filter(pk__in=row.group_ids, standing__in=HIDDEN).exists():
                text = ("", "") if row.ballot_id else (row.text_ar, row.text_en)
                changed = {
                    "subject_ar": arabic,
                    "subject_en": english,
                    "text_ar": text[0],
                    "text_en": text[1],
                }
                decision.objects.filter(pk=row.pk).update(**changed)


class Migration(migrations.Migration):
    dependencies = [
        ("admissions", "0001_requests_suspensions_appeals"),
        ("committee", "0005_ballots_on_what_is_not_public"),
    ]

    operations = [migrations.RunPython(take_names, migrations.RunPython.noop, elidable=True)]
