"""Announcements: what everybody reads, as pages, feed and calendar; and how the secretary keeps them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.committee.actions import announcing
from coordination.committee.forms.announcements import AnnouncementForm
from coordination.committee.models.announcement import Announcement
from coordination.committee.views.calendar import calendar, event_of, local
from coordination.committee.views.doors import page
from coordination.committee.views.keeping import done, is_keeper, keepers_only
from deeds.once import once
from directory.linked_data import linked

PER_PAGE, IN_FEED = 20, 30


@require_safe
def announcements(request):
    """What is to come first, then the rest, the newest first."""
    rows = Announcement.objects.visible_to(request.audiences)
    coming = rows.published().coming()
    others = rows.exclude(pk__in=coming.values("pk")).order_by(
        F("published_at").desc(nulls_first=True), "-pk"
    )
    context = {
        "coming": coming,
        "page": Paginator(others, PER_PAGE).get_page(request.GET.get("page")),
        "keeps": is_keeper(request),
    }
    return render(request, "committee/announcements/list.html", context)


def visible(request, uuid):
    return get_object_or_404(Announcement.objects.visible_to(request.audiences), uuid=uuid)


@require_safe
def announcement(request, uuid):
    row = visible(request, uuid)
    context = {"announcement": row, "keeps": is_keeper(request), "linked_data": event_for_machines(row)}
    return render(request, "committee/announcements/detail.html", context)


def event_for_machines(row):
    """schema.org Event of a published announcement that has a date and a place; of others nothing."""
    if not (row.starts_at and row.place) or row.state != Announcement.State.PUBLISHED:
        return ""
    return linked(
        "Event",
        {
            "name": str(row.title),
            "description": str(row.text),
            "url": settings.SITE_URL + row.get_absolute_url(),
            "startDate": local(row.starts_at).isoformat(),
            "endDate": row.ends_at and local(row.ends_at).isoformat(),
            "location": {"@type": "Place", "name": str(row.place), "address": str(row.place)},
            "organizer": {
                "@type": "Organization",
                "name": settings.SITE_NAME[get_language()],
                "url": settings.SITE_URL,
            },
        },
    )


@require_safe
def announcement_calendar(request, uuid):
    row = visible(request, uuid)
    if not row.starts_at:
        raise Http404
    return calendar(event(row))


@require_safe
def announcements_calendar(request):
    """Every published event that is not over, to subscribe to."""
    return calendar(*map(event, Announcement.objects.published().coming()))


def event(row):
    return event_of(row, row.starts_at, row.ends_at, place=row.place, text=row.text)


class News(Feed):
    """The latest announcements as Atom."""

    feed_type = Atom1Feed

    def title(self):
        return _("Announcements")

    def link(self):
        return settings.SITE_URL + reverse("announcements")

    def subtitle(self):
        return _("What the coordinating committee announces.")

    @property
    def language(self):
        return get_language()

    def items(self):
        return Announcement.objects.published()[:IN_FEED]

    def item_title(self, item):
        return item.title

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_description(self, item):
        return item.text

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at


@require_safe
def announcements_feed(request):
    return News()(request)


# --- keeping them


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_new(request):
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed():
            return announcing.write(form.texts(), by=request.user).get_absolute_url()

        place = once(request.POST.get("once"), deed)
        messages.success(request, _("Saved as a draft. Look at it, then publish it."))
        return redirect(place)
    return page(request, "committee/announcements/form.html", form, back=reverse("announcements"))


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_edit(request, uuid):
    row = visible(request, uuid)
    seen = request.POST.get("version", row.version)
    form = AnnouncementForm(request.POST or None, instance=visible(request, uuid))
    if request.method == "POST" and form.is_valid():
        if done(form, lambda: announcing.change(row, form.texts(), by=request.user, seen=seen)):
            messages.success(request, _("Your changes are saved."))
            return redirect(row)
        seen = row.version
    context = {"announcement": row, "version": seen, "back": row.get_absolute_url()}
    return page(request, "committee/announcements/form.html", form, **context)


@keepers_only
@require_POST
def announcement_publish(request, uuid):
    row = announcing.publish(visible(request, uuid), by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The announcement is public now, on the first page too."))
    return redirect(row)


@keepers_only
@require_POST
def announcement_withdraw(request, uuid):
    row = announcing.withdraw(visible(request, uuid), by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The announcement is withdrawn. It can be published again."))
    return redirect(row)
