from django.urls import path

from workers.views import health, leaving

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("u/<str:token>/", leaving.unsubscribe, name="unsubscribe"),
]
