# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

NotificationTopic = Literal["failure", "recovery", "security", "silence"]

NOTIFICATION_TOPIC_VALUES: set[NotificationTopic] = {
    "failure",
    "recovery",
    "security",
    "silence",
}


def check_notification_topic(value: object) -> NotificationTopic:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for NotificationTopic")
    return cast(NotificationTopic, value)
