"""The operators' admin: absent for everybody else, behind the second factor, journaled or not there at all."""

from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.OperatorsSite"
