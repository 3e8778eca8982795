"""Fetching an original again from a source that still has it."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.os_errors import os_reason
from fittrack_backend.settings import Settings
from fittrack_backend.sources.folder_grants import allowed_folders
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.port import NotReadable, NotThere, SourceUnavailable
from fittrack_backend.sources.saved import saved_source
from fittrack_backend.storage.tables import SourceFileRow, SourceRow


class NoSourceHasIt(Exception):
    """The message says why, for each place where it was."""


def fetch_again(session: Session, settings: Settings, sha256: str) -> bytes:
    """The file with this digest, from any place where a sync found it. Raises NoSourceHasIt."""
    query = (
        select(SourceFileRow.key, SourceFileRow.name, SourceRow)
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .where(SourceFileRow.sha256 == sha256)
        .order_by(SourceFileRow.gone_at.is_not(None), SourceFileRow.name)
    )
    reasons = []
    for key, name, source in session.execute(query).all():
        if source.disconnected_at is not None:
            reasons.append(f"the source {source.name} was disconnected")
            continue
        allowed = allowed_folders(session, source.account_id, settings)
        saved = saved_source(session, source, allowed, settings)
        place = f"{name} in {source.name}"
        try:
            with KINDS[source.kind].source(saved).open(key) as opened:
                if opened.size > settings.max_file_bytes:
                    reasons.append(f"{place} is larger than the limit")
                    continue
                data = opened.file.read()
        except NotThere:
            reasons.append(f"{place} is no longer there")
        except SourceUnavailable as error:
            reasons.append(str(error))
        except NotReadable as error:
            reasons.append(f"{place} cannot be read: {error}")
        except OSError as error:
            reasons.append(f"{place} cannot be read: {os_reason(error)}")
        else:
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
            reasons.append(f"{place} has another content now")
    raise NoSourceHasIt("; ".join(dict.fromkeys(reasons)) or "no source had it")
