"""Sending over apprise. Addresses come from the environment and never leave here, not even in errors."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipelines.errors import PipelineError

if TYPE_CHECKING:
    from apprise import NotifyBase

    from pipelines.alerts.message import Message

NOISY = ("apprise", "urllib3", "requests", "smtplib")  # what they log may hold parts of an address
LONGEST_TITLE = 150


class ChannelError(PipelineError):
    """A channel cannot be used as it stands; nothing was sent."""


def is_set(variable: str) -> bool:
    """Whether this process knows an address by the name of `variable`."""
    return bool(os.environ.get(variable))


class Channel:
    """One address, ready to send to. Raises ChannelError where `variable` holds none."""

    def __init__(self, variable: str) -> None:
        self._secret = os.environ.get(variable, "")
        if not self._secret:
            raise ChannelError(f"the environment variable {variable} is not set")
        with _quiet():
            import apprise

            plugin = apprise.Apprise.instantiate(self._secret, suppress_exceptions=True)
        if plugin is None:
            raise ChannelError(f"the environment variable {variable} holds no address that apprise knows")
        if len(plugin) != 1:
            # Of several receivers one may fail, and a new attempt would reach the others twice.
            raise ChannelError(
                f"the address in {variable} has {len(plugin)} receivers: give each a channel of its own"
            )
        self._plugin: NotifyBase = plugin

    @property
    def longest(self) -> int:
        """How many characters a message may have here; a title may have to become part of it."""
        return self._plugin.body_maxlen - (0 if self._plugin.title_maxlen else LONGEST_TITLE)

    def body(self, message: Message) -> str:
        """The message in the form the service shows best."""
        return message.html if self._format == "html" else message.text

    def send(self, message: Message, kind: str) -> str | None:
        """Send a message of an apprise kind (info, failure); gives why it did not arrive, None if it did."""
        body = self.body(message)
        if self._format != "html" and len(body) > self.longest:
            body = body[: self.longest - 1] + "…"
        with _quiet() as logged:
            try:
                arrived = self._plugin.notify(
                    body=body, title=message.title, notify_type=kind, body_format=self._format
                )
            except Exception as error:
                return self._without_secrets(f"{type(error).__name__}: {error}")
        if arrived:
            return None
        return self._without_secrets("; ".join(logged) or "the service did not take it")

    @property
    def _format(self) -> str:
        formats = self._plugin.notify_format
        first = formats[0] if isinstance(formats, tuple) else formats
        return str(getattr(first, "value", first))

    def _without_secrets(self, text: str) -> str:
        """The text with every part of the address blotted out, as it stands there and decoded."""
        parts = re.split(r"[/:@?&=#,;\s]+", self._secret)
        secrets = {self._secret, *parts, *map(unquote, parts)} - {"", parts[0]}
        for secret in sorted(secrets, key=len, reverse=True):
            if len(secret) > 2:
                text = text.replace(secret, "***")
        return " ".join(text.split())[:300]


@contextmanager
def _quiet() -> Iterator[Sequence[str]]:
    """Keep what the libraries log to ourselves: warnings and errors are collected, nothing is passed on."""
    collected: list[str] = []
    handler = _Collector(collected.append)
    loggers = [logging.getLogger(name) for name in NOISY]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.setLevel(logging.WARNING)
        logger.addHandler(handler)
    try:
        yield collected
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
            logger.setLevel(level)


class _Collector(logging.Handler):
    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._keep = keep

    def emit(self, record: logging.LogRecord) -> None:
        self._keep(record.getMessage())
