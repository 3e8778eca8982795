"""The example for Kubernetes: what refers to what, what is asked, and how far the pods are confined."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from fittrack_common import local_server
from tests.unit.deploy.reading import DEPLOY, ROOT, check_command, check_metrics, check_variables

FOLDER = DEPLOY / "kubernetes"
NAMES = ("fittrack-server", "fittrack-worker")
Object = dict[str, Any]


def _objects(name: str) -> dict[tuple[str, str], Object]:
    found = [one for one in yaml.safe_load_all((FOLDER / name).read_text("utf-8")) if one]
    return {(one["kind"], one["metadata"]["name"]): one for one in found}


OBJECTS = _objects("fittrack.yaml")
SECRETS = _objects("secret.example.yaml")


def _pod(name: str) -> Object:
    pod: Object = OBJECTS["Deployment", name]["spec"]["template"]["spec"]
    return pod


def test_there_is_what_it_takes() -> None:
    versions = {kind: one["apiVersion"] for (kind, _), one in OBJECTS.items()}
    assert versions == {
        "ConfigMap": "v1",
        "Deployment": "apps/v1",
        "PodDisruptionBudget": "policy/v1",
        "Service": "v1",
    }
    assert {name for kind, name in OBJECTS if kind == "Deployment"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_deployment_finds_its_pods_and_its_budget(name: str) -> None:
    spec = OBJECTS["Deployment", name]["spec"]
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"] == labels
    assert OBJECTS["PodDisruptionBudget", name]["spec"]["selector"]["matchLabels"] == labels
    assert OBJECTS["PodDisruptionBudget", name]["spec"]["minAvailable"] < spec["replicas"]


@pytest.mark.parametrize("name", NAMES)
def test_a_container_runs_what_there_is_with_what_is_read(name: str) -> None:
    (container,) = _pod(name)["containers"]
    check_command(["backend", *container["args"]])
    for source in container["envFrom"]:
        kind = "ConfigMap" if "configMapRef" in source else "Secret"
        ((_, reference),) = source.items()
        settings = (OBJECTS | SECRETS)[kind, reference["name"]]
        check_variables(settings.get("data") or settings["stringData"])
    text = (FOLDER / "fittrack.yaml").read_text("utf-8")
    for secret in SECRETS["Secret", "fittrack"]["stringData"]:
        assert secret not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_pod_is_confined(name: str) -> None:
    pod = _pod(name)
    (container,) = pod["containers"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"USER {pod['securityContext']['runAsUser']}:" in (ROOT / "Containerfile").read_text()
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]
    mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    volumes = {one["name"]: one for one in pod["volumes"]}
    assert mounts.keys() == volumes.keys()
    settings = OBJECTS["ConfigMap", "fittrack"]["data"]
    folder, _, file = settings["FITTRACK_SERVER_KEY_FILE"].rpartition("/")
    assert folder == mounts["key"]
    assert file in SECRETS["Secret", volumes["key"]["secret"]["secretName"]]["data"]


@pytest.mark.parametrize("name", NAMES)
def test_prometheus_is_shown_where_the_metrics_are(name: str) -> None:
    (container,) = _pod(name)["containers"]
    annotations = OBJECTS["Deployment", name]["spec"]["template"]["metadata"]["annotations"]
    port = check_metrics(OBJECTS["ConfigMap", "fittrack"]["data"], annotations)
    assert [one["containerPort"] for one in container["ports"] if one["name"] == "metrics"] == [
        port
    ]
    service = OBJECTS["Service", "fittrack"]["spec"]
    assert [one["name"] for one in service["ports"]] == ["http"], "not for the world"


def test_the_probes_ask_what_the_contract_has() -> None:
    (server,) = _pod("fittrack-server")["containers"]
    assert server["ports"][0]["containerPort"] == local_server.PORT
    contract = (ROOT / "openapi.yaml").read_text("utf-8")
    for kind in ("startupProbe", "readinessProbe", "livenessProbe"):
        asked = server[kind]["httpGet"]
        assert f"\n  {asked['path']}:\n" in contract
        assert asked["port"] == server["ports"][0]["name"]
    service = OBJECTS["Service", "fittrack"]["spec"]
    assert service["ports"][0]["targetPort"] == server["ports"][0]["name"]
    labels = OBJECTS["Deployment", "fittrack-server"]["spec"]["template"]["metadata"]["labels"]
    assert service["selector"] == labels
