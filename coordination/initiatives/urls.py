"""Joint initiatives' addresses, under initiatives/."""

from django.urls import path

from coordination.initiatives.views import agreeing, appealing, deciding, doing, drafting, listing, page

urlpatterns = [
    path("", listing.initiatives, name="initiatives"),
    path("appeals/<uuid:uuid>/", appealing.hearing, name="initiative_hearing"),
    path("calendar.ics", page.all_dates, name="initiatives_calendar"),
    path("new/", drafting.found, name="initiative_new"),
    path("<uuid:uuid>/", page.initiative, name="initiative"),
    path("<uuid:uuid>/dates.ics", page.dates, name="initiative_dates"),
    path("<uuid:uuid>/edit/<slug:step>/", drafting.edit, name="initiative_edit"),
    path("<uuid:uuid>/partners/", drafting.partners, name="initiative_partners"),
    path("<uuid:uuid>/partners/reply-by/", drafting.put_off, name="initiative_put_off"),
    path("<uuid:uuid>/partners/<letters:slug>/", drafting.part, name="initiative_part"),
    path("<uuid:uuid>/partners/<letters:slug>/drop/", drafting.drop, name="initiative_drop"),
    path("<uuid:uuid>/check/", drafting.check, name="initiative_check"),
    path("<uuid:uuid>/agreement/<letters:slug>/", agreeing.agreement, name="initiative_agreement"),
    path("<uuid:uuid>/agreement/<letters:slug>/decline/", agreeing.decline, name="initiative_decline"),
    path("<uuid:uuid>/steps/<slug:step>/", doing.step, name="initiative_step"),
    path("<uuid:uuid>/appeal/", appealing.appeal, name="initiative_appeal"),
    path("<uuid:uuid>/appeal/withdraw/", appealing.withdraw, name="initiative_appeal_withdraw"),
    path("<uuid:uuid>/permit/", doing.permit, name="initiative_permit"),
    path("<uuid:uuid>/progress/", doing.progress, name="initiative_progress"),
    path("<uuid:uuid>/report/", doing.report, name="initiative_report"),
    path("<uuid:uuid>/report/photos/", doing.report_photos, name="initiative_report_photos"),
    path("<uuid:uuid>/achievement/<letters:slug>/", doing.offer, name="initiative_offer"),
    path("<uuid:uuid>/review/", deciding.review, name="initiative_review"),
    path("<uuid:uuid>/review/<slug:step>/", deciding.decision, name="initiative_decision"),
]
