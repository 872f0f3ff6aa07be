from django.urls import path

from workers import views_of_digests
from workers.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("u/<str:token>/", views_of_digests.unsubscribe, name="unsubscribe"),
]
