"""People and groups that a journey needs and that nobody has to type, made beside a running site."""

import os
import subprocess
import sys
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.site import ROOT

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP = """
import os, django
django.setup()
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from config.demo.people import add_person
"""
DRAFT = """
from directory.models import Area, Field, Group, Membership
slug = os.environ["SLUG"]
group = Group.objects.create(slug=slug, name_ar=os.environ["NAME"], claimed_at=timezone.now())
group.summary_ar, group.area = "نقرأ للمكفوفين في بيوتهم", Area.objects.get(code="KW-HA")
group.save()
group.fields.add(Field.objects.get(code="D13"))
for number in range(5):
    email = f"{slug}-{number}@demo.test"
    person = add_person(email, f"عضو {number}", make_password("demo") if not number else "")
    role = "leader" if not number else "member"
    Membership.objects.create(group=group, person=person, role=role, state="active")
"""
PEOPLE = """
from allauth.mfa.totp.internal.auth import TOTP
for line in os.environ["PEOPLE"].split(";"):
    email, name = line.split("=")
    person = add_person(email, name, make_password("demo"), is_operator=email.startswith("operator"))
    TOTP.activate(person, os.environ["SECRET"])
"""


def run(site, script, **given):
    environment = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings", **given}
    command = [sys.executable, "-c", SET_UP + script]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)


def draft_group(site, slug, name):
    """A complete draft with five people; its leader's address comes back."""
    run(site, DRAFT, SLUG=slug, NAME=name)
    return f"{slug}-0@demo.test"


def people_with_apps(site, people):
    """{address: name} become accounts whose second factor is an app that `code` answers for."""
    run(site, PEOPLE, SECRET=SECRET, PEOPLE=";".join(f"{email}={name}" for email, name in people.items()))


def code():
    """What the app shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
