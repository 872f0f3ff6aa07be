"""Standards' addresses, under standards/, and those without a language."""

from django.urls import path

from coordination.standards.views import (
    accreditation,
    assessing,
    certificate,
    consulting,
    ending,
    feed,
    listing,
    page,
    picture,
    published,
    reviewers,
    reviewing,
    verify,
    writing,
)

urlpatterns = [
    path("", listing.standards, name="standards"),
    path("feed.atom", feed.standards_feed, name="standards_feed"),
    path("new/", writing.begin, name="standard_new"),
    path("assessments/<uuid:uuid>/", assessing.assessment, name="assessment"),
    path("assessments/<uuid:uuid>/clauses/<slug:code>/", assessing.finding, name="finding"),
    path("assessments/<uuid:uuid>/clauses/<slug:code>/file/", assessing.evidence, name="evidence"),
    path("assessments/<uuid:uuid>/clauses/<slug:code>/mark/", reviewing.mark, name="finding_mark"),
    path("assessments/<uuid:uuid>/clauses/<slug:code>/ask/", reviewing.ask, name="finding_ask"),
    path("assessments/<uuid:uuid>/questions/<uuid:row>/", reviewing.answer, name="clarification"),
    path("assessments/<uuid:uuid>/steps/<slug:step>/", reviewing.step, name="assessment_step"),
    path("assessments/<uuid:uuid>/review/<slug:step>/", reviewing.review_step, name="review_step"),
    path("assessments/<uuid:uuid>/release/", reviewing.release, name="assessment_release"),
    path("assessments/<uuid:uuid>/appeal/", reviewing.appeal, name="assessment_appeal"),
    path(
        "assessments/<uuid:uuid>/appeal/withdraw/",
        reviewing.appeal_withdraw,
        name="assessment_appeal_withdraw",
    ),
    path("accreditations/<uuid:uuid>/", accreditation.accreditation, name="accreditation"),
    path("accreditations/<uuid:uuid>/certificate/", certificate.certificate, name="certificate"),
    path("accreditations/<uuid:uuid>/proof.jws", certificate.proof, name="accreditation_proof"),
    path(
        "accreditations/<uuid:uuid>/credential.json", certificate.credential, name="accreditation_credential"
    ),
    path("picture/", picture.page, name="standards_picture"),
    path("picture/<slug:code>.csv", picture.table, name="standards_figure"),
    path("reviewers/", reviewers.roll, name="reviewers"),
    path("reviewers/new/", reviewers.invite, name="reviewer_new"),
    path("reviewers/<uuid:uuid>/", reviewers.answer, name="reviewer_answer"),
    path("reviewers/<uuid:uuid>/end/", reviewers.end, name="reviewer_end"),
    path("reviews/", reviewers.reviews, name="reviews"),
    path("reviews/<uuid:uuid>/", reviewers.proposal, name="review_proposal"),
    path("reviews/<uuid:uuid>/decline/", reviewers.decline, name="review_decline"),
    path("<uuid:uuid>/", page.standard, name="standard"),
    path("<uuid:uuid>/assess/", assessing.begin, name="assess"),
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

without_language = [
    path("verify/", verify.check, name="check"),
    path("verify/<str:typed>/", verify.verify, name="verify"),
    path(".well-known/jwks.json", published.key_set, name="signing_keys"),
    path(".well-known/did.json", published.did, name="did"),
]
