"""Reads a PDF in a child process with limits on time and memory, so that hostile input costs one clear error.

The child answers in frames (eight bytes of length, then a pickle). The parent unpickles only plain values and
the classes of `extract.model`: whatever a PDF does to the child, it cannot make the parent run code.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import IO, Any

from extract import errors, model
from extract.clip import Clip, Drawing
from extract.errors import DamagedPdf, OutOfMemory, PlanError, ReadTimeout
from extract.settings import DEFAULT, Settings
from extract.shared import may_fork

_LENGTH = struct.Struct(">Q")
_START = "from extract.sandbox import child; child()"


def read_in_child(
    path: str | Path,
    *,
    pages: list[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    meanwhile: Callable[[], None] | None = None,
    settings: Settings = DEFAULT,
) -> model.Document:
    """As `extract.read.read_document`, but in a process of its own; `meanwhile` is called while it reads.

    Raises a `PlanError`: `ReadTimeout` and `OutOfMemory` when a limit of the settings is reached.
    """
    for kind, value in _answers("read", Path(path), pages, settings, meanwhile):
        if kind == "progress" and progress:
            progress(*value)
        elif kind == "document":
            return value
    raise _gave_up(Path(path), settings)


def draw_in_child(
    path: str | Path,
    clips: Sequence[Clip],
    *,
    dpi: int = 100,
    form: str = "webp",
    settings: Settings = DEFAULT,
) -> list[Drawing]:
    """As `extract.draw.draw`, but in a process of its own.

    Raises a `PlanError`, as `read_in_child` does.
    """
    path = Path(path)
    asked = [astuple(clip) for clip in clips]
    drawings = [
        Drawing(*value)
        for kind, value in _answers("draw", path, (asked, dpi, form), settings)
        if kind == "drawing"
    ]
    if len(drawings) < len(clips):
        raise _gave_up(path, settings)
    return drawings


def _gave_up(path: Path, settings: Settings) -> OutOfMemory:
    """The error of a child that ended without its answer: PDFium does not outlive a lack of memory."""
    limit = settings.memory_limit / (1 << 30)
    return OutOfMemory(
        f"{path.name}: the reader broke off, as a rule for lack of memory (the limit is {limit:.3g} GiB);"
        " split the file or print it to PDF anew"
    )


def _answers(
    job: str, path: Path, wanted: Any, settings: Settings, meanwhile: Callable[[], None] | None = None
) -> Iterator[tuple[str, Any]]:
    """What a child answers to a job, until it ends; its errors are raised here."""
    process = _Forked() if may_fork(settings.memory_limit // 4) else _start()
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        _kill(process)

    timer = threading.Timer(settings.time_limit, expire)
    timer.start()
    sweeper = threading.Thread(target=_sweep, args=(process,), daemon=True)
    sweeper.start()
    try:
        with contextlib.suppress(BrokenPipeError):  # its end shows in its answers
            process.stdin.write(pickle.dumps((job, str(path), wanted, astuple(settings))))
            process.stdin.flush()
        if meanwhile:
            meanwhile()
        for kind, value in _frames(process.stdout):
            if kind == "error":
                name, message = value
                raise getattr(errors, name, PlanError)(message)
            yield kind, value
    finally:
        timer.cancel()
        _kill(process)
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()
        timer.join()
        sweeper.join()
    if expired.is_set():
        limit = f"{settings.time_limit:g} seconds"
        raise ReadTimeout(
            f"{path.name}: reading took over {limit} and was stopped; split the file or print it to PDF anew"
        )


def _start() -> subprocess.Popen:
    """A child in an interpreter of its own."""
    environment = dict(os.environ)
    root = str(Path(__file__).resolve().parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


class _Forked:
    """A child as `_start` gives it, but forked from this process: most modules are at hand in it."""

    def __init__(self) -> None:
        theirs, ours = os.pipe()
        self.stdin = open(ours, "wb")  # noqa: SIM115 - closed by who uses it, as that of a Popen
        ours, theirs_too = os.pipe()
        self.stdout = open(ours, "rb")  # noqa: SIM115
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                os.dup2(theirs, 0)
                os.dup2(theirs_too, 1)
                for descriptor in map(int, os.listdir("/proc/self/fd")):
                    if descriptor > 2:  # its input must end with the parent
                        with contextlib.suppress(OSError):
                            os.close(descriptor)
                child()
            finally:
                os._exit(1)
        os.close(theirs)
        os.close(theirs_too)

    def wait(self) -> None:
        """Returns once the child has ended."""
        with contextlib.suppress(ChildProcessError):  # another thread was told first
            os.waitpid(self.pid, 0)


def _sweep(process: subprocess.Popen | _Forked) -> None:
    """Once the child has ended, ends what it started too: such a process would hold the pipe to us open."""
    process.wait()
    _kill(process)


def _kill(process: subprocess.Popen | _Forked) -> None:
    """Ends the child and the processes it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


class _PlainUnpickler(pickle.Unpickler):
    """Knows no classes but those of the document model."""

    def find_class(self, module: str, name: str) -> Any:
        """The class, when it is one of the model's."""
        if module == model.__name__ and isinstance(found := getattr(model, name, None), type):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def _frames(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The frames of the child, until it ends or is cut off."""
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        body = stream.read(_LENGTH.unpack(head)[0])
        if len(body) < _LENGTH.unpack(head)[0]:
            return
        yield _PlainUnpickler(io.BytesIO(body)).load()


# ---------------------------------------------------------------- the child's side


def child() -> None:
    """Does the job named on standard input and answers in frames on standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the frames
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    gc.set_threshold(100_000, 20, 20)  # what is read of a page is much, and holds hardly any cycles

    def send(kind: str, value: Any) -> None:
        body = pickle.dumps((kind, value))
        out.write(_LENGTH.pack(len(body)) + body)
        out.flush()

    try:
        job, name, wanted, values = pickle.load(os.fdopen(os.dup(0), "rb"))
    except EOFError:  # the parent ended before it could ask
        return
    threading.Thread(target=_end_with_parent, daemon=True).start()
    settings = Settings(*values)
    _limit(settings)
    try:
        if job == "read":
            from extract.read import read_document

            document = read_document(
                name, pages=wanted, progress=lambda *done: send("progress", done), settings=settings
            )
            send("document", document)
        else:
            from extract.draw import draw

            asked, dpi, form = wanted
            for drawing in draw(name, [Clip(*clip) for clip in asked], dpi, form, settings):
                send("drawing", astuple(drawing))
    except PlanError as error:
        send("error", (type(error).__name__, str(error)))
    except BaseException as error:  # the frames are the only way out of here
        kind = OutOfMemory if isinstance(error, MemoryError) else DamagedPdf
        why = f"the reader gave up ({type(error).__name__}: {error})".replace("\n", " ")
        send("error", (kind.__name__, f"{Path(name).name}: {why}; print it to PDF anew"))
    os._exit(0)  # without waiting for processes that may be stuck; the parent ends them


def _end_with_parent() -> None:
    """Once the parent is gone, which closes our input, ends this process and those it started.

    Reads without a buffer: its lock would be held in processes forked meanwhile.
    """
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


def _limit(settings: Settings) -> None:
    """Sets the limits of this process; processes it starts inherit them."""
    try:
        import resource
    except ImportError:  # no such limits on this system; the parent's clock still holds
        return
    seconds = int(settings.time_limit) + 1
    for kind, limit in ((resource.RLIMIT_AS, settings.memory_limit), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))
