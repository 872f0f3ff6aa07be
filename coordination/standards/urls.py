"""Standards' addresses, under standards/."""

from django.urls import path

from coordination.standards.views import consulting, ending, feed, listing, page, writing

urlpatterns = [
    path("", listing.standards, name="standards"),
    path("feed.atom", feed.standards_feed, name="standards_feed"),
    path("new/", writing.begin, name="standard_new"),
    path("<uuid:uuid>/", page.standard, name="standard"),
    path("<uuid:uuid>/differences/", page.differences, name="standard_differences"),
    path("<uuid:uuid>/edit/", writing.edit, name="standard_edit"),
    path("<uuid:uuid>/edit/head/", writing.head, name="standard_head"),
    path("<uuid:uuid>/edit/<slug:part>/", writing.add, name="standard_add"),
    path("<uuid:uuid>/edit/<slug:part>/<uuid:row>/", writing.row, name="standard_row"),
    path("<uuid:uuid>/edit/<slug:part>/<uuid:row>/remove/", writing.remove, name="standard_remove"),
    path("<uuid:uuid>/consultation/", consulting.consultation, name="standard_consultation"),
    path("<uuid:uuid>/comments/", consulting.comments, name="standard_comments"),
    path("<uuid:uuid>/comments/<uuid:comment>/", consulting.answer, name="standard_answer"),
    path("<uuid:uuid>/clauses/<slug:code>/comment/", consulting.comment, name="standard_comment"),
    path("<uuid:uuid>/steps/<slug:step>/", ending.step, name="standard_step"),
]
