"""What somebody meant who typed a command that does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fittrack_cli.errors import UsageError
from fittrack_cli.program.command_table import API, ROOT, Branch, Leaf, find
from fittrack_cli.program.options import one_of

_MOST = 3
_FEW = 6
"""A group of so many commands names them all."""
_SPELLED_ALIKE = 0.6
"""How alike two words are at least, from 0 to 1, for one to be taken for the other (`difflib`)."""
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "add": ("connect", "create"),
    "bikes": ("gear list",),
    "connect": ("source connect",),
    "edit": ("set",),
    "follow": ("watch",),
    "get": ("show", "list", "download", "activities show"),
    "html": ("report",),
    "import": ("source connect",),
    "info": ("show", "status"),
    "jobs": ("sync list",),
    "kill": ("cancel", "stop"),
    "ls": ("list",),
    "new": ("create", "start"),
    "nights": ("health sleep",),
    "remove": ("delete", "disconnect"),
    "rm": ("delete", "disconnect", "revoke", "remove"),
    "run": ("start", "sync start"),
    "shoes": ("gear list",),
    "signin": ("auth login",),
    "signout": ("auth logout",),
    "signup": ("auth register",),
    "summary": ("stats",),
    "totals": ("stats",),
    "view": ("show", "activities show"),
    "whoami": ("auth status",),
}
"""Words of other programs, each with ours for the same, below the group that was asked."""


def unknown_command(words: Sequence[str], besides: Sequence[str] = ()) -> UsageError:
    """The error for words that name no command; it says which ones could be meant, among them those `besides`."""
    known = next(
        count for count in range(len(words) - 1, -1, -1) if isinstance(find(words[:count]), Branch)
    )
    within, word = words[:known], words[known]
    path = " ".join(("fittrack", *within))
    meant = suggestions(word, within)
    if meant:
        hint = f"did you mean {one_of(meant)}?"
    elif besides and not within:
        hint = f"{path} --help lists the commands; the topics are {', '.join(besides)}"
    elif within and len(names := _names(within)) <= _FEW:
        hint = f"it has {one_of(names).replace(' or ', ' and ')}"
    else:
        hint = f"{path} --help lists the commands"
    return UsageError("unknown command", f"{path} has no command {word!r}", hint)


def suggestions(word: str, within: Sequence[str]) -> list[str]:
    """Whole command lines that may have been meant by a word that the group `within` does not have, the likeliest
    first. None is better than a wrong one."""
    if word == "version" and not within:
        return ["fittrack --version"]
    found = [
        *(path for name in _ALSO_CALLED.get(word, ()) if (path := _path(name, within))),
        *_elsewhere(word),
    ]
    lines = [" ".join(("fittrack", *path)) for path in found or _spelled_alike(word, within)]
    return list(dict.fromkeys(lines))[:_MOST]


def _path(name: str, within: Sequence[str]) -> list[str] | None:
    """The command that words below a group name, if there is one."""
    path = [*within, *name.split()]
    return path if find(path) is not None else None


def _spelled_alike(word: str, within: Sequence[str]) -> list[list[str]]:
    from difflib import get_close_matches

    alike = get_close_matches(word, _names(within), n=2, cutoff=_SPELLED_ALIKE)
    return [[*within, name] for name in alike]


def _names(within: Sequence[str]) -> list[str]:
    """The commands of a group."""
    branch = find(within)
    return [child.name for child in branch.children] if isinstance(branch, Branch) else []


def _elsewhere(word: str) -> list[list[str]]:
    """Commands and groups of this very name, those with the fewest words first."""
    found: list[list[str]] = []

    def look(branch: Branch, above: list[str]) -> None:
        for child in branch.children:
            path = [*above, child.name]
            if child.name == word:
                found.append(path)
            if not isinstance(child, Leaf) and child is not API:
                look(child, path)

    look(ROOT, [])
    return sorted(found, key=len)
