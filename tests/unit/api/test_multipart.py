"""Forms are taken apart the same however they come, and what is none says so."""

from __future__ import annotations

import pytest

from fittrack_backend.api.multipart import (
    Multipart,
    NotMultipart,
    PartBegins,
    PartData,
    PartEnds,
    boundary_of,
)

BOUNDARY = b"----x"
HEAD = b'Content-Disposition: form-data; name="file"; filename="'


def form(*parts: bytes, end: bytes = b"--\r\n") -> bytes:
    return b"".join(b"--" + BOUNDARY + b"\r\n" + part + b"\r\n" for part in parts) + (
        b"--" + BOUNDARY + end
    )


def files_in(body: bytes, step: int) -> list[tuple[str | None, bytes]]:
    reader, found = Multipart(BOUNDARY), list[tuple[str | None, bytes]]()
    whole = 0
    for start in range(0, len(body), step):
        for event in reader.feed(body[start : start + step]):
            if isinstance(event, PartBegins):
                found.append((event.file_name, b""))
            elif isinstance(event, PartData):
                name, data = found[-1]
                found[-1] = (name, data + event.data)
            elif isinstance(event, PartEnds):
                whole += 1
    assert reader.is_complete
    assert whole == len(found)
    return found


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_contents_come_out_byte_by_byte_as_they_went_in(step: int) -> None:
    tricky = b"\r\n--" + BOUNDARY[:-1] + b"\r\n\r\n--\r\n-"
    body = (
        b"a preamble\r\n"
        + form(
            HEAD + b'a.fit"\r\nContent-Type: x/y\r\n\r\n' + tricky,
            HEAD + b'b \\"quoted\\".fit"\r\n\r\n',
            b"X: y\r\n" + HEAD + b"%22c%22.fit\"; filename*=UTF-8''%C3%BC.fit\r\n\r\nthird",
        )
        + b"an epilogue"
    )
    assert files_in(body, step) == [
        ("a.fit", tricky),
        ('b "quoted".fit', b""),
        ("ü.fit", b"third"),
    ]


def test_a_field_that_is_no_file_has_no_file_name() -> None:
    body = form(b'Content-Disposition: form-data; name="note"\r\n\r\nhello')
    assert files_in(body, 5) == [(None, b"hello")]


@pytest.mark.parametrize(
    "body",
    [
        form(b"\r\nno headers"),
        form(b'Content-Disposition: attachment; name="file"\r\n\r\n'),
        form(b"Content-Disposition: form-data\r\n\r\n"),
        form(HEAD + b"x" * 20_000 + b'"\r\n\r\n'),
        b"--" + BOUNDARY + b"more\r\n",
    ],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(NotMultipart):
        list(Multipart(BOUNDARY).feed(body))


def test_a_form_that_ends_early_is_not_complete() -> None:
    reader = Multipart(BOUNDARY)
    list(reader.feed(form(HEAD + b'a"\r\n\r\nabc', end=b"")))
    assert not reader.is_complete


def test_the_boundary() -> None:
    assert boundary_of('multipart/form-data; boundary="a b"') == b"a b"
    for wrong in ("", "; boundary=", "; boundary=" + "x" * 71, '; boundary="ends in a space "'):
        with pytest.raises(NotMultipart):
            boundary_of(f"multipart/form-data{wrong}")
