"""Addresses of the room: a leader's pages under the group, the committee's under admissions/."""

from django.urls import path

from coordination.admissions.views import handing_in, hearing, reviewing, standing

urlpatterns = [
    path("groups/<letters:slug>/admission/", handing_in.admission, name="admission"),
    path(
        "groups/<letters:slug>/admission/withdraw/", handing_in.admission_withdraw, name="admission_withdraw"
    ),
    path("groups/<letters:slug>/admission/archive/", handing_in.archive_group, name="archive_group"),
    path("groups/<letters:slug>/admission/appeal/", handing_in.appeal, name="appeal"),
    path(
        "groups/<letters:slug>/admission/appeal/withdraw/", handing_in.appeal_withdraw, name="appeal_withdraw"
    ),
    path("admissions/", reviewing.admissions, name="admissions"),
    path("admissions/groups/<letters:slug>/", standing.standing, name="standing"),
    path("admissions/groups/<letters:slug>/suspend/", standing.suspend, name="suspend"),
    path("admissions/groups/<letters:slug>/archive/", standing.close_group, name="close_group"),
    path("admissions/suspensions/<uuid:uuid>/", standing.suspension, name="suspension"),
    path("admissions/licences/<uuid:uuid>/", standing.licence_check, name="licence_check"),
    path("admissions/appeals/<uuid:uuid>/", hearing.appeal_hear, name="appeal_hear"),
    path("admissions/<uuid:uuid>/", reviewing.admission_review, name="admission_review"),
    path("admissions/<uuid:uuid>/page/", reviewing.admission_page, name="admission_page"),
]
