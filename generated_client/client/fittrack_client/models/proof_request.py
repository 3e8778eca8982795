# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.proof_method import ProofMethod, check_proof_method
from ..types import UNSET, Unset

T = TypeVar("T", bound="ProofRequest")


@_attrs_define
class ProofRequest:
    """A password or a code, given again.

    Attributes:
        proof (str): The password, or the code.
        method (ProofMethod | Unset): What proves who is at the client.
    """

    proof: str
    method: ProofMethod | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        proof = self.proof

        method: str | Unset = UNSET
        if not isinstance(self.method, Unset):
            method = self.method

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "proof": proof,
            }
        )
        if method is not UNSET:
            field_dict["method"] = method

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        proof = d.pop("proof")
        if not isinstance(proof, str):
            raise TypeError("proof: expected text")

        _method = d.pop("method", UNSET)
        method: ProofMethod | Unset
        method = UNSET if isinstance(_method, Unset) else check_proof_method(_method)

        return cls(
            proof=proof,
            method=method,
        )
