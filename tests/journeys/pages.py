"""Every page a person can open, without its language: the demo's names stand for all their kind."""

GROUP = "groups/basira"
PUBLIC = [
    "",
    "services/",
    "groups/",
    "fields/D13/",
    f"{GROUP}/",
    f"{GROUP}/ask/",
    "questions/new/",
    f"{GROUP}/volunteer/",
    f"{GROUP}/report/",
    "shortlist/",
    "volunteer/",
    "initiatives/",
    "standards/",
    "standards/picture/",
    "exchange/giving/",
    "exchange/library/",
    "exchange/library/?q=صم",
    "figures/",
    "committee/",
    "committee/decisions/",
    "committee/bylaws/",
    "committee/lifecycles/",
    "committee/announcements/",
    "committee/meetings/",
    "about/",
    "volunteering/",
    "list-your-group/",
    "help/",
    "accessibility/",
    "privacy/",
    "terms/",
]
ANSWERS = [
    "services/?beneficiary=autism&age=5&area=KW-HA",
    "services/?q=توحد السالمية",
    "services/?area=KW-JA&beneficiary=deaf&age=1",
    "groups/?q=توحد&accepting=1",
    "groups/?q=xyzzyq&area=KW-JA",
    "groups/rabiya-seniors/",
    "groups/awn-pandemic/",
]
DOORS = ["accounts/login/", "accounts/signup/", "accounts/password/reset/", "accounts/login/code/"]
OWN = [
    "me/",
    "accounts/reauthenticate/",
    "me/follows/",
    "me/inbox/",
    "me/inbox/?show=all",
    "me/settings/",
    "me/settings/mails/",
    "me/erase/",
    "accounts/email/",
    "accounts/password/change/",
    "accounts/2fa/",
    "accounts/sessions/",
    "accounts/logout/",
]
EDITING = [
    f"{GROUP}/",
    f"{GROUP}/edit/",
    f"{GROUP}/inbox/",
    f"{GROUP}/edit/texts/",
    f"{GROUP}/edit/contacts/",
    f"{GROUP}/edit/licence/",
    f"{GROUP}/edit/links/",
    f"{GROUP}/edit/order/",
    f"{GROUP}/edit/as/member/",
    f"{GROUP}/poster/",
    f"{GROUP}/edit/scope/",
    f"{GROUP}/edit/services/new/",
]
COMMITTEE = [
    "committee/docket/",
    "committee/meetings/new/",
    "committee/announcements/new/",
    "committee/seats/nominate/",
    "committee/seats/leave/",
    "committee/bylaws/propose/",
    "standards/new/",
    "standards/reviewers/",
    "standards/reviewers/new/",
    "standards/reviews/",
]


def write(page, field, text):
    """Fills a field, after opening the tab of its language where it stands on one."""
    panel = page.locator("[role=tabpanel]").filter(has=page.locator(field))
    if panel.count():
        page.locator(f"[aria-controls={panel.first.get_attribute('id')}]").click()
    page.fill(field, text)
