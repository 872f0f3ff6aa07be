"""Mails belong to those they were written to."""

import pytest
from django.core.mail import send_mail

from tests.workers.hooks import make_partner, make_webhook, read, told
from workers import own_data
from workers.models import Delivery, OutgoingMessage, Webhook

pytestmark = pytest.mark.django_db


def test_a_person_is_told_of_mails_to_all_their_addresses_and_no_others(cast):
    cast.volunteer.emailaddress_set.create(email="second@cast.test")
    for address in [cast.volunteer.email, "second@cast.test", cast.leader.email]:
        send_mail("s", "b", "no-reply@multaqa.example", [address])
    told = own_data.export(cast.volunteer)["mails"]
    assert [(mail["recipient"], mail["state"]) for mail in told] == [
        (cast.volunteer.email, "pending"),
        ("second@cast.test", "pending"),
    ]
    own_data.erase(cast.volunteer)
    assert list(OutgoingMessage.objects.values_list("recipient", flat=True)) == [cast.leader.email]


def test_a_persons_webhooks_are_handed_out_without_secrets_and_go_with_the_person(cast):
    read()
    make_webhook(make_partner(cast.volunteer))
    other, _secret = make_webhook(make_partner(cast.leader, "Other"))
    told(cast.group)
    (given,) = own_data.export(cast.volunteer)["webhooks"]
    assert set(given) == {"url", "kinds", "state", "created_at"}
    own_data.erase(cast.volunteer)
    assert Webhook.objects.get() == other
    assert Delivery.objects.get().webhook == other
