from django.urls import path

from workers import views, views_of_digests

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("u/<str:token>/", views_of_digests.unsubscribe, name="unsubscribe"),
]
