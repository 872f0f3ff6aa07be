"""What visitors' doors keep about a person with an account, handed out and forgotten."""

from directory.actions.visitors.clock import erase_all
from directory.models import Ask, Helper, Report


def export(person):
    """Offers made while signed in or from their address, questions from their address, and what they follow."""
    mine = addresses(person)
    asks = Ask.objects.filter(mail__in=mine).select_related("group")
    return {
        "offers_of_help": [
            {**of_visit(row), "what": row.what, "when": row.when, "phone": row.phone}
            for row in offers(person)
        ],
        "questions": [{**of_visit(row), "text": row.text, "looked_for": row.sought} for row in asks],
        "reports": list(Report.objects.filter(mail__in=mine).values("kind", "text", "mail", "created_at")),
        "follows": [
            {"what": str(row), "list": row.listing, "since": row.created_at}
            for row in person.follows.select_related("group", "field", "area")
        ],
    }


def of_visit(row):
    return {
        "group": str(row.group.uuid) if row.group else None,
        "name": row.name,
        "mail": row.mail,
        "state": row.state,
        "answer": row.answer,
        "sent_at": row.created_at,
    }


def erase(person):
    """Everything goes but reports, which stay without the address for those who look at them."""
    mine = addresses(person)
    person.follows.all().delete()
    erase_all(Ask.objects.filter(mail__in=mine))
    erase_all(offers(person))
    Report.objects.filter(mail__in=mine).update(mail="")


def offers(person):
    return Helper.objects.filter(person=person) | Helper.objects.filter(mail__in=addresses(person))


def addresses(person):
    return list(person.emailaddress_set.filter(verified=True).values_list("email", flat=True))
