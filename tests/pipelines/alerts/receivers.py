"""Real receivers on this machine: a mail server and a web server that keep what they are sent."""

from __future__ import annotations

import email
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler


@dataclass
class Receiver:
    """`url` is what apprise sends to; `messages` holds what arrived. With `refuses` it takes nothing.

    The webhook calls `meanwhile` between taking a message and answering.
    """

    url: str = ""
    messages: list[Any] = field(default_factory=list)
    refuses: bool = False
    meanwhile: Callable[[], Any] = bool

    @property
    def texts(self) -> list[str]:
        """What people would read, one text a message."""
        return [_text(each) for each in self.messages]


def _text(message: Any) -> str:
    if not isinstance(message, Message):
        return f"{message['title']}\n{message['message']}"
    parts = [part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()]
    subject = str(email.header.make_header(email.header.decode_header(message["Subject"])))
    return "\n".join([subject, *parts])


class _Controller(Controller):
    """Takes any free port, as port 0 asks; the original knocks at port 0 itself."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server() -> Iterator[Receiver]:
    """An SMTP server."""
    receiver = Receiver()

    class Keep(MessageHandler):
        async def handle_RCPT(
            self, server: Any, session: Any, envelope: Any, address: str, options: Any
        ) -> str:
            if receiver.refuses:
                return f"550 no mailbox {address}"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        def handle_message(self, message: Message) -> None:
            receiver.messages.append(message)

    controller = _Controller(Keep(), hostname="127.0.0.1", port=0)
    controller.start()
    to = "s3cret-box@example.org"
    receiver.url = f"mailto://127.0.0.1:{controller.port}?from=opvang@example.org&to={to}&mode=insecure"
    try:
        yield receiver
    finally:
        controller.stop()


@contextmanager
def web_server() -> Iterator[Receiver]:
    """A webhook that takes JSON; its address holds a token."""
    receiver = Receiver()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not receiver.refuses:
                receiver.messages.append(json.loads(body))
            receiver.meanwhile()
            self.send_response(500 if receiver.refuses else 200)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    receiver.url = f"json://robot:s3cret-word@127.0.0.1:{server.server_port}/hook/s3cret-token"
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
