"""The entry point. Nothing is imported that the command at hand does not need.

`--version`, the help pages of groups, and the completion of command words are answered before Typer
is imported.
"""

from __future__ import annotations

# The part of signal that is built in: when Ctrl-C comes there is no time to look for a file.
import _signal  # type: ignore[import-not-found]
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    import httpx

    from fittrack_cli.program.context import Cli
    from fittrack_cli.program.prompter import Prompter


def main(
    argv: Sequence[str] | None = None,
    env: Mapping[str, str] | None = None,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    prompter: Prompter | None = None,
    transport: httpx.BaseTransport | None = None,
    *,
    direct: bool | None = None,
) -> int:
    """Runs one command line and returns its exit code; what is not given is the process's own.

    Without `argv` it is the process's own command line, and ends the process. `direct` is whether a plain read may go the
    direct way (`program/direct.py`): by default the process's own may.
    """
    is_own = argv is None
    if is_own:
        _keep_interruptions()
    code = _run(
        list(sys.argv[1:] if argv is None else argv),
        env,
        stdin,
        stdout,
        stderr,
        prompter,
        transport,
        direct=is_own if direct is None else direct,
        ends_process=is_own,
    )
    return _leave(code) if is_own else code


def _run(
    args: list[str],
    env: Mapping[str, str] | None,
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    prompter: Prompter | None,
    transport: httpx.BaseTransport | None,
    *,
    direct: bool,
    ends_process: bool,
) -> int:
    env = os.environ if env is None else env
    out = sys.stdout if stdout is None else stdout
    err = sys.stderr if stderr is None else stderr
    cli: Cli | None = None
    # httpx would import its own command line, with click, rich and pygments: 45 ms
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    try:
        if args in (["--version"], ["-V"]):
            from fittrack_common.version import __version__

            _write(out, f"fittrack {__version__}\n")
            return _finish(out, err)
        page = _help_page(args)
        if page is not None:
            _write(out, page)
            return _finish(out, err)
        if args and args[0] == "__complete":
            from fittrack_cli.completion.completing import complete

            _write(out, complete(args[1:], env))
            return _finish(out, err)
        if args and args[0] == "__refresh-completion":
            from fittrack_cli.completion.candidates import refresh

            refresh(args[1:], env)
            return 0

        code = 0
        import gc

        gc.set_threshold(50_000, 20, 50)  # imports make much and drop little
        from fittrack_cli.output.streams import closed_input, opened
        from fittrack_cli.program.context import Cli

        cli = Cli(
            env,
            sys.stdin or closed_input() if stdin is None else stdin,
            opened(out, "standard output"),
            opened(err, "standard error"),
            prompter,
            transport,
        )
        if not (direct and transport is None and _is_printed(cli, args)):
            from fittrack_cli.program.running import run

            code = run(cli, args)
        cli.show_pages()
        cli.tell_news()
        cli.close()
        return _finish(out, err) or code
    except KeyboardInterrupt:
        return _interrupted(out, err, cli, args, ends_process=ends_process)
    except BrokenPipeError:
        return _reader_gone(out, err)
    except Exception as error:
        # Python 3.11 turns a Ctrl-C while a class is made, as an import does, into a RuntimeError.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _interrupted(out, err, cli, args, ends_process=ends_process)
        try:
            from fittrack_cli.program.failure_report import report

            code = report(error, err, args, cli)
            if isinstance(error, OSError):  # what cannot be written was told
                _flush_what_can_be(out, err)
            else:
                _finish(out, err)
            return code
        except KeyboardInterrupt:
            return _interrupted(out, err, cli, args, ends_process=ends_process, error=error)


def _is_printed(cli: Cli, args: list[str]) -> bool:
    from fittrack_cli.program.direct import printed

    return printed(cli, args)


def _keep_interruptions() -> None:
    """Lets no Ctrl-C be lost.

    Where it comes while Python calls back by itself (a weak reference's callback, `__del__`), Python prints
    a traceback and goes on as if nothing had come. Here it comes once more, a moment later, by a timer.
    """
    if not hasattr(_signal, "setitimer"):  # Windows
        return

    def unraisable(lost: sys.UnraisableHookArgs) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt):
            _signal.signal(_signal.SIGALRM, _signal.default_int_handler)
            _signal.setitimer(_signal.ITIMER_REAL, 0.001)
        else:
            sys.__unraisablehook__(lost)

    sys.unraisablehook = unraisable


def _help_page(args: list[str]) -> str | None:
    """The help page of a group, when that is all that is asked for."""
    words = args[:-1] if args[-1:] in (["--help"], ["-h"]) else args
    if words is args and args[:1] == ["help"]:
        words = args[1:]
    if len(words) > 2 or any(word[:1] == "-" for word in words):
        return None
    from fittrack_cli.program.command_table import Branch, find
    from fittrack_cli.program.help import branch_help

    node = find(words)
    return branch_help(node, words) if isinstance(node, Branch) else None


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        import errno

        raise OSError(errno.EBADF, "standard output is closed")
    if not text.isascii():
        from fittrack_cli.output.encodings import writes_anything

        writes_anything(stream)
    stream.write(text)


def _finish(out: TextIO | None, err: TextIO | None) -> int:
    """Flushes what was printed; a full disk shows here and not when the interpreter ends."""
    if out is not None:
        try:
            out.flush()
        except BrokenPipeError:
            return _reader_gone(out, err)
        except ValueError:  # closed by somebody else
            pass
        except OSError as error:
            _discard(out)
            from fittrack_cli.errors import after_os_error

            hint = after_os_error(error)
            print(f"fittrack: cannot write the results: {error.strerror}\n  {hint}", file=err)
            return 1
    return 0


def _reader_gone(out: TextIO | None, err: TextIO | None) -> int:
    """The reader of a pipe, such as `head`, may have what it wanted: that is no failure."""
    _flush_what_can_be(out, err)
    return 0


def _flush_what_can_be(out: TextIO | None, err: TextIO | None) -> None:
    for stream in (out, err):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                _discard(stream)


def _leave(code: int) -> int:
    """Ends the process without taking the interpreter apart, which would take 15 ms."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return code
    import atexit

    atexit._run_exitfuncs()  # noqa: SLF001 (tests/unit/test_borrowed.py holds it)
    _reader_gone(sys.stdout, sys.stderr)
    os._exit(code)


def _discard(stream: TextIO) -> None:
    """Points a stream's descriptor to nowhere, so that the interpreter's last flush succeeds."""
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _interrupted(
    out: TextIO | None,
    err: TextIO | None,
    cli: Cli | None,
    args: Sequence[str],
    *,
    ends_process: bool,
    error: Exception | None = None,
) -> int:
    """One line and exit code 130, or the `error` that was being reported; a second Ctrl-C meanwhile changes nothing.

    Where the process ends with the command, that holds to its end; a caller that goes on gets its
    own handler back.
    """
    before = None
    try:
        before = _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
        if hasattr(_signal, "setitimer"):
            _signal.setitimer(_signal.ITIMER_REAL, 0)
    except ValueError:  # not the main thread, as in a test
        pass
    from fittrack_cli.program.failure_report import report

    try:
        code = report(error or KeyboardInterrupt(), err, args, cli)
        _reader_gone(out, err)
    finally:
        if before is not None and not ends_process:
            _signal.signal(_signal.SIGINT, before)
    return code


if __name__ == "__main__":
    sys.exit(main())
