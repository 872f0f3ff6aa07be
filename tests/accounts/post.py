"""Reading the mails that the site wrote down, and walking through its doors as a browser would."""

import re

from allauth.account.models import EmailAddress

from accounts.models import Person
from workers.models import OutgoingMessage

PASSWORD = "seven quiet boats at dusk"


def rows_to(address):
    """What was written down for this address, oldest first."""
    return list(OutgoingMessage.objects.filter(recipient=address).order_by("created_at"))


def last_letter(address):
    return rows_to(address)[-1].letter


def text_of(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(mail):
    return mail.get_body(("html",)).get_content()


def code_for(address):
    return re.search(r"^(\d{4}-\d{4})$", text_of(last_letter(address)), re.M).group(1)


def link_for(address):
    return re.search(r"^https?://[^/]+(/\S+)$", text_of(last_letter(address)), re.M).group(1)


def make_person(email="noura@example.test", password=PASSWORD, **fields):
    return Person.objects.create_confirmed(email, password, **fields)


def addresses(person):
    return list(EmailAddress.objects.filter(user=person).values_list("email", "verified"))


def signed_in(client):
    return "_auth_user_id" in client.session


def main_of(response):
    """What the page itself says: the text between <main> and </main>, without markup."""
    html = re.search(r"<main.*?</main>", response.content.decode(), re.S).group()
    html = re.sub(r"<(bdi|time)\b.*?</\1>|<input[^>]*>|<svg.*?</svg>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
