"""What a reviewer judged, as plain JSON with its fingerprint: compared with what the group says and shows later."""

import hashlib
import json


def judged_of(assessment):
    """One row a clause, in a fixed order: what the group says and shows, and how the reviewer marked it."""
    rows = assessment.findings.select_related("clause").order_by("clause__code")
    return [
        {"code": row.clause.code, "claim": row.claim, "note": row.note, "link": row.link, "file": row.file,
         "mark": row.mark, "why": row.why}
        for row in rows
    ]  # fmt: skip


def fingerprint(judged):
    """SHA-256 of canonical JSON."""
    text = json.dumps(judged, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
