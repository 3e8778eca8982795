"""The example for several processes: its shape, its variables, its command lines, its secrets."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.unit.deploy.reading import (
    DEPLOY,
    ROOT,
    assignments,
    check_command,
    check_metrics,
    check_variables,
)

FILE = DEPLOY / "compose.yaml"
TEXT = FILE.read_text("utf-8")
FOLDER = DEPLOY / "compose"
OURS = ("server", "worker")
SERVICE = {
    "type": "object",
    "required": ["image", "restart", "networks"],
    "additionalProperties": False,
    "properties": {
        "image": {"type": "string", "pattern": r"^[a-z0-9/]+:v?[0-9][\w.-]*$"},
        "build": {"type": "object", "required": ["context", "dockerfile"]},
        "command": {"type": "array", "items": {"type": "string"}},
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"condition": {"const": "service_healthy"}},
            },
        },
        "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        "secrets": {"type": "array", "items": {"type": "string"}},
        "volumes": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[^:]+(:-[^:]+)?:/[^:]+(:ro)?$"},
        },
        "networks": {"type": ["array", "object"]},
        "ports": {"type": "array", "items": {"type": "string"}},
        "expose": {"type": "array", "items": {"type": "string", "pattern": r"^\d+$"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "restart": {"const": "unless-stopped"},
        "healthcheck": {
            "type": "object",
            "required": ["test", "interval", "timeout", "retries"],
            "properties": {"test": {"type": "array", "prefixItems": [{"const": "CMD"}]}},
        },
        "deploy": {"type": "object", "required": ["replicas"]},
        "read_only": {"const": True},
        "tmpfs": {"type": "array"},
        "cap_drop": {"const": ["ALL"]},
        "security_opt": {"const": ["no-new-privileges:true"]},
        "stop_grace_period": {"type": "string", "pattern": r"^\d+s$"},
        "shm_size": {"type": "string"},
    },
}
"""What we use of the Compose specification, as strictly as that says it."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TEXT)
    return found


def test_it_has_the_shape_of_a_compose_file(document: dict[str, Any]) -> None:
    assert document.keys() == {"name", "x-fittrack", "services", "networks", "volumes", "secrets"}
    for service in document["services"].values():
        jsonschema.validate(service, SERVICE)
        assert set(service["networks"]) <= document["networks"].keys()
        assert set(service.get("depends_on", ())) <= document["services"].keys()
        assert set(service.get("secrets", ())) <= document["secrets"].keys()
        for volume in service.get("volumes", ()):
            source = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume).partition(":")[0]
            assert source in document["volumes"] or (DEPLOY / source).exists(), source
    for waited_for in ("postgres", "bucket", "server"):
        assert "healthcheck" in document["services"][waited_for]


def test_two_servers_and_two_workers_run_what_there_is(document: dict[str, Any]) -> None:
    for name in OURS:
        service = document["services"][name]
        assert service["deploy"]["replicas"] == 2
        check_command(["backend", *service["command"]])
        check_variables(service["environment"])
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
    server, worker = (document["services"][name]["environment"] for name in OURS)
    assert server == worker


def test_the_probe_asks_what_the_contract_has(document: dict[str, Any]) -> None:
    program = document["services"]["server"]["healthcheck"]["test"][-1]
    compile(program, "probe", "exec")
    path = re.findall(r"8765(/[\w/]+)", program)[0]
    assert f"\n  {path}:\n" in (ROOT / "openapi.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", OURS)
def test_prometheus_is_shown_where_the_metrics_are(document: dict[str, Any], name: str) -> None:
    service = document["services"][name]
    port = check_metrics(service["environment"], service["labels"])
    assert service["expose"] == [str(port)]
    assert "data" in service["networks"]
    assert f":{port}" not in (FOLDER / "Caddyfile").read_text("utf-8"), "not for the world"


def test_no_secret_is_in_it(document: dict[str, Any]) -> None:
    for service in document["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASS|SECRET|ACCESS_KEY", name):
                assert value.startswith("${") and ":?" in value, name


def test_the_proxy_alone_is_believed_and_published(document: dict[str, Any]) -> None:
    services = document["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    address = services["proxy"]["networks"]["edge"]["ipv4_address"]
    assert services["server"]["environment"]["FITTRACK_TRUSTED_PROXIES"] == address
    assert document["networks"]["data"]["internal"]
    caddyfile = (FOLDER / "Caddyfile").read_text("utf-8")
    assert "dynamic a server 8765" in caddyfile
    assert caddyfile.count("{") == caddyfile.count("}")


def test_the_bucket_keeps_what_it_acknowledged(document: dict[str, Any]) -> None:
    settings = tomllib.loads((FOLDER / "garage.toml").read_text("utf-8"))
    environment = document["services"]["server"]["environment"]
    assert settings["metadata_fsync"] and settings["data_fsync"]
    assert settings["s3_api"]["s3_region"] == environment["AWS_REGION"]
    port = settings["s3_api"]["api_bind_addr"].rpartition(":")[2]
    assert environment["AWS_ENDPOINT_URL"] == f"http://bucket:{port}"
    mounted = [volume.split(":")[1] for volume in document["services"]["bucket"]["volumes"]]
    assert {settings["metadata_dir"], settings["data_dir"]} <= set(mounted)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_its_secrets_are_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "deploy with a space" / "compose"
    folder.mkdir(parents=True)
    shutil.copy(FOLDER / "make-secrets", folder)

    def made(*arguments: str) -> int:
        command = [str(folder / "make-secrets"), *arguments]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert made() == 2
    assert made("fit.example.org") == 0
    text = (folder.parent / ".env").read_text("utf-8")
    needed = set(re.findall(r"\$\{(\w+):\?", TEXT))
    assert needed == assignments(text).keys()
    assert re.search(r"^BUCKET_ACCESS_KEY=GK[0-9a-f]{24}$", text, re.MULTILINE)
    assert (folder.parent / ".env").stat().st_mode & 0o777 == 0o600
    key = folder / "secrets" / "server.key"
    assert len(key.read_bytes()) == 32
    assert key.parent.stat().st_mode & 0o777 == 0o700
    assert made("other.example.org") == 1
    assert (folder.parent / ".env").read_text("utf-8") == text
