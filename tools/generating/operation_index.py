"""Writes fittrack_contract.operation_index: what is known of all operations before one is loaded."""

from __future__ import annotations

from tools.contract.operations import operations_of
from tools.contract.source import Document
from tools.generating.python_names import module_names


def operation_index(document: Document) -> str:
    """The module's text."""
    operations = operations_of(document)
    modules = module_names(operations)
    tags = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    entries = {
        operation.name: (operation.tag, operation.summary, modules[operation.name])
        for operation in operations
    }
    in_use = {operation.tag for operation in operations}
    ordered = {tag: " ".join(text.split()) for tag, text in tags.items() if tag in in_use}
    for operation in operations:
        ordered.setdefault(operation.tag, "")
    return (
        '"""The names of all operations; importing this imports nothing else."""\n\n'
        "# The tags in the contract's order, and what each is about.\n"
        f"TAGS: dict[str, str] = {ordered!r}\n"
        "# Every operation: its tag, what it does in one line, and the module of its command.\n"
        f"OPERATIONS: dict[str, tuple[str, str, str]] = {entries!r}\n"
    )
