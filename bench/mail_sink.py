"""A mail server that takes everything and keeps nothing: `python -m bench.mail_sink PORT`."""

import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Nothing:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", *responses[1:]]

    async def handle_DATA(self, server, session, envelope):
        return "250 OK"


async def serve(port):
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Nothing(), hostname="sink", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
