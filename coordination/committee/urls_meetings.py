"""The addresses of meetings and announcements."""

from django.urls import path

from coordination.committee.views import announcements
from coordination.committee.views.meetings import calling, reading, room

urlpatterns = [
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/feed.atom", announcements.announcements_feed, name="announcements_feed"),
    path("announcements/calendar.ics", announcements.announcements_calendar, name="announcements_calendar"),
    path("announcements/new/", announcements.announcement_new, name="announcement_new"),
    path("announcements/<uuid:uuid>/", announcements.announcement, name="announcement"),
    path(
        "announcements/<uuid:uuid>/event.ics",
        announcements.announcement_calendar,
        name="announcement_calendar",
    ),
    path("announcements/<uuid:uuid>/edit/", announcements.announcement_edit, name="announcement_edit"),
    path(
        "announcements/<uuid:uuid>/publish/", announcements.announcement_publish, name="announcement_publish"
    ),
    path(
        "announcements/<uuid:uuid>/withdraw/",
        announcements.announcement_withdraw,
        name="announcement_withdraw",
    ),
    path("meetings/", reading.meetings, name="meetings"),
    path("meetings/new/", calling.meeting_new, name="meeting_new"),
    path("meetings/<uuid:uuid>/", reading.meeting, name="meeting"),
    path("meetings/<uuid:uuid>/meeting.ics", reading.meeting_calendar, name="meeting_calendar"),
    path("meetings/<uuid:uuid>/reply/", reading.meeting_reply, name="meeting_reply"),
    path("meetings/<uuid:uuid>/pack/", reading.meeting_pack, name="meeting_pack"),
    path("meetings/<uuid:uuid>/edit/", calling.meeting_edit, name="meeting_edit"),
    path("meetings/<uuid:uuid>/cancel/", calling.meeting_cancel, name="meeting_cancel"),
    path("meetings/<uuid:uuid>/agenda/", calling.meeting_agenda, name="meeting_agenda"),
    path("meetings/<uuid:uuid>/begin/", room.meeting_begin, name="meeting_begin"),
    path("meetings/<uuid:uuid>/room/", room.meeting_room, name="meeting_room"),
    path("meetings/<uuid:uuid>/room/<int:number>/", room.meeting_point, name="meeting_point"),
    path("meetings/<uuid:uuid>/attendance/", room.meeting_attendance, name="meeting_attendance"),
    path("meetings/<uuid:uuid>/end/", room.meeting_end, name="meeting_end"),
    path("meetings/<uuid:uuid>/minutes/", room.meeting_minutes, name="meeting_minutes"),
    path("meetings/<uuid:uuid>/publish/", room.meeting_publish, name="meeting_publish"),
]
