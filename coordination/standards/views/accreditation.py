"""An accreditation, for everybody: whose it is, by which standard, until when, and whether it holds now."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coordination.standards.models import Accreditation


def known(request, uuid):
    """The accreditation as it is at this moment."""
    rows = Accreditation.objects.visible_to(request.audiences).with_all().as_of()
    return get_object_or_404(rows, uuid=uuid)


@require_safe
def accreditation(request, uuid):
    one = known(request, uuid)
    return render(request, "standards/accreditation.html", {"accreditation": one})
