"""The operators' pages, partners' webhooks, and what a person does about their address; under the language."""

from django.urls import path

from workers.views import address, digests, messages, status, webhooks

urlpatterns = [
    path("operating/digests/", digests.digests, name="digests"),
    path("operating/digests/count/", digests.digests_count, name="digests_count"),
    path("operating/digests/demo/", digests.demo_mails, name="demo_mails"),
    path("operating/digests/demo/<str:name>/", digests.demo_mail, name="demo_mail"),
    path("me/address/", address.address, name="address_trouble"),
    path("operating/", status.status, name="operating"),
    path("operating/mail/pause/", status.switch, {"step": "pause"}, name="mail_pause"),
    path("operating/mail/pause-bulk/", status.switch, {"step": "pause_bulk"}, name="mail_pause_bulk"),
    path("operating/mail/open/", status.switch, {"step": "open"}, name="mail_open"),
    path(
        "operating/batches/<int:pk>/release/", status.settle_batch, {"step": "release"}, name="batch_release"
    ),
    path("operating/batches/<int:pk>/drop/", status.settle_batch, {"step": "drop"}, name="batch_drop"),
    path("operating/stuck/<int:pk>/retry/", status.retry_stuck, name="stuck_retry"),
    path("operating/messages/", messages.mails, name="operating_mails"),
    path("operating/messages/retry/", messages.retry_mails, name="mails_retry"),
    path("operating/messages/<uuid:uuid>/", messages.mail, name="operating_mail"),
    path("operating/messages/<uuid:uuid>/retry/", messages.retry_mail, name="mail_retry"),
    path("operating/messages/<uuid:uuid>/give-up/", messages.give_up_mail, name="mail_give_up"),
    path("partners/<uuid:uuid>/webhooks/", webhooks.of_partner, name="webhooks"),
    path("webhooks/<uuid:uuid>/", webhooks.webhook, name="webhook"),
    path("webhooks/<uuid:uuid>/secret/", webhooks.rotate, name="webhook_secret"),
    path("webhooks/<uuid:uuid>/kinds/", webhooks.choose, name="webhook_kinds"),
    path("webhooks/<uuid:uuid>/<slug:step>/", webhooks.step, name="webhook_step"),
    path("webhooks/<uuid:uuid>/deliveries/<uuid:delivery>/", webhooks.send_again, name="delivery_send_again"),
]
