"""Before offers and answers from outside existed there was no place for them: going back takes them away."""

from django.db import migrations
from django.db.models import Q


def take_away(apps, _schema_editor):
    models = {name: apps.get_model("exchange", name) for name in ("Message", "Response", "Post", "Giver")}
    from_outside = Q(outside__isnull=False) | Q(post__outside__isnull=False)
    gone = models["Response"].objects.filter(from_outside)
    models["Message"].objects.filter(response__in=gone.values("pk")).delete()
    gone.delete()
    models["Post"].objects.filter(outside__isnull=False).delete()
    models["Giver"].objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_givers_from_outside")]

    operations = [migrations.RunPython(migrations.RunPython.noop, take_away, elidable=True)]
