"""Which folders of the server an account's sources may lie in.

Two lists decide, by real paths. What is *closed* is nobody's to connect or to walk into: the server's own
files, the system's, and folders that are there to keep keys and passwords. What is left is the founder's;
others have what they were given (`storage/tables`, `FolderGrantRow`).

The system's folders are those that hold no files of people: windows on the kernel and on devices (`/proc`,
`/sys`, `/dev`, `/run`), and what sets the machine up and keeps its secrets (`/etc`, `/boot` and their like).
Folders of keys are known by their names, wherever they lie, since a home folder can be anywhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from attrs import field, frozen

from fittrack_backend.settings import Settings

SYSTEM = "it belongs to the system"
KEYS = "it is where keys and passwords are kept"
OWN = "it belongs to the server's own data"
OTHERS = "it was given to another account"

_SYSTEM_FOLDERS = {
    "linux": ("/proc", "/sys", "/dev", "/run", "/etc", "/boot", "/var/run", "/var/lock"),
    "darwin": ("/dev", "/etc", "/System", "/Library", "/var/db", "/var/run", "/private/etc"),
    "win32": ("C:\\Windows", "C:\\ProgramData", "C:\\Program Files"),
}
_MOUNTED_BY_PEOPLE = ("/run/media",)
"""Where desktops mount watches and sticks, in a folder of the system."""
_OF_A_DATABASE = ("", "-wal", "-shm")
"""The files of an SQLite database that is open."""
KEY_FOLDERS = (
    ".ssh",
    ".gnupg",
    ".pki",
    ".password-store",
    ".aws",
    ".azure",
    ".kube",
    ".docker",
    ".oci",
    ".config/gcloud",
    ".config/gh",
    ".config/op",
    ".config/rclone",
    ".config/sops",
    ".local/share/keyrings",
    ".local/share/kwalletd",
    ".mozilla",
    ".thunderbird",
    ".config/google-chrome",
    ".config/chromium",
    "Library/Keychains",
    "AppData/Roaming/Microsoft/Credentials",
    "AppData/Roaming/Microsoft/Protect",
    "AppData/Local/Microsoft/Credentials",
)
"""Where programs keep keys, passwords and tokens, below a home folder or anywhere else."""


@frozen
class AllowedFolders:
    """Where an account's folders may lie; paths are real ones, as bytes.

    `inside` are the folders that hold all of them; None is anywhere. `closed` are folders and files that
    nothing is read from, each with why; `open_again` lies in one that is closed. `not_given` says what to
    do about a folder that lies elsewhere, after the folder's name. What lies in `seen_by_workers` need not be
    on this machine.
    """

    inside: tuple[bytes, ...] | None = None
    closed: Mapping[bytes, str] = field(factory=dict)
    open_again: tuple[bytes, ...] = ()
    not_given: str = "the account was not given it"
    seen_by_workers: tuple[bytes, ...] = ()

    def refusal(self, path: bytes) -> str | None:
        """Why nothing may be read from a folder or file; None where it may."""
        path = _comparable(path)
        # First of all: who was given nothing there learns nothing of what is there.
        if self.inside is not None and not any(is_in(path, root) for root in self.inside):
            return self.not_given
        for above in _upwards(path):
            if above in self.open_again:
                break
            if (why := self.closed_because(above)) is not None:
                return why
        return None

    def closed_because(self, path: bytes) -> str | None:
        """Why the way ends at this folder or file, whose own folder is open; None where it does not."""
        path = _comparable(path)
        if (why := self.closed.get(path)) is not None:
            return why
        name = path.rpartition(_SEPARATOR)[2]
        for whole in _KEY_FOLDERS.get(name, ()):
            if path.endswith(whole):
                return KEYS
        return None

    def identities(self) -> dict[tuple[int, int], str]:
        """What is closed and there, by device and inode, with why: it is not read under another name either."""
        found = {}
        for path, why in self.closed.items():
            try:
                status = os.stat(path)  # noqa: PTH116 - the path is bytes
            except OSError:
                continue
            found[status.st_dev, status.st_ino] = why
        return found


def is_in(path: bytes, folder: bytes) -> bool:
    """Whether a real path is a folder's, or of something in it."""
    return path == folder or path.startswith(folder.rstrip(_SEPARATOR) + _SEPARATOR)


def real(path: Path) -> bytes:
    """The real path of something that need not be there."""
    return _comparable(os.path.realpath(os.fsencode(path)))


def closed_to_all(settings: Settings) -> Mapping[bytes, str]:
    """What nothing is read from for any account, with why."""
    system = _SYSTEM_FOLDERS.get(sys.platform, _SYSTEM_FOLDERS["linux"])
    closed = {real(Path(one)): SYSTEM for one in system}
    return MappingProxyType(closed | dict.fromkeys(map(real, _own(settings)), OWN))


def mounted_by_people() -> tuple[bytes, ...]:
    """Folders in those of the system that people's devices appear in."""
    return tuple(_comparable(os.fsencode(one)) for one in _MOUNTED_BY_PEOPLE)


def _own(settings: Settings) -> Iterable[Path]:
    """The server's own: its data, its key, its databases, and what the command line keeps here."""
    import platformdirs
    from sqlalchemy import make_url

    yield settings.data_dir
    yield settings.server_key_file
    for url in (settings.database_url, settings.jobs_url):
        found = make_url(url)
        if found.get_backend_name() == "sqlite" and found.database:
            for ending in _OF_A_DATABASE:
                yield Path(found.database + ending)
    yield settings.config_dir or Path(platformdirs.user_config_dir("fittrack", appauthor=False))


_SEPARATOR = os.fsencode(os.sep)


def _comparable(path: bytes) -> bytes:
    """A path as it is compared: without case where file systems usually know none."""
    if sys.platform in ("darwin", "win32"):
        return os.fsencode(os.fsdecode(path).casefold())
    return path


def _upwards(path: bytes) -> Iterable[bytes]:
    yield path
    while True:
        above = os.path.dirname(path)  # noqa: PTH120 - the path is bytes
        if above == path:
            return
        path = above
        yield path


_KEY_FOLDERS: dict[bytes, list[bytes]] = {}
for _name in KEY_FOLDERS:
    _parts = [_comparable(os.fsencode(part)) for part in _name.split("/")]
    _KEY_FOLDERS.setdefault(_parts[-1], []).append(_SEPARATOR + _SEPARATOR.join(_parts))
