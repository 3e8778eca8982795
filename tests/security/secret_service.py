"""A real Secret Service for tests: gnome-keyring in a D-Bus session of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attrs import define

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
UNLOCKED_BY = "password-of-the-keyring"

# No service is started by asking for it: what a test has not started is not there.
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing_programs() -> list[str]:
    """What is not on the PATH."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


_PROMPTER = """
from jeepney import new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection("SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.gnome.keyring.SystemPrompter"))
print("ready", flush=True)
while True:
    message = bus.receive()
    if "BeginPrompting" in message.header.fields.values():
        print("asked", flush=True)
        bus.send(new_method_return(message))
"""


@define
class Bus:
    """A D-Bus session; `environment` leads a process to it."""

    environment: dict[str, str]
    _daemon: subprocess.Popen[bytes] | None = None

    def start_keyring(self, password: str = UNLOCKED_BY) -> None:
        """Starts gnome-keyring, unlocked by its password, and waits until it answers."""
        self.end_keyring()
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(password.encode())
        self._daemon.stdin.close()
        self._wait_for_service()

    def end_keyring(self) -> None:
        """Ends it: the next one starts with what was kept, locked unless its password is given."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def lock(self) -> None:
        """Locks what holds the secrets."""
        self._python("collection.lock(); assert collection.is_locked()")

    @contextmanager
    def unanswered_prompts(self) -> Iterator[subprocess.Popen[bytes]]:
        """As on a desktop where the keyring asks for its password and nobody is there. The process
        tells on stdout when it was asked."""
        prompter = subprocess.Popen(
            [sys.executable, "-c", _PROMPTER], env=self.environment, stdout=subprocess.PIPE
        )
        assert prompter.stdout is not None
        assert prompter.stdout.readline() == b"ready\n"
        try:
            yield prompter
        finally:
            prompter.kill()
            prompter.wait()
            prompter.stdout.close()

    def secrets(self) -> list[str]:
        """Every secret that the keyring keeps."""
        text = self._python(
            "print(*(i.get_secret().decode() for i in collection.get_all_items()), sep=chr(10))"
        )
        return [line for line in text.splitlines() if line]

    def _python(self, statements: str) -> str:
        opened = "import secretstorage as s; collection = s.get_default_collection(s.dbus_init())"
        done = subprocess.run(
            [sys.executable, "-c", f"{opened}\n{statements}"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _wait_for_service(self) -> None:
        control = Path(self.environment["XDG_RUNTIME_DIR"], "keyring", "control")
        deadline = time.monotonic() + 20
        while not control.exists():
            assert time.monotonic() < deadline, "gnome-keyring does not start"
            time.sleep(0.02)
        while True:
            try:
                self.secrets()
                return
            except AssertionError:
                assert time.monotonic() < deadline, "gnome-keyring does not answer"


@contextmanager
def bus(folder: Path, environment: Mapping[str, str]) -> Iterator[Bus]:
    """A session bus for processes with this environment, without any service."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, parents=True)
    configuration = folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(folder=runtime))
    session = subprocess.Popen(
        [
            *("dbus-run-session", f"--config-file={configuration}", "--"),
            *("sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'),
        ],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert session.stdin is not None
    assert session.stdout is not None
    address = session.stdout.readline().decode().strip()
    assert address, "there is no D-Bus session"
    found = Bus(
        {
            **environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(runtime),
        }
    )
    try:
        yield found
    finally:
        found.end_keyring()
        session.stdin.close()
        session.wait(10)
