"""A backend that speaks TLS itself, with certificates of an authority of our own."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from fittrack_backend.lifecycle.tls import Certificate, TlsUnusable


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def write(authority: trustme.CA, folder: Path, name: str) -> tuple[Path, Path]:
    made = authority.issue_cert("127.0.0.1", "localhost", name)
    chain, key = folder / "server.pem", folder / "server.key"
    for path in (chain, key):
        path.unlink(missing_ok=True)
    made.cert_chain_pems[0].write_to_path(chain)
    made.private_key_pem.write_to_path(key)
    key.chmod(0o600)
    return chain, key


def fittrack(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("FITTRACK_")}
    settings = {
        "FITTRACK_DATA_DIR": str(folder / "data"),
        "FITTRACK_CONFIG_DIR": str(folder / "config"),
        **environment,
    }
    return subprocess.run(
        [sys.executable, "-m", "fittrack_cli", *words],
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


@pytest.fixture(scope="module")
def folder(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a backend that was started with a certificate, as a person does it."""
    folder = tmp_path_factory.mktemp("tls")
    chain, key = write(authority, folder, "first.example")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    started = fittrack(
        folder, "backend", "start", "--port", "0", "--log-format", "json", "-o", "json",
        "--tls-cert", str(chain), "--tls-key", str(key),
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    try:
        yield folder
    finally:
        fittrack(folder, "backend", "stop")


def url_of(folder: Path) -> str:
    status = json.loads(fittrack(folder, "backend", "status", "-o", "json").stdout)
    return str(status["url"])


def names_shown(folder: Path) -> list[str]:
    port = int(url_of(folder).rpartition(":")[2])
    context = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        shown = secure.getpeercert()
        assert shown is not None
        return [str(entry[1]) for entry in shown["subjectAltName"]]


def test_the_command_line_speaks_https_to_who_it_trusts(folder: Path) -> None:
    assert url_of(folder).startswith("https://127.0.0.1:")
    untrusted = fittrack(folder, "api", "get_health")
    assert untrusted.returncode != 0
    assert "certificate" in untrusted.stderr
    ask = ("api", "get_health", "--fields", "status", "-o", "csv")
    by_environment = fittrack(folder, *ask, SSL_CERT_FILE=str(folder / "ca.pem"))
    assert by_environment.stdout == "status\nok\n", by_environment.stderr
    assert fittrack(folder, "config", "set", "ca_file", str(folder / "ca.pem")).returncode == 0
    by_setting = fittrack(folder, *ask)
    assert by_setting.stdout == "status\nok\n", by_setting.stderr


def test_its_log_is_json_lines(folder: Path) -> None:
    lines = (folder / "data" / "backend.log").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all({"time", "level", "logger", "message"} <= record.keys() for record in records)
    assert any("https://127.0.0.1" in record["message"] for record in records)


def test_a_renewed_certificate_is_read_without_a_restart(
    folder: Path, authority: trustme.CA
) -> None:
    assert "first.example" in names_shown(folder)
    write(authority, folder, "second.example")
    pid = json.loads(fittrack(folder, "backend", "status", "-o", "json").stdout)["pid"]
    os.kill(pid, signal.SIGHUP)
    deadline = time.monotonic() + 60
    while "second.example" not in names_shown(folder):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_pair_that_is_wrong_is_refused_before_anything_listens(
    tmp_path: Path, authority: trustme.CA
) -> None:
    chain, _ = write(authority, tmp_path, "one.example")
    other = tmp_path / "other"
    other.mkdir()
    _, key = write(authority, other, "other.example")
    refused = fittrack(
        tmp_path, "backend", "start", "--tls-cert", str(chain), "--tls-key", str(key)
    )
    assert refused.returncode != 0
    assert f"The key {key} does not belong to {chain}" in refused.stderr
    alone = fittrack(tmp_path, "backend", "start", "--tls-cert", str(chain))
    assert (alone.returncode, "--tls-cert and --tls-key go together" in alone.stderr) == (2, True)
    with pytest.raises(TlsUnusable, match=r"Cannot read .*nowhere\.pem: No such file"):
        Certificate(tmp_path / "nowhere.pem", key)
    with pytest.raises(TlsUnusable, match="are not a certificate and its key in PEM"):
        Certificate(key, key)


def test_a_key_that_others_can_read_is_warned_of_and_the_file_is_looked_at(
    tmp_path: Path, authority: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    chain, key = write(authority, tmp_path, "one.example")
    key.chmod(0o644)
    with caplog.at_level(logging.INFO, "fittrack"):
        certificate = Certificate(chain, key)
        assert "others on this machine can read the key" in caplog.text
        before = certificate.context
        certificate.renew_if_changed()
        assert certificate.context is before
        chain.write_text("half a certificate")
        certificate.renew_if_changed()
        assert certificate.context is before
        assert "the certificate was not renewed" in caplog.text
        write(authority, tmp_path, "two.example")
        certificate.renew_if_changed()
        assert certificate.context is not before
