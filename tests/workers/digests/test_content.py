"""What stands in a digest: what concerns its reader, once, and nothing they may not see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mute, Notice, Preference
from deeds import hooks, journal
from directory.models import Area, Field, Follow, Group, Miss, Standing
from tests.cast import join, make_group
from tests.workers.digests import desk
from workers.digests import content, planning


@pytest.fixture
def windows(cast):
    """Everybody's window is open."""
    planning.plan()
    return cast


def test_one_mail_tells_a_person_of_all_their_groups(windows):
    cast = windows
    groups = [cast.group, *(make_group(f"group-{number}") for number in range(5))]
    for group in groups[1:]:
        join(cast.leader, group)
    for group in groups:
        desk.told(group)
    mails = desk.write_digests()
    assert [desk.text(mails[cast.leader.email]).count("offers a new service"), len(mails)] == [6, 6]


def test_nothing_new_brings_no_mail(windows):
    assert {*desk.write_digests()} == {windows.operator.email, windows.operator_no_2fa.email}
    assert desk.states(windows.leader) == ["skipped_empty", "open"]


def test_quiet_entries_and_own_deeds_are_no_news(windows):
    desk.told(windows.group, quiet=True)
    desk.told(windows.other_group, by=windows.other_leader)
    mails = desk.write_digests()
    assert windows.leader.email not in mails
    assert windows.other_leader.email not in mails


def test_of_a_thing_only_its_newest_state_is_told(windows):
    for _number in range(3):
        desk.told(windows.group, by=windows.editor)
    text = desk.text(desk.write_digests()[windows.leader.email])
    assert text.count("offers a new service") == 1
    assert "تغييران سابقان" in text


def test_what_is_hidden_by_the_time_of_writing_is_not_told(windows):
    desk.told(windows.group)
    follower(windows.volunteer, group=windows.group)
    Group.objects.filter(pk=windows.group.pk).update(standing=Standing.SUSPENDED)
    mails = desk.write_digests()
    assert windows.volunteer.email not in mails
    assert windows.leader.email in mails


def test_whoever_left_a_group_is_not_told_of_it_any_more(windows):
    desk.told(windows.group, audience=[f"group:{windows.group.pk}:member"])
    windows.member.memberships.all().delete()
    assert windows.member.email not in desk.write_digests()


def test_what_is_followed_comes_by_group_field_and_area(windows):
    area, field = (
        Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli"),
        Field.objects.create(code="D13"),
    )
    group = make_group("far", area=area)
    group.fields.add(field)
    for person, thing in ((windows.volunteer, {"field": field}), (windows.guardian, {"area": area})):
        follower(person, **thing)
    desk.told(group)
    mails = desk.write_digests()
    assert all(
        "في مجالكم ومنطقتكم" in desk.text(mails[one.email]) for one in (windows.volunteer, windows.guardian)
    )
    assert windows.leader.email not in mails


def test_what_needs_a_decision_stands_first_the_nearest_deadline_on_top(windows):
    soon, later = (timezone.now() + timedelta(days=days) for days in (9, 12))
    for number, due in enumerate([None, later, soon]):
        notice(windows.leader, f"Decision {number}", due_at=due)
    desk.told(windows.group)
    text = desk.text(desk.write_digests()[windows.leader.email])
    order = ["بانتظار قراركم\n==", "قرار 2", "قرار 1", "قرار 0", "من مجموعاتكم", "offers a new service"]
    assert sorted(order, key=text.index) == order


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (1, "سؤال إلى ⁨مجموعة بصيرة⁩ ينتظر الرد", "A question to ⁨Basira⁩ waits for an answer"),
        (2, "سؤالان إلى ⁨مجموعة بصيرة⁩ ينتظران الرد", "2 questions to ⁨Basira⁩ wait for an answer"),
        (3, "3 أسئلة إلى ⁨مجموعة بصيرة⁩ تنتظر الرد", "3 questions to ⁨Basira⁩ wait for an answer"),
        (11, "11 سؤالًا إلى ⁨مجموعة بصيرة⁩ ينتظر الرد", "11 questions to ⁨Basira⁩ wait for an answer"),
        (100, "100 سؤال إلى ⁨مجموعة بصيرة⁩ ينتظر الرد", "100 questions to ⁨Basira⁩ wait for an answer"),
    ],
)
def test_questions_to_one_group_are_one_line(windows, number, arabic, english):
    notices = [asked(windows, day) for day in range(number)]
    reader, edition = reader_of(windows.leader), planning.Edition(0, 0, timezone.now())
    edition.refresh(0)
    content.learn([reader], edition)
    digest = content.digest_of(reader, edition)
    (item,) = digest.items
    assert (item.titles, item.due_at) == ((arabic, english), notices[0].due_at)
    assert (digest.waiting, digest.hidden) == (number, 0)


def test_questions_to_two_groups_and_other_things_stay_apart(windows):
    for day in range(2):
        asked(windows, day)
    asked(windows, 0, path="groups/other/inbox/", about_en="Other")
    asked(windows, 0, kind="ballot")
    text = desk.text(desk.write_digests()[windows.leader.email])
    assert text.count("http://localhost:8000/ar/me/inbox/") == 2
    assert text.count("http://localhost:8000/ar/groups/basira/inbox/") == 1
    assert "4 أمور بانتظار قراركم" in text


def asked(cast, day, **more):
    """A notice of a question to the leader's group, due that many days after tomorrow."""
    name, number = cast.group, Notice.objects.count()
    said = {
        "title_ar": "سؤال إلى ⁨مجموعة بصيرة⁩ ينتظر الرد",
        "title_en": "A question to ⁨Basira⁩ waits for an answer",
        "about_ar": name.name_ar,
        "about_en": name.name_en,
        "path": "groups/basira/inbox/",
    }
    return Notice.objects.create(
        person=cast.leader,
        key=f"ask:{number}",
        as_whom=f"group:{cast.group.pk}:leader",
        due_at=timezone.now() + timedelta(days=1 + day),
        **{"kind": "ask", **said, **more},
    )


def test_at_most_twelve_lines_and_four_of_a_group(windows):
    for number in range(6):
        notice(windows.leader, f"Of one group {number}", group=windows.group.pk)
    for number in range(12):
        notice(windows.leader, f"Of oneself {number}")
    letter = desk.write_digests()[windows.leader.email]
    assert desk.text(letter).count("http://localhost:8000/ar/me/inbox/") == 12
    assert desk.text(letter).count("من مجموعة") <= 4
    assert "و6 أمور أخرى في الموقع" in desk.text(letter)
    assert "18 أمرًا بانتظار قراركم" in letter["Subject"]


def test_what_was_done_or_muted_or_is_not_ones_own_any_more_is_left_out(windows):
    done = notice(windows.leader, "Done", done_at=timezone.now())
    notice(windows.leader, "Muted", subject_type="directory.group", subject_id="77")
    Mute.objects.create(person=windows.leader, subject_type="directory.group", subject_id="77")
    notice(windows.leader, "Of the committee", as_whom="committee")
    assert windows.leader.email not in desk.write_digests(), done


def test_whoever_wants_only_what_needs_them_is_told_nothing_else(windows):
    Preference.objects.create(person=windows.leader, choice="needs")
    Preference.objects.create(person=windows.editor, choice="needs")
    desk.told(windows.group)
    notice(windows.leader, "Decision")
    mails = desk.write_digests()
    assert windows.editor.email not in mails
    assert "offers a new service" not in desk.text(mails[windows.leader.email])


def test_leaders_read_what_people_near_them_looked_for_in_vain_if_five_did(windows):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    Group.objects.filter(pk=windows.group.pk).update(area=area)
    for word, times in (("توحد", 5), ("سمعيات", 4)):
        for _time in range(times):
            Miss.objects.note([word], "KW-HA")
    desk.told(windows.group)
    mails = desk.write_digests()
    assert "⁨توحد⁩ (5)" in desk.text(mails[windows.leader.email])
    assert "سمعيات" not in desk.text(mails[windows.leader.email])
    assert "توحد" not in desk.text(mails[windows.member.email])


def test_the_committees_digest_holds_the_journals_head(windows):
    desk.told(windows.group, audience=["committee"], deed="ballot.open")

    mails = desk.write_digests()
    assert journal.head().head in desk.text(mails[windows.recused_committee.email])
    assert journal.head().head in desk.html(mails[windows.recused_committee.email])


def test_the_audiences_of_many_are_those_of_each(cast):
    people = [*cast.people.values()]
    assert hooks.audiences_of_each(people) == {person.pk: hooks.audiences_of(person) for person in people}


@pytest.mark.parametrize("standing", Standing.values)
def test_who_may_know_of_a_group_agrees_with_how_groups_are_fetched(cast, standing):
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    group = Group.objects.get(pk=cast.group.pk)
    for person in [None, *cast.people.values()]:
        held = hooks.audiences_of(person)
        assert bool(group.seen_by & held) == Group.objects.visible_to(held).filter(pk=group.pk).exists(), (
            person
        )


def test_the_same_input_makes_the_same_digest(windows):
    for number in range(4):
        notice(windows.leader, f"At one moment {number}", at=timezone.now())
    readers = [reader_of(windows.leader) for _time in range(2)]
    editions = [planning.Edition(0, 0, readers[0].since) for _time in range(2)]
    for reader, edition in zip(readers, editions, strict=True):
        edition.refresh(0)
        content.learn([reader], edition)
    first, second = (content.digest_of(*pair) for pair in zip(readers, editions, strict=True))
    assert [item.titles for item in first.items] == [item.titles for item in second.items]


def reader_of(person):
    now = timezone.now()
    since, until = now - timedelta(days=7), now + timedelta(days=7)
    return content.Reader(person, Preference(person=person), since, until, 0)


def follower(person, **thing):
    return Follow.objects.create(person=person, **thing)


def notice(person, title, **fields):
    """A line in somebody's inbox that needs them."""
    arabic = title.replace("Decision", "قرار").replace("Of one group", "من مجموعة")
    made = {"key": title, "kind": "ballot", "as_whom": f"person:{person.pk}", "path": "me/group/", **fields}
    return Notice.objects.create(person=person, title_ar=arabic, title_en=title, **made)
