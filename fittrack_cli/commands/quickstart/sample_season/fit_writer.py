"""A FIT file as it is written, message by message, by the encoder of Garmin's FIT SDK."""

from datetime import UTC, datetime
from functools import cache

from garmin_fit_sdk import Encoder, Profile

from fittrack_cli.commands.quickstart.sample_season.plan import LOCAL_TIME

FieldValue = str | int | float | datetime | list[str] | list[float] | None

_MAKER = "development"
_PRODUCT = 1
_PRODUCT_NAME = "FitTrack sample"
_SERIAL_NUMBER = 20_260_101
_SOFTWARE_VERSION = 1.0


@cache
def _message_number(message: str) -> int:
    return int(Profile["mesg_num"][message.upper()])


@cache
def _field_names(message: str) -> frozenset[str]:
    fields = Profile["messages"][_message_number(message)]["fields"].values()
    return frozenset(str(field["name"]) for field in fields)


class FitFile:
    """A FIT file being written; it begins with who made it, and what it is."""

    def __init__(self, file_type: str, created: datetime) -> None:
        self._encoder = Encoder()
        self.add(
            "file_id",
            type=file_type,
            manufacturer=_MAKER,
            product=_PRODUCT,
            serial_number=_SERIAL_NUMBER,
            time_created=created,
            product_name=_PRODUCT_NAME,
        )
        self.add("file_creator", software_version=round(_SOFTWARE_VERSION * 100))

    def add(self, message: str, **fields: FieldValue) -> None:
        """Append a message; fields that are None stay out.

        Raises ValueError for a field that the profile does not know: the encoder would drop it silently.
        """
        unknown = fields.keys() - _field_names(message)
        if unknown:
            raise ValueError(f"no such field in a FIT {message} message: {', '.join(unknown)}")
        self._encoder.write_mesg({"mesg_num": _message_number(message), **fields})

    def add_device(self, timestamp: datetime) -> None:
        self.add(
            "device_info",
            timestamp=timestamp,
            device_index="creator",
            manufacturer=_MAKER,
            product=_PRODUCT,
            serial_number=_SERIAL_NUMBER,
            software_version=_SOFTWARE_VERSION,
            product_name=_PRODUCT_NAME,
            source_type="local",
        )

    def close(self) -> bytes:
        return self._encoder.close()


def wall_clock(moment: datetime) -> datetime:
    """FIT's local_date_time: what the clock on the wall shows, written as though it were UTC."""
    return moment.astimezone(LOCAL_TIME).replace(tzinfo=UTC)
