"""What parameters, headers, bodies and answers have in common."""

from __future__ import annotations

from fittrack_cli.contract.documents import Json, Node, mapping


def schema_of(node: Node) -> Json:
    """The schema of a parameter or header, which may be given for a media type."""
    if "content" in node:
        for media_type in mapping(node["content"], "content").values():
            return mapping(media_type, "content").get("schema", {})
    return node.get("schema", {})


def texts_of(node: Node) -> Json:
    """What is only for people."""
    words = ("description", "example", "examples")
    return [node.get(word) for word in words]


def content_of(node: Node) -> Node:
    """Its media types."""
    return mapping(node.get("content") or {}, "content")


def media_type_of(name: str) -> str:
    """A media type as it is compared: in small letters, without spaces."""
    kind, _, parameters = name.partition(";")
    return ";".join(filter(None, (kind.strip().lower(), parameters.strip().replace(" ", ""))))
