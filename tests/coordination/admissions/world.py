"""Groups in every standing, brought there by the deeds that bring them there."""

from coordination.admissions.actions import appealing, deciding, handing_in, suspending
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee.models import Bylaw
from directory.models import Area, Field, Group, Standing

WORDS = "سبب واضح في جملة."


def bylaws(**values):
    """Bylaws in force that ask for little, unless a test wants more."""
    bylaw = Bylaw(state=Bylaw.State.IN_FORCE)
    bylaw.values = {**bylaw.values, "founders": 1, **values}
    Bylaw.objects.filter(state=Bylaw.State.IN_FORCE).delete()
    bylaw.save()
    return bylaw


def complete(group, standing=Standing.DRAFT):
    """The group with all that handing in asks for."""
    area, _made = Area.objects.get_or_create(
        code="KW-HA", defaults={"title_ar": "حولي", "title_en": "Hawalli"}
    )
    field, _made = Field.objects.get_or_create(
        code="D13", defaults={"title_ar": "الإعاقة", "title_en": "Disability"}
    )
    group.fields.add(field)
    Group.objects.filter(pk=group.pk).update(summary_ar="نقرأ للمكفوفين", area=area, standing=standing)
    group.refresh_from_db()
    return group


def fresh(row):
    """The row and its group as they are now."""
    return type(row).objects.select_related(*(["group"] if hasattr(row, "group_id") else [])).get(pk=row.pk)


def version(group):
    return Group.objects.values_list("version", flat=True).get(pk=group.pk)


def ticks():
    return [line["code"] for line in Bylaw.in_force().admission_checklist]


def handed_in(cast, group=None) -> Admission:
    group = complete(group or cast.group)
    return fresh(handing_in.submit(group, words="", by=cast.leader, seen=group.version))


def returned(cast, codes=("summary",)) -> Admission:
    row = handed_in(cast)
    deciding.send_back(
        row, held=[], codes=list(codes), reason=WORDS, by=cast.committee, seen=row.group.version
    )
    return fresh(row)


def declined(cast) -> Admission:
    row = handed_in(cast)
    deciding.decline(row, held=[], code="untrue", reason=WORDS, by=cast.committee, seen=row.group.version)
    return fresh(row)


def listed(cast) -> Admission:
    row = handed_in(cast)
    deciding.admit(row, held=ticks(), by=cast.committee, seen=row.group.version)
    return fresh(row)


def proposed(cast) -> Suspension:
    group = complete(cast.group, Standing.LISTED)
    return fresh(suspending.propose(group, code="harm", reason=WORDS, by=cast.committee, seen=group.version))


def suspended(cast) -> Suspension:
    row = proposed(cast)
    return fresh(suspending.second(row, by=cast.secretary, seen=row.group.version))


def appealed(cast, decision=None) -> Appeal:
    """An appeal against a decline by `committee`, or against the given decision."""
    decision = decision or declined(cast)
    group = fresh(decision).group
    return fresh(appealing.file(group, words="لم نُسأل.", by=cast.leader, seen=group.version))
