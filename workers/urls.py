from django.urls import path

from workers import views

urlpatterns = [path("healthz", views.healthz, name="healthz")]
