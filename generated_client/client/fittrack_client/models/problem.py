# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.problem_type import ProblemType, check_problem_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.error_field import ErrorField


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """A failure, as RFC 9457 describes it.

    Attributes:
        type_ (ProblemType): The kinds of problems. A client treats one that it does not know by its status.
        title (str): The kind of problem in a few words, always the same.
        status (int): The HTTP status code.
        detail (str): What went wrong this time.
        request_id (str): The request, as in `X-Request-Id` and the server's log.
        job_id (None | Unset | UUID): In a sync conflict: the job that is already running.
        source_id (None | Unset | UUID): Of a folder that is connected already: its source.
        limit (int | None | Unset): Where the account has as many as it may: how many that are.
        formats (list[str] | None | Unset): Where an activity is not there in a format: those that there are.
        methods (list[str] | None | Unset): Where a fresh proof is needed: what will do, as `method` of `give_proof`.
        scope (None | str | Unset): Where an access token lacks a scope: which.
        tries_remaining (int | None | Unset): After a wrong code: how many tries the challenge still allows.
        errors (list[ErrorField] | None | Unset): In a validation error: each member that was refused.
    """

    type_: ProblemType
    title: str
    status: int
    detail: str
    request_id: str
    job_id: None | Unset | UUID = UNSET
    source_id: None | Unset | UUID = UNSET
    limit: int | None | Unset = UNSET
    formats: list[str] | None | Unset = UNSET
    methods: list[str] | None | Unset = UNSET
    scope: None | str | Unset = UNSET
    tries_remaining: int | None | Unset = UNSET
    errors: list[ErrorField] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        request_id = self.request_id

        job_id: None | str | Unset
        if isinstance(self.job_id, Unset):
            job_id = UNSET
        elif isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        source_id: None | str | Unset
        if isinstance(self.source_id, Unset):
            source_id = UNSET
        elif isinstance(self.source_id, UUID):
            source_id = str(self.source_id)
        else:
            source_id = self.source_id

        limit: int | None | Unset
        limit = UNSET if isinstance(self.limit, Unset) else self.limit

        formats: list[str] | None | Unset
        if isinstance(self.formats, Unset):
            formats = UNSET
        elif isinstance(self.formats, list):
            formats = self.formats

        else:
            formats = self.formats

        methods: list[str] | None | Unset
        if isinstance(self.methods, Unset):
            methods = UNSET
        elif isinstance(self.methods, list):
            methods = self.methods

        else:
            methods = self.methods

        scope: None | str | Unset
        scope = UNSET if isinstance(self.scope, Unset) else self.scope

        tries_remaining: int | None | Unset
        tries_remaining = UNSET if isinstance(self.tries_remaining, Unset) else self.tries_remaining

        errors: list[dict[str, Any]] | None | Unset
        if isinstance(self.errors, Unset):
            errors = UNSET
        elif isinstance(self.errors, list):
            errors = []
            for errors_type_0_item_data in self.errors:
                errors_type_0_item = errors_type_0_item_data.to_dict()
                errors.append(errors_type_0_item)

        else:
            errors = self.errors

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "request_id": request_id,
            }
        )
        if job_id is not UNSET:
            field_dict["job_id"] = job_id
        if source_id is not UNSET:
            field_dict["source_id"] = source_id
        if limit is not UNSET:
            field_dict["limit"] = limit
        if formats is not UNSET:
            field_dict["formats"] = formats
        if methods is not UNSET:
            field_dict["methods"] = methods
        if scope is not UNSET:
            field_dict["scope"] = scope
        if tries_remaining is not UNSET:
            field_dict["tries_remaining"] = tries_remaining
        if errors is not UNSET:
            field_dict["errors"] = errors

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.error_field import ErrorField

        d = dict(src_dict)
        type_ = check_problem_type(d.pop("type"))

        title = d.pop("title")
        if not isinstance(title, str):
            raise TypeError("title: expected text")

        status = d.pop("status")
        if not (isinstance(status, int) and not isinstance(status, bool)):
            raise TypeError("status: expected a whole number")

        detail = d.pop("detail")
        if not isinstance(detail, str):
            raise TypeError("detail: expected text")

        request_id = d.pop("request_id")
        if not isinstance(request_id, str):
            raise TypeError("request_id: expected text")

        def _parse_job_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("job_id: not of a type that the contract allows")
            return UUID(data)

        job_id = _parse_job_id(d.pop("job_id", UNSET))

        def _parse_source_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("source_id: not of a type that the contract allows")
            return UUID(data)

        source_id = _parse_source_id(d.pop("source_id", UNSET))

        def _parse_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            limit_type_0 = data
            if not (isinstance(limit_type_0, int) and not isinstance(limit_type_0, bool)):
                raise TypeError("limit_type_0: expected a whole number")

            return limit_type_0

        limit = _parse_limit(d.pop("limit", UNSET))

        def _parse_formats(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("formats: not of a type that the contract allows")
            formats_type_0 = []
            _formats_type_0 = data
            if not isinstance(_formats_type_0, list):
                raise TypeError("formats_type_0: expected a list")
            for formats_type_0_item_data in _formats_type_0:
                formats_type_0_item = formats_type_0_item_data
                if not isinstance(formats_type_0_item, str):
                    raise TypeError("formats_type_0_item: expected text")

                formats_type_0.append(formats_type_0_item)

            return formats_type_0

        formats = _parse_formats(d.pop("formats", UNSET))

        def _parse_methods(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("methods: not of a type that the contract allows")
            methods_type_0 = []
            _methods_type_0 = data
            if not isinstance(_methods_type_0, list):
                raise TypeError("methods_type_0: expected a list")
            for methods_type_0_item_data in _methods_type_0:
                methods_type_0_item = methods_type_0_item_data
                if not isinstance(methods_type_0_item, str):
                    raise TypeError("methods_type_0_item: expected text")

                methods_type_0.append(methods_type_0_item)

            return methods_type_0

        methods = _parse_methods(d.pop("methods", UNSET))

        def _parse_scope(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError("scope: not of a type that the contract allows")
            scope_type_0 = data
            if not isinstance(scope_type_0, str):
                raise TypeError("scope_type_0: expected text")

            return scope_type_0

        scope = _parse_scope(d.pop("scope", UNSET))

        def _parse_tries_remaining(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            tries_remaining_type_0 = data
            if not (
                isinstance(tries_remaining_type_0, int)
                and not isinstance(tries_remaining_type_0, bool)
            ):
                raise TypeError("tries_remaining_type_0: expected a whole number")

            return tries_remaining_type_0

        tries_remaining = _parse_tries_remaining(d.pop("tries_remaining", UNSET))

        def _parse_errors(data: object) -> list[ErrorField] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, list):
                raise TypeError("errors: not of a type that the contract allows")
            errors_type_0 = []
            _errors_type_0 = data
            if not isinstance(_errors_type_0, list):
                raise TypeError("errors_type_0: expected a list")
            for errors_type_0_item_data in _errors_type_0:
                errors_type_0_item = ErrorField.from_dict(errors_type_0_item_data)

                errors_type_0.append(errors_type_0_item)

            return errors_type_0

        errors = _parse_errors(d.pop("errors", UNSET))

        _instance = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            request_id=request_id,
            job_id=job_id,
            source_id=source_id,
            limit=limit,
            formats=formats,
            methods=methods,
            scope=scope,
            tries_remaining=tries_remaining,
            errors=errors,
        )

        additional_properties: dict[str, Any] = {}
        for prop_name, prop_dict in d.items():
            additional = prop_dict

            additional_properties[prop_name] = additional

        _instance.additional_properties = additional_properties
        return _instance

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
