"""An accreditation as a certificate: a page to print, a PDF, and the two signed files that prove it elsewhere."""

import orjson
from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coordination.standards.credentials import badge, now, said
from coordination.standards.models import Accreditation, Condition
from deeds.lifecycle import Refused
from directory import papers
from directory.poster import makes_pdf, qr_code


def shown(request, uuid):
    """Everybody's; one that does not hold says so at its top."""
    one = get_object_or_404(Accreditation.objects.with_all().as_of(), uuid=uuid)
    address = said.verify_address(one)
    holds = one.is_now == Condition.CURRENT
    return {
        "accreditation": one,
        "holds": holds,
        "words": now.words_of(one),
        "giver": said.giver_in(get_language()),
        "address": address,
        "qr": qr_code(address),
        "at": timezone.localtime(timezone.now(), timezone.get_default_timezone()),
        "proof": said.proof(one) if holds else "",
        "makes_pdf": makes_pdf(),
    }


@never_cache
@require_safe
def certificate(request, uuid):
    """The page; with `?pdf` the file, where it can be made."""
    context = shown(request, uuid)
    if "pdf" in request.GET:
        return as_pdf(request, context)
    return render(request, "standards/certificate.html", context)


def as_pdf(request, context):
    """Everybody gets the same one for an hour, until something about it changes."""
    one, language = context["accreditation"], get_language()
    marks = (one.pk, one.version, one.is_now, one.why_now, one.group.version, one.standard.version, language)
    try:
        content = papers.made(request, "certificate", marks, "standards/certificate_paper.html", context)
    except Refused as why:
        messages.warning(request, why.sentence)
        status = papers.STATUS[why.code]
        return render(request, "standards/certificate.html", context, status=status)
    return download(content, "application/pdf", one, f"{language}.pdf")


@never_cache
@require_safe
def proof(request, uuid):
    """One line that proves itself; 410 with the certificate's page once it does not hold."""
    context = shown(request, uuid)
    if not context["holds"]:
        return render(request, "standards/certificate.html", context, status=410)
    return download(context["proof"] + "\n", "application/jose", context["accreditation"], "jws")


@never_cache
@require_safe
def credential(request, uuid):
    """The Open Badges credential, in this page's language; 410 likewise."""
    context = shown(request, uuid)
    if not context["holds"]:
        return render(request, "standards/certificate.html", context, status=410)
    one = context["accreditation"]
    return download(orjson.dumps(badge.credential(one)), badge.MEDIA_TYPE, one, "json")


def download(content, media_type, one, ending):
    return papers.download(content, media_type, f"accreditation-{one.code}-{str(one.uuid)[:8]}.{ending}")
