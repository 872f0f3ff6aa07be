"""Mails as they come in: reports of mail servers and of readers, and what only looks like one."""

POSTFIX = """\
Return-Path: <>
Date: Sun, 22 Nov 2026 08:12:31 +0300 (AST)
From: MAILER-DAEMON@mx.multaqa.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: contact@multaqa.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4Cq1.1763788351/mx.multaqa.example"
Message-Id: <20261122051231.4Cq1@mx.multaqa.example>

This is a MIME-encapsulated message.

--4Cq1.1763788351/mx.multaqa.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I could not deliver your message to one recipient.

--4Cq1.1763788351/mx.multaqa.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.multaqa.example
X-Postfix-Queue-ID: 4Cq1
Arrival-Date: Sun, 22 Nov 2026 08:12:29 +0300 (AST)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: {said}

--4Cq1.1763788351/mx.multaqa.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

From: =?utf-8?b?2YXZhNiq2YLZiQ==?= <contact@multaqa.example>
To: {to}
Subject: =?utf-8?b?2YXZhNiu2LXZg9mFINin2YTYo9iz2KjZiNi52Yo6IDMg2KPZhdmI2LE=?=
 =?utf-8?b?INio2KfZhtiq2LjYp9ixINmC2LHYp9ix2YPZhQ==?=
Message-ID: {message_id}
Content-Type: text/plain; charset=utf-8

ثلاثة أمور بانتظار قراركم
--4Cq1.1763788351/mx.multaqa.example--
"""

HEADERS_ALONE = """\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@other.example>
To: <contact@multaqa.example>
Subject: =?utf-8?B?2KrYudiw2ZHYsSDYp9mE2KrYs9mE2YrZhQ==?=
MIME-Version: 1.0
Content-Type: multipart/report; boundary="=_b1"; report-type="delivery-status"

--=_b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

2KrYudiw2ZHYsSDYqtiz2YTZitmFINix2LPYp9mE2KrZg9mF

--=_b1
Content-Type: message/delivery-status

Reporting-MTA: dns;other.example

Final-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--=_b1
Content-Type: text/rfc822-headers

From: contact@multaqa.example
Subject: =?utf-8?b?2YXZhNiu2LXZg9mF?=
MESSAGE-ID: {message_id}

--=_b1--
"""

COMPLAINT = """\
From: <feedback@provider.example>
To: <contact@multaqa.example>
Subject: FW: Your weekly digest
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part"

--part
Content-Type: text/plain

This is an abuse report for a mail that a user marked.

--part
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1

--part
Content-Type: message/rfc822

From: contact@multaqa.example
Subject: Your weekly digest
Message-ID: {message_id}

…
--part--
"""

OUT_OF_OFFICE = """\
From: {to}
To: contact@multaqa.example
Subject: =?utf-8?B?2LHYryDYotmE2Yo6INij2YbYpyDZgdmKINil2KzYp9iy2Kk=?=
Auto-Submitted: auto-replied
In-Reply-To: {message_id}
References: {message_id}
Content-Type: text/plain; charset=utf-8

أنا في إجازة حتى الأحد. 550 5.1.1
"""

READ_RECEIPT = """\
From: {to}
To: contact@multaqa.example
Subject: Read: Your weekly digest
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="r"

--r
Content-Type: text/plain

Your message was displayed.

--r
Content-Type: message/disposition-notification

Final-Recipient: rfc822;{to}
Original-Message-ID: {message_id}
Disposition: manual-action/MDN-sent-manually; displayed

--r--
"""

REFUSED = {
    "action": "failed",
    "status": "5.1.1",
    "said": "smtp; 550 5.1.1 <{to}>: Recipient address rejected",
}


def about(row, shape=POSTFIX, **given):
    """The bytes of such a mail about a row of the outbox."""
    words = {**REFUSED, "to": row.recipient, "message_id": row.message_id, **given}
    words["said"] = words["said"].format(to=row.recipient)
    return shape.format(**words).encode()
