"""What the fork server imports: all that a command or a server would import.

Passwords are cheap to check in every process that begins with this, and none waits for a disk: what it has written is there
when it is killed, and no test takes the power away. Nothing else is called, but for what
SQLAlchemy does to all tables before the first query, tzfpy to the borders of all zones before the first position and FastAPI to
all routes before it tells the contract, so no process finds what another one did.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import pkgutil
import sys
from functools import partialmethod

from dbos._utils import INTERNAL_QUEUE_NAME

from tools.running.large_pages import in_large_pages

# As the command line does, before httpx is imported.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

THE_SERVERS = (
    "tools.running.cheap_hashes.sitecustomize",  # before what it makes cheap
    "alembic.command",
    "fittrack_backend.api.app",
    "fittrack_backend.lifecycle.foreground",
    "fittrack_backend.lifecycle.http_server",
    "fittrack_backend.runtime",
    "fittrack_backend.storage.migrations",
    "fittrack_backend.sync.engine",
)
LATER = (
    *("alembic.config", "anyio._backends._asyncio", "dbos._sys_db_sqlite", "encodings.idna"),
    *("platformdirs.unix", "uvicorn.lifespan.on", "uvicorn.loops.asyncio", "uvicorn.loops.auto"),
    *("fittrack_backend.backups.schedule", "fittrack_backend.clock_watch"),
    *("fittrack_backend.housekeeping", "fittrack_backend.lifecycle.working"),
    *("fittrack_backend.notices.courier", "fittrack_backend.notices.silence"),
    *("fittrack_backend.sources.folder.listing", "fittrack_backend.storage.originals_at_hand"),
    *("fittrack_backend.sync.folder_watching", "fittrack_backend.sync.retention"),
    "fittrack_backend.sync.scheduler",
)
"""What commands and servers import when they come to need it, and nearly all of them do."""
THE_COMMAND_LINES = ("fittrack_common", "fittrack_client", "fittrack_commands", "fittrack_cli")
"""Packages, with all that is in them."""

for name in (*THE_SERVERS, *LATER):
    importlib.import_module(name)
for name in THE_COMMAND_LINES:
    package = importlib.import_module(name)
    for found in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not found.name.endswith(".__main__"):  # which is what runs
            importlib.import_module(found.name)

# Each server would do it with its first query, and each reader with its first track.
importlib.import_module("sqlalchemy.orm").configure_mappers()
importlib.import_module("fittrack_backend.records.local_time").load_borders()

# Each server that is asked for its contract would make it from the same routes.
_contract = importlib.import_module("fittrack_backend.api.contract")
_document = pickle.dumps(
    _contract.contract(importlib.import_module("fittrack_backend.api.app").create_app())
)
vars(_contract).update(get_openapi=lambda **_: pickle.loads(_document), _complete=lambda _: None)  # noqa: S301

os.fsync = lambda fd: None
vars(importlib.import_module("fittrack_backend.storage.database"))["SYNCHRONOUS"] = "OFF"
# Every second a server that waits would look for what it never has: work with a deadline, or for later, or in a queue that
# only DBOS itself fills. It looks for work that several share half as often as others do.
vars(importlib.import_module("dbos._workflow_commands"))["_BACKGROUND_JOBS_INTERVAL_SEC"] = 30.0
_registry = importlib.import_module("dbos._dbos").DBOSRegistry
_registry.get_internal_queue = partialmethod(
    _registry._register_internal_queue,  # noqa: SLF001
    INTERNAL_QUEUE_NAME,
    polling_interval_sec=30.0,
)
vars(importlib.import_module("fittrack_backend.sync.queues"))["POLL_S"] = 1.0


def settle() -> None:
    """No process looks through what is there by now for garbage, and those that end soon through little else."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    in_large_pages()


settle()
