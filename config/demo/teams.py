"""Ways into the demo's teams and out of them: invitations, a link, leadership offered, claims, consents."""

from accounts.models import Consent, Person
from config.demo.people import add_person
from config.demo.visits import group_of, leader_of
from directory.actions import claims, consents, handing_over, membership
from directory.models import Claim, Invitation, Membership, Role

BASIRA, ROWAD, MARSA = "basira", "rowad-ishara", "marsa-play"
SOURCED, DISPUTED = "nawader", "rabiya-seniors"
INVITED = "hessa.rowad@demo.test"


def stories():
    yield invited(BASIRA, "mona@visitors.example", Role.MEMBER, [2])
    yield invited(BASIRA, "jassim@visitors.example", Role.EDITOR, [12])
    yield invited(BASIRA, "wrong-address@visitors.example", Role.MEMBER, [20, 19.9], membership.revoke)
    yield invited(BASIRA, "busy@visitors.example", Role.MEMBER, [16, 15], declined)
    yield led_on()
    yield shared_link()
    yield deputised()
    yield claimed(DISPUTED, "bader.rabiya@demo.test", "بدر مطلق", "أشارك في لقاءات السبت.", [48, 44], refused)
    yield claimed(DISPUTED, "lulwa.rabiya@demo.test", "لولوة سند", "أمينة السر منذ 2021.", [6])
    yield claimed(DISPUTED, "khaled.rabiya@demo.test", "خالد وليد", "رئيس النادي السابق.", [5])
    yield claimed(SOURCED, "amal.nawader@demo.test", "أمل فيصل", "منسقة لقاءات الأسر.", [3])
    yield asked(MARSA, "مريم يوسف", [8, 7], "editor.marsa-play@demo.test")
    yield asked(BASIRA, "جوري سعد", [3], guardian="guardian@visitors.example")
    yield taken_back(ROWAD, "يعقوب سليمان", 6)


# --- into the team


def invited(slug, mail, role, days, end=None):
    """An invitation, and on the second day what became of it."""
    leader = leader_of(group_of(slug))
    yield days[0]
    group = group_of(slug)
    sent = membership.invite(group, mail, role, by=leader, lang="ar", seen=group.version)
    if end:
        yield days[1]
        end(Invitation.objects.get(pk=sent.pk), by=leader, seen=group_of(slug).version)


def declined(invitation, *, by, seen):
    membership.decline(invitation, by=None)


def led_on():
    """Somebody came in by a letter, and is offered the leadership two hundred days later."""
    person, leader = add_person(INVITED, "حصة راشد"), leader_of(group_of(ROWAD))
    yield 214
    group = group_of(ROWAD)
    sent = membership.invite(group, INVITED, Role.EDITOR, by=leader, lang="ar", seen=group.version)
    yield 213
    own = membership.accept(Invitation.objects.get(pk=sent.pk), by=person)
    yield 3
    handing_over.offer(Membership.objects.get(pk=own.pk), by=leader, seen=group_of(ROWAD).version)


def shared_link():
    person, leader = add_person("fatma.rowad@demo.test", "فاطمة جابر"), leader_of(group_of(ROWAD))
    yield 4
    group = group_of(ROWAD)
    link = membership.make_join_link(group, by=leader, seen=group.version)
    yield 1.5
    membership.ask_to_join(link, by=person)


def deputised():
    yield 120
    group = group_of(BASIRA)
    editor = group.memberships.get(role=Role.EDITOR)
    handing_over.name_deputy(editor, by=leader_of(group), seen=group.version)


# --- claims


def claimed(slug, email, name, part, days, end=None):
    person = add_person(email, name)
    yield days[0]
    claim = claims.ask(group_of(slug), part=part, proof="", by=person, may_mail=lambda: True)
    if end:
        yield days[1]
        end(Claim.objects.get(pk=claim.pk))


def refused(claim):
    secretary = Person.objects.get(email="secretary@demo.test")
    why = "سألنا النادي، ولم يعرف صاحب الطلب."
    code, seen = Claim.Reason.NO_PROOF, claim.group.version
    claims.refuse(claim, code=code, reason=why, by=secretary, seen=seen)


# --- consents


def asked(slug, name, days, email="", guardian=""):
    """Whether a name may be shown: a member who says no on the second day, or a guardian who has not answered yet."""
    person = Person.objects.get(email=email) if email else None
    yield days[0]
    group = group_of(slug)
    card, leader = group.team_cards.get(name_ar=name), leader_of(group)
    consent = consents.ask(card, person=person, mail=guardian, by=leader, lang="ar", seen=group.version)
    if person:
        yield days[1]
        consents.decline(consent, by=person)


def taken_back(slug, name, days):
    card = group_of(slug).team_cards.get(name_ar=name)
    yield days
    consents.withdraw(Consent.objects.about(card.consent_scope).live().get(), by=None)
