"""The directory's addresses: public pages under the language, an editor's pages, and what has no language."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from directory.sitemaps import SITEMAPS
from directory.views import (
    achievements,
    ask,
    claim,
    consents,
    editing,
    feeds,
    figures,
    files,
    follow,
    found,
    helper,
    history,
    home,
    inbox,
    joining,
    leadership,
    left,
    lists,
    mandates,
    my_day,
    pages,
    photos,
    poster,
    profile,
    report,
    seen_as,
    shortlist,
    team,
    workspace,
)


class AnyLettersConverter(SlugConverter):
    """The address of a group: letters of any script; whatever else stands there never reaches the database."""

    regex = r"[-\w]+"


register_converter(AnyLettersConverter, "letters")

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", lists.services, name="services"),
    path("groups/", lists.groups, name="groups"),
    path("fields/<slug:code>/", lists.field, name="field"),
    path("volunteer/", lists.volunteer, name="volunteer"),
    path("feed.atom", feeds.news, name="news"),
    path("fields/<slug:code>/feed.atom", feeds.news_of_field, name="news_of_field"),
    path("groups/<letters:slug>/feed.atom", feeds.news_of_group, name="news_of_group"),
    path("groups/new/", found.found, name="found"),
    path("groups/<letters:slug>/", profile.group, name="group"),
    path("groups/<letters:slug>/discard/", found.discard, name="discard"),
    path("groups/<letters:slug>/claim/", claim.claim, name="claim"),
    path("groups/<letters:slug>/claim/withdraw/", claim.claim_withdraw, name="claim_withdraw"),
    path("claims/", claim.claims, name="claims"),
    path("claims/<uuid:uuid>/", claim.claim_decide, name="claim_decide"),
    path("claims/<secret:token>/", claim.claim_answer, name="claim_answer"),
    path("groups/<letters:slug>/edit/", workspace.workspace, name="group_edit"),
    path("groups/<letters:slug>/edit/confirm/", workspace.confirm, name="group_confirm"),
    path("groups/<letters:slug>/edit/as/<slug:audience>/", seen_as.seen_as, name="group_seen_as"),
    path("groups/<letters:slug>/poster/", poster.poster, name="poster"),
    path("groups/<letters:slug>/edit/services/new/", editing.service_new, name="service_new"),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/check/", editing.service_check, name="service_check"
    ),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/remove/",
        editing.service_remove,
        name="service_remove",
    ),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/<slug:step>/",
        editing.service_edit,
        name="service_edit",
    ),
    path("groups/<letters:slug>/edit/achievements/", achievements.achievements, name="achievements"),
    path(
        "groups/<letters:slug>/edit/achievements/new/", achievements.achievement_new, name="achievement_new"
    ),
    path(
        "groups/<letters:slug>/edit/achievements/<uuid:uuid>/",
        achievements.achievement_edit,
        name="achievement_edit",
    ),
    path(
        "groups/<letters:slug>/edit/achievements/<uuid:uuid>/photos/",
        achievements.achievement_photos,
        name="achievement_photos",
    ),
    path(
        "groups/<letters:slug>/edit/achievements/<uuid:uuid>/remove/",
        achievements.achievement_remove,
        name="achievement_remove",
    ),
    path("groups/<letters:slug>/edit/look/", photos.look, name="group_look"),
    path("groups/<letters:slug>/edit/look/<slug:use>/", photos.photo_look, name="photo_look"),
    path("groups/<letters:slug>/edit/photos/<uuid:uuid>/remove/", photos.photo_remove, name="photo_remove"),
    path("groups/<letters:slug>/edit/history/<slug:section>/", history.history, name="group_history"),
    path("groups/<letters:slug>/edit/<slug:section>/", editing.section, name="group_edit_section"),
    path("groups/<letters:slug>/ask/", ask.ask, name="ask"),
    path("groups/<letters:slug>/volunteer/", helper.volunteer_with, name="volunteer_with"),
    path("groups/<letters:slug>/report/", report.report, name="report"),
    path("groups/<letters:slug>/inbox/", inbox.inbox, name="inbox"),
    path("groups/<letters:slug>/inbox/asks/<uuid:uuid>/", inbox.inbox_ask, name="inbox_ask"),
    path("groups/<letters:slug>/inbox/helpers/<uuid:uuid>/", inbox.inbox_helper, name="inbox_helper"),
    path("asks/<secret:token>/", ask.ask_status, name="ask_status"),
    path("helpers/<secret:token>/", helper.helper_status, name="helper_status"),
    path("helpers/<secret:token>/guardian/", helper.guardian, name="guardian"),
    path("questions/", left.left_questions, name="left_questions"),
    path("questions/new/", left.leave_question, name="leave_question"),
    path("questions/<uuid:uuid>/", left.left_question, name="left_question"),
    path("reports/", report.reports, name="reports"),
    path("reports/<uuid:uuid>/", report.report_look, name="report_look"),
    path("follow/", follow.follow, name="follow"),
    path("me/group/", my_day.my_group, name="my_group"),
    path("me/follows/", follow.follows, name="follows"),
    path("shortlist/", shortlist.shortlist, name="shortlist"),
    path("groups/<letters:slug>/team/", team.team, name="team"),
    path("groups/<letters:slug>/team/invite/", team.invite, name="team_invite"),
    path(
        "groups/<letters:slug>/team/invitations/<uuid:uuid>/<slug:step>/",
        team.invitation_step,
        name="team_invitation",
    ),
    path("groups/<letters:slug>/team/link/", team.link, name="team_link"),
    path("groups/<letters:slug>/team/leave/", team.leave, name="team_leave"),
    path("groups/<letters:slug>/team/hand-over/", leadership.hand_over, name="hand_over"),
    path("groups/<letters:slug>/team/take-over/", leadership.take_over, name="take_over"),
    path("groups/<letters:slug>/team/cards/<int:pk>/", consents.ask, name="team_ask"),
    path("groups/<letters:slug>/team/<uuid:person>/", team.member, name="team_member"),
    path("groups/<letters:slug>/team/<uuid:person>/role/", team.role, name="team_role"),
    path("groups/<letters:slug>/team/<uuid:person>/welcome/", team.welcome, name="team_welcome"),
    path("groups/<letters:slug>/team/<uuid:person>/remove/", team.remove, name="team_remove"),
    path("groups/<letters:slug>/team/<uuid:person>/hand-over/", leadership.offer, name="team_offer"),
    path("groups/<letters:slug>/team/<uuid:person>/deputy/", leadership.deputy, name="team_deputy"),
    path("groups/<letters:slug>/partners/", mandates.group_partners, name="group_partners"),
    path("groups/<letters:slug>/partners/new/", mandates.partner_let, name="partner_let"),
    path("groups/<letters:slug>/partners/<uuid:uuid>/end/", mandates.partner_end, name="partner_end"),
    path("invitations/<secret:token>/", joining.invitation, name="invitation"),
    path("me/invitations/<uuid:uuid>/", joining.my_invitation, name="my_invitation"),
    path("join/<secret:token>/", joining.join, name="join"),
    path("consents/<secret:token>/", consents.consent, name="consent"),
    path("me/consents/", consents.my_consents, name="my_consents"),
    path("me/consents/<uuid:uuid>/", consents.my_consent, name="my_consent"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:code>.csv", figures.table, name="figure_table"),
    path("about/", pages.about, name="about"),
    path("volunteering/", pages.volunteering, name="volunteering"),
    path("list-your-group/", pages.list_your_group, name="list_your_group"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("terms/", pages.terms, name="terms"),
]

without_language = [
    path("media/photos/<slug:name>-<int:width>.webp", files.photo_file, name="photo_file"),
    path("media/scans/<str:name>", files.licence_scan, name="licence_scan"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
    path("robots.txt", pages.robots, name="robots"),
]
