"""The library's addresses, under exchange/library/."""

from django.urls import path

from coordination.exchange.views import library
from coordination.exchange.views import writing_guides as writing

urlpatterns = [
    path("", library.library, name="library"),
    path("feed.atom", library.library_feed, name="library_feed"),
    path("new/", writing.begin, name="guide_new"),
    path("open/", writing.open_library, name="library_open"),
    path("answers/<uuid:uuid>/", writing.of_answers, name="guide_of_answers"),
    path("<uuid:uuid>/", library.guide, name="guide"),
    path("<uuid:uuid>/edit/", writing.edit, name="guide_edit"),
    path("<uuid:uuid>/sources/", writing.source, name="guide_source"),
    path("<uuid:uuid>/files/", writing.add_file, name="guide_file_new"),
    path("<uuid:uuid>/files/<uuid:row>/", library.file, name="guide_file"),
    path("<uuid:uuid>/remove/<uuid:row>/", writing.remove, name="guide_remove"),
    path("<uuid:uuid>/publish/", writing.publish, name="guide_publish"),
    path("<uuid:uuid>/archive/", writing.archive, name="guide_archive"),
    path("<uuid:uuid>/reopen/", writing.reopen, name="guide_reopen"),
    path("<uuid:uuid>/history/", library.history, name="guide_history"),
    path("<uuid:uuid>/history/<int:number>/", library.wording, name="guide_wording"),
    path("<uuid:uuid>/outdated/", writing.outdated, name="guide_outdated"),
    path("<uuid:uuid>/corrections/<uuid:row>/", writing.correction, name="guide_correction"),
]
