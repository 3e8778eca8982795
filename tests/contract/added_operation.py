"""A contract with operations that the real one does not have: parameters of every JSON type."""

from __future__ import annotations

import copy
from typing import Any

Json = dict[str, Any]

TYPES: dict[str, Json] = {
    "text": {"type": "string", "minLength": 2, "maxLength": 40},
    "uid": {"type": "string", "format": "uuid"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "blob": {"type": "string", "format": "byte"},
    "mail": {"type": "string", "format": "email"},
    "coded": {"type": "string", "pattern": "^[a-z]{2}-\\d+$"},
    "whole": {"type": "integer", "minimum": 1, "maximum": 10},
    "big": {"type": "integer", "format": "int64"},
    "real": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
    "truth": {"type": "boolean"},
    "choice": {"type": "string", "enum": ["red", "dark green", "blue"]},
    "level": {"type": "integer", "enum": [1, 2, 3]},
    "grade": {"type": "number", "enum": [0.5, 1.5]},
    "mixed": {"enum": ["auto", 1, None]},
    "fixed": {"type": "string", "const": "v1"},
    "fixed-number": {"type": "integer", "const": 7},
    "nothing": {"type": "null"},
    "maybe": {"type": ["string", "null"]},
    "maybeDay": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    "maybe_truth": {"type": ["boolean", "null"]},
    "either": {"oneOf": [{"type": "integer"}, {"type": "string", "format": "uuid"}]},
    "words": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
    "days": {"type": "array", "items": {"type": "string", "format": "date"}, "uniqueItems": True},
    "levels": {"type": "array", "items": {"$ref": "#/components/schemas/MadeUpLevel"}},
    "colours": {"type": "array", "items": {"$ref": "#/components/schemas/MadeUpColour"}},
    "maybe_list": {"type": ["array", "null"], "items": {"type": "integer"}},
    "loose_list": {"type": "array"},
    "thing": {
        "type": "object",
        "properties": {"low": {"type": "integer"}, "high": {"type": "number"}},
        "required": ["low"],
    },
    "open": {"type": "object", "additionalProperties": {"type": "integer"}},
    "anything": {},
    "any_too": {"description": "Anything, too."},
    "joined": {"allOf": [{"type": "string", "minLength": 2}, {"maxLength": 5}]},
    "colour": {"$ref": "#/components/schemas/MadeUpColour"},
    "maybe_colour": {"anyOf": [{"$ref": "#/components/schemas/MadeUpColour"}, {"type": "null"}]},
}
SCHEMAS: dict[str, Json] = {
    "MadeUpColour": {"type": "string", "enum": ["red", "green"]},
    "MadeUpLevel": {"type": "integer", "enum": [1, 2, 3]},
    "MadeUpTree": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "branches": {"type": "array", "items": {"$ref": "#/components/schemas/MadeUpTree"}},
        },
        "required": ["name"],
        "additionalProperties": False,
    },
    "MadeUpCat": {
        "type": "object",
        "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
        "required": ["kind"],
    },
    "MadeUpDog": {
        "type": "object",
        "properties": {"kind": {"const": "dog"}, "tricks": {"type": "integer"}},
        "required": ["kind"],
    },
    "MadeUpPart": {
        "type": "object",
        "properties": {"depth": {"type": "integer"}, "extra": {"type": "string"}},
    },
    "MadeUpUpload": {
        "type": "object",
        "properties": {
            "picture": {"type": "string", "format": "binary"},
            "title": {"type": "string"},
            "place": {"type": "object", "properties": {"x": {"type": "integer"}}},
        },
        "required": ["picture"],
    },
    "MadeUpBody": {
        "type": "object",
        "additionalProperties": False,
        "required": ["text"],
        "properties": {
            **TYPES,
            "name": {"type": "string"},
            "fields": {"type": "string"},
            "password": {"type": "string", "format": "password", "writeOnly": True},
            "account": {
                "type": "object",
                "properties": {"pin": {"type": "integer", "writeOnly": True}},
            },
            "made_at": {"type": "string", "format": "date-time", "readOnly": True},
            "target": {
                "type": "object",
                "properties": {
                    "min_value": {"type": "number"},
                    "deep": {"type": "object", "properties": {"flag": {"type": "boolean"}}},
                },
            },
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/MadeUpPart"}},
            "whole_part": {
                "allOf": [
                    {"$ref": "#/components/schemas/MadeUpPart"},
                    {"type": "object", "properties": {"more": {"type": "integer"}}},
                ]
            },
            "pet": {
                "oneOf": [
                    {"$ref": "#/components/schemas/MadeUpCat"},
                    {"$ref": "#/components/schemas/MadeUpDog"},
                ]
            },
            "tree": {"$ref": "#/components/schemas/MadeUpTree"},
        },
    },
}
IN_PATH = [name for name in TYPES if name not in ("nothing", "loose_list")]


def with_added_operations(contract: Json) -> Json:
    """The contract and operations whose parameters are of every type, in every place."""
    grown = copy.deepcopy(contract)
    grown["components"]["schemas"].update(SCHEMAS)
    path = "/v1/made-up/" + "/".join(f"{{p-{name}}}" for name in IN_PATH)
    grown["paths"][path] = {"put": _everything()}
    grown["paths"]["/v1/made-up/styles/{label}/{matrix}/{both}.json"] = {"get": _styles()}
    grown["paths"]["/v1/made-up/note"] = {"post": _plain("post_note", "text/plain")}
    grown["paths"]["/v1/made-up/form"] = {
        "post": _plain("post_form", "application/x-www-form-urlencoded", "MadeUpPart")
    }
    grown["paths"]["/v1/made-up/upload"] = {
        "post": _plain("post_upload", "multipart/form-data", "MadeUpUpload")
    }
    grown["paths"]["/v1/made-up/odd/{level}"] = {"post": _oddities()}
    grown["paths"]["/v1/made-up/picture"] = {"get": _picture()}
    return grown


def _everything() -> Json:
    return {
        "operationId": "put_everything",
        "tags": ["made-up"],
        "summary": "Put everything",
        "description": "Takes parameters of every type.\n\nAnd sends them back.",
        "security": [],
        "parameters": [
            *(_parameter(f"p-{name}", "path", TYPES[name]) for name in IN_PATH),
            *(_parameter(f"q_{name}", "query", schema) for name, schema in TYPES.items()),
            *(_parameter(f"X-{name}", "header", schema) for name, schema in TYPES.items()),
            _parameter("fields", "query", {"type": "string"}),
            _parameter("name", "query", {"type": "string"}),
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/MadeUpBody"},
                    "examples": {"short": {"value": {"text": "it's", "truth": True}}},
                }
            },
        },
        "responses": _answers({"$ref": "#/components/schemas/MadeUpBody"}),
    }


def _styles() -> Json:
    words = {"type": "array", "items": {"type": "string"}}
    thing = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {}}},
    }

    def styled(name: str, place: str, style: str, explode: bool, schema: Json) -> Json:
        return _parameter(name, place, schema) | {"style": style, "explode": explode}

    return {
        "operationId": "get_styles",
        "tags": ["made-up"],
        "summary": "Get styles",
        "security": [],
        "parameters": [
            styled("label", "path", "label", True, words),
            styled("matrix", "path", "matrix", False, words),
            _parameter("both", "path", {"type": "string"}),
            styled("comma", "query", "form", False, words),
            styled("repeated", "query", "form", True, words),
            styled("space", "query", "spaceDelimited", False, words),
            styled("pipe", "query", "pipeDelimited", False, words),
            styled("deep", "query", "deepObject", True, thing),
            styled("flat", "query", "form", False, thing),
            styled("spread", "query", "form", True, thing),
            {"name": "as_json", "in": "query", "content": {"application/json": {"schema": thing}}},
            styled("X-Pairs", "header", "simple", True, thing),
            _parameter("crumb", "cookie", {"type": "string"}),
            _parameter("Accept", "header", {"type": "string"}),
        ],
        "responses": _answers({"type": "array", "items": {"type": "integer"}}),
    }


def _oddities() -> Json:
    """What random contracts showed that a generator trips over."""
    twice: Json = {"title": "Twice", "type": "object", "properties": {"a": {"enum": [1, 2]}}}
    other: Json = {"title": "Twice", "type": "object", "properties": {"a": {"enum": ["x"]}}}
    return {
        "operationId": "postOddities",
        "summary": "Post oddities",
        "security": [],
        "parameters": [
            _parameter("level", "path", {"type": "integer", "default": 3}),
            _parameter("import", "query", {"const": 1}),
            _parameter("common_x", "query", {"const": [1]}),
            _parameter("truths", "query", {"enum": [True, False]}),
            _parameter("no-x", "query", {"type": "boolean"}),
            _parameter("x", "query", {"type": "boolean"}),
            _parameter("same", "query", twice),
            _parameter("same", "header", other),
            _parameter("a.b[]", "query", {"allOf": [{"type": "string"}, {"type": "integer"}]}),
        ],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {
                        "anyOf": [
                            {"type": "string"},
                            {"type": "integer"},
                            {"type": "object", "properties": {"from_dict": twice, "é": other}},
                        ]
                    }
                }
            }
        },
        "responses": {"2XX": {"description": "It.", "content": {"text/plain": {"schema": twice}}}},
    }


def _plain(name: str, media_type: str, schema: str | None = None) -> Json:
    content: Json = {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {}}
    return {
        "operationId": name,
        "summary": name,
        "security": [],
        "requestBody": {"required": True, "content": {media_type: content}},
        "responses": {"204": {"description": "Done."}},
    }


def _picture() -> Json:
    return {
        "operationId": "getPicture",
        "tags": ["made-up"],
        "summary": "Get a picture",
        "security": [],
        "responses": {"200": {"description": "It.", "content": {"image/png": {}}}},
    }


def _parameter(name: str, place: str, schema: Any) -> Json:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": f"The {name}.",
        "schema": schema,
    }


def _answers(schema: Json) -> Json:
    return {
        "200": {"description": "It.", "content": {"application/json": {"schema": schema}}},
        "default": {
            "description": "A problem.",
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        },
    }
