"""Everything under /embed/: the language stands in the address and is never guessed."""

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from api import embed


class LanguageConverter(StringConverter):
    regex = "|".join(dict(settings.LANGUAGES))


register_converter(LanguageConverter, "language")

urlpatterns = [
    path("<language:lang>/groups/", embed.groups, name="embed_groups"),
    path("<language:lang>/groups/<letters:slug>/", embed.group, name="embed_group"),
]
