"""One letter to each leader of a group, in their language."""

from accounts.letters import isolated, send
from directory.letters import in_language, name_of
from directory.models import Membership


def tell(group, template, choices=None, codes=(), words="", **more):
    """`choices` and `codes` give the ready sentences, `words` are the committee's own."""
    rows = Membership.objects.leaders().filter(group=group).select_related("person")
    for person in (row.person for row in rows if row.person.email):
        lang = person.language
        ready = (
            [in_language(choices(code).label, lang) for code in codes if code != "other"] if choices else []
        )
        context = {"group": name_of(group, lang), "slug": group.slug, "ready": ready}
        context["words"] = isolated(words) if words else ""
        send(template, person.email, lang, {**context, **more})
