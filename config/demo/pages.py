"""How the page of one group became what it is: texts and links by two people, a service, a look at all of it."""

from accounts.models import Person
from config.demo.photos import DRESSED
from config.demo.reading import read
from directory.actions import editing, keeping
from directory.forms.service import WhereForm
from directory.models import Group, Revision
from directory.sections import SECTIONS, contents

FILLED_UP = "قارئ الشاشة من الصفر"
LEADER, EDITOR = "leader@demo.test", "editor@demo.test"


def stories():
    for code, told in read("pages.json").items():
        yield edited(code, **told)
    yield filled_up()
    yield confirmed()


def page():
    return Group.objects.get(slug=DRESSED)


def edited(code, before, edits):
    """The section begins as it was `before`, and each edit brings some of its fields to what stands now."""
    group = page()
    now = {name: getattr(group, name) for name in before}
    Group.objects.filter(pk=group.pk).update(**before, updated_at=group.created_at)
    for days, email, names in edits:
        yield days
        save(code, {name: now[name] for name in names}, by=Person.objects.get(email=email))


def save(code, changes, *, by):
    group, section = page(), SECTIONS[code]
    opened = section.form(group)
    values = contents.flat(opened, section.stands(group)) | changes
    kept(section, section.form(group, contents.posted(opened, values)), editing.save_section, by=by)


def kept(section, form, deed, *, by):
    assert form.is_valid(), form.errors
    group = page()
    deed(group, section, form, by=by, revision=Revision.objects.number_of(group, section.code))


def filled_up():
    """The last place of a service is taken: from now on there is a list."""
    service = page().services.get(title_ar=FILLED_UP)
    now = service.places
    page().services.filter(pk=service.pk).update(places="open")
    yield 9.1
    service.refresh_from_db()
    opened = WhereForm(instance=service)
    values = contents.stands(opened) | {"places": now}
    form = WhereForm(contents.posted(opened, values), instance=service)
    kept(SECTIONS["services"], form, editing.save_service, by=Person.objects.get(email=EDITOR))


def confirmed():
    yield 9
    group = page()
    keeping.confirm(group, by=Person.objects.get(email=LEADER), seen=group.version)
