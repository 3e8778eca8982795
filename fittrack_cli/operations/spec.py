"""An operation of the contract as its generated command knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fittrack_cli.values.schema import Schema


class Parameter(NamedTuple):
    """A parameter of the request, and how it becomes text (OpenAPI 3.1, parameter object)."""

    name: str
    location: str
    """`path`, `query`, `header` or `cookie`."""
    schema: Schema
    style: str
    explode: bool
    required: bool = False


class Body(NamedTuple):
    """The body of the request in the media type that the command sends."""

    media_type: str
    schema: Schema
    required: bool


class Input(NamedTuple):
    """An argument or option of the command: where its value goes."""

    argument: str
    """The name of the command function's parameter."""
    label: str
    """What a person calls it: `--limit` or `JOB_ID`."""
    location: str
    """A parameter's location, or `body`."""
    path: tuple[str, ...]
    """The parameter's name and then the members inside it; for the body members only."""
    schema: Schema
    secret: bool = False
    """Whether it may come from a file or standard input only."""


class Operation(NamedTuple):
    """One operation: what is sent, and what kind of answer comes."""

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    inputs: tuple[Input, ...]
    body: Body | None
    signed_in: bool
    answer: str
    """`json`, `file`, `text`, `events` or `nothing`."""
    accept: str
    """The media types of the answer, as the header `Accept` has them."""
    fields: tuple[str, ...] = ()
    """What --fields may name: the members of the answer, or of a list's items."""
    items: str | None = None
    """The member that holds a list's items, where the answer is a page of a list."""
    definitions: Mapping[str, Schema] = {}
