"""The command tree as a table: name, one-line help, and where its function lives.

Listing, help and completion of command words read this table only; a command's module is imported
when that command runs. Nothing is imported here that these do not need: `typing` and `collections` alone cost
a third of a bare interpreter.

It has more than 400 lines, since it is one table: a line a command.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    class Listing(Protocol):
        """A module that knows the commands of a group."""

        def leaves(self) -> tuple[Leaf, ...]: ...

        def named(self, word: str) -> Leaf | None: ...


OWN_PACKAGE = "fittrack_cli.commands"


class Leaf:
    """A command: `target` is `module:function` below `package`.

    `section` is where the group's help page lists it; `pages` says whether a terminal shows its result page by page
    where it is longer than the screen. `reads` is an operation, and the schema of its answer: where a command line gives
    nothing but whole ids, as many as the operation's path takes, a program is printed what that answers.
    """

    __slots__ = ("help", "name", "package", "pages", "reads", "section", "target")

    def __init__(
        self,
        name: str,
        help: str,
        target: str,
        package: str = OWN_PACKAGE,
        section: str = "COMMANDS",
        *,
        pages: bool = False,
        reads: tuple[str, str] | None = None,
    ) -> None:
        self.name = name
        self.help = help
        self.target = target
        self.package = package
        self.section = section
        self.pages = pages
        self.reads = reads


class Branch:
    """A group of commands, with examples for its help page.

    Commands that are too many for every start to know them are in `listing`, a module whose
    `leaves()` and `named(word)` find them. `default` is the command that is meant where no word names one.
    """

    __slots__ = ("default", "examples", "fixed", "help", "listing", "name")

    def __init__(
        self,
        name: str,
        help: str,
        fixed: tuple[Leaf | Branch, ...],
        examples: tuple[str, ...] = (),
        listing: str | None = None,
        default: str | None = None,
    ) -> None:
        self.name = name
        self.help = help
        self.fixed = fixed
        self.examples = examples
        self.listing = listing
        self.default = default

    @property
    def children(self) -> tuple[Leaf | Branch, ...]:
        """The commands and groups in it."""
        if self.listing is None:
            return self.fixed
        found: tuple[Leaf, ...] = _listing(self.listing).leaves()
        return found

    def child(self, word: str) -> Leaf | Branch | None:
        """The command or group in it that a word names."""
        if self.listing is not None:
            found: Leaf | None = _listing(self.listing).named(word)
            return found
        return next((child for child in self.fixed if child.name == word), None)


def _listing(module: str) -> Listing:
    from importlib import import_module

    found: Listing = import_module(module)
    return found


Node = Leaf | Branch

AUTH = Branch(
    "auth",
    "Sign in and out, and manage second factors, sessions and tokens",
    (
        Leaf("login", "Sign in", "auth.commands:login"),
        Leaf("logout", "Sign out and forget the tokens", "auth.commands:logout"),
        Leaf("status", "Show who is signed in, where, and until when", "auth.commands:status"),
        Leaf("refresh", "Renew the session's tokens now", "auth.sessions:refresh"),
        Leaf("token", "Print a valid access token", "auth.sessions:token"),
        Leaf("move", "Move the tokens to another store", "auth.sessions:move"),
        Leaf("password", "Change the password", "auth.account_commands:password"),
        Leaf("audit", "List what happened to the account", "auth.audit:audit", pages=True),
        Leaf("time-zone", "Show or set the account's time zone", "auth.account_commands:time_zone"),
        Leaf("register", "Create an account", "auth.account_commands:register"),
        Leaf("invite", "Create an invitation for another account", "auth.account_commands:invite"),
        Branch(
            "mfa",
            "Turn the second factor on or off",
            (
                Leaf(
                    "enroll", "Turn on a second factor with an authenticator app", "auth.mfa:enroll"
                ),
                Leaf("recovery-codes", "Make new recovery codes", "auth.mfa:recovery_codes"),
                Leaf("remove", "Turn the second factor off", "auth.mfa:remove"),
            ),
            ("fittrack auth mfa enroll", "fittrack auth mfa recovery-codes"),
        ),
        Branch(
            "sessions",
            "See where the account is signed in, and end sessions",
            (
                Leaf("list", "List the active sessions", "auth.sessions:list_", pages=True),
                Leaf("revoke", "End a session", "auth.sessions:revoke"),
            ),
            ("fittrack auth sessions list", "fittrack auth sessions revoke SESSION"),
        ),
        Branch(
            "access-tokens",
            "Manage access tokens for scripts",
            (
                Leaf("create", "Create an access token, shown once", "auth.access_tokens:create"),
                Leaf("list", "List the access tokens", "auth.access_tokens:list_"),
                Leaf("revoke", "Revoke an access token", "auth.access_tokens:revoke"),
            ),
            (
                "fittrack auth access-tokens create backup --scope read --expires 365",
                "fittrack auth access-tokens list",
            ),
        ),
    ),
    (
        "fittrack auth login",
        "fittrack auth login --username ada --password-stdin --mfa-code 123456 < password",
        "fittrack auth status -o json",
        "fittrack auth sessions list",
    ),
)

NOTIFY = Branch(
    "notify",
    "Be told elsewhere when a sync fails, works again or stays away",
    (
        Leaf("add", "Add a webhook, a topic of ntfy or a Gotify server", "notify.commands:add"),
        Leaf("list", "List what is told, and what it last took", "notify.commands:list_"),
        Leaf("remove", "Stop telling one", "notify.commands:remove"),
        Leaf("test", "Send one a test", "notify.commands:test"),
    ),
    (
        "fittrack notify add https://ntfy.sh/my-topic --kind ntfy",
        "fittrack notify list",
        "fittrack notify test TARGET",
    ),
)

ACCOUNT = Branch(
    "account",
    "See how much the account has, say who trains, or delete it",
    (
        Leaf("usage", "Show how much the account has, and may have", "account.commands:usage"),
        Leaf("athlete", "Show or set heart rates, power and zones", "account.athlete:athlete"),
        Leaf("export", "The same as fittrack export", "account.commands:export"),
        Leaf("delete", "Delete the account with all that it has", "account.commands:delete"),
    ),
    (
        "fittrack account usage",
        "fittrack account athlete --max-hr 190 --threshold-power 265",
        "fittrack account delete",
    ),
)
EXPORT = Leaf("export", "Save all that the account has", "account.commands:export")
IMPORT = Leaf("import", "Bring an export back, here or elsewhere", "account.commands:import_")

SOURCE = Branch(
    "source",
    "Connect the places that training data comes from",
    (
        Branch(
            "connect",
            "Connect a source",
            (),
            ("fittrack source connect folder ~/Training",),
            "fittrack_cli.commands.source.kinds",
        ),
        Leaf("list", "List the connected sources", "source.commands:list_", pages=True),
        Leaf("change", "Change a source's name or key", "source.changing:command"),
        Leaf("watch", "Watch a source's folder, or stop that", "source.commands:watch"),
        Leaf("disconnect", "Disconnect a source", "source.commands:disconnect"),
        Leaf("restore", "Restore what came from a forgotten source", "source.commands:restore"),
    ),
    ("fittrack source connect folder ~/Training", "fittrack source list"),
)

SYNC = Branch(
    "sync",
    "Bring in what is new, watch it, and see what is complete",
    (
        Leaf("start", "Start a sync", "sync.commands:start"),
        Leaf(
            "status",
            "Show one sync, or what is complete so far",
            "sync.commands:status",
            pages=True,
            reads=("get_sync_job", "SyncJob"),
        ),
        Leaf("coverage", "Show day by day what is there", "sync.commands:coverage", pages=True),
        Leaf("list", "List syncs, the latest first", "sync.commands:list_", pages=True),
        Leaf("watch", "Follow a sync until it ends", "sync.commands:watch"),
        Leaf("items", "List what a sync did, item by item", "sync.commands:items", pages=True),
        Leaf("cancel", "Stop a running sync", "sync.commands:cancel"),
        Leaf("retry", "Continue a sync: what failed or was left out", "sync.commands:retry"),
        Leaf("undo", "Undo a sync: take away what it brought", "sync.commands:undo"),
        Leaf("restore", "Restore what an undone sync brought", "sync.commands:restore"),
        Leaf("reread", "Read the stored originals again", "sync.commands:reread"),
        Branch(
            "schedule",
            "Let syncs start by themselves",
            (
                Leaf("add", "Add a schedule", "sync.schedule_commands:add"),
                Leaf("list", "List the schedules", "sync.schedule_commands:list_", pages=True),
                Leaf("remove", "Remove a schedule", "sync.schedule_commands:remove"),
            ),
            (
                "fittrack sync schedule --every 6h",
                "fittrack sync schedule health --at 05:30 --source SOURCE",
                "fittrack sync schedule --cron '0 7,19 * * mon-fri'",
                "fittrack sync schedule list",
                "fittrack sync schedule remove SCHEDULE",
            ),
            default="add",
        ),
        Leaf("ignore", "Ignore a file that is known to be bad", "sync.ignore_commands:ignore"),
        Leaf(
            "ignored", "List the files that are ignored", "sync.ignore_commands:ignored", pages=True
        ),
        Leaf("unignore", "Stop ignoring a file", "sync.ignore_commands:unignore"),
    ),
    (
        "fittrack sync start --watch",
        "fittrack sync start activities --last 30d",
        "fittrack sync items JOB --outcome failed",
        "fittrack sync coverage --last 30d",
        "fittrack sync schedule --every 6h",
    ),
)

ACTIVITIES = Branch(
    "activities",
    "List, show, download and correct activities",
    (
        Leaf("list", "List activities, the latest first", "activities.commands:list_", pages=True),
        Leaf(
            "show",
            "Show one activity",
            "activities.commands:show",
            pages=True,
            reads=("get_activity", "ActivityDetail"),
        ),
        Leaf(
            "samples",
            "Show or save what the device recorded",
            "activities.commands:samples",
            pages=True,
        ),
        Leaf("chart", "Draw what the device recorded", "activities.commands:chart"),
        Leaf("bests", "Show best times and best power", "activities.numbers:bests"),
        Leaf("load", "Show fitness, fatigue and form", "activities.numbers:load"),
        Leaf("download", "Download an activity's original file", "activities.commands:download"),
        Leaf("export", "Export activities for other programs", "activities.commands:export"),
        Leaf(
            "merge",
            "Merge activities that are the same one",
            "activities.correcting_commands:merge",
        ),
        Leaf("split", "Split an activity that is several", "activities.correcting_commands:split"),
        Leaf("delete", "Delete activities", "activities.correcting_commands:delete"),
        Leaf("restore", "Restore deleted activities", "activities.correcting_commands:restore"),
    ),
    (
        "fittrack activities list --since 2026-01-01",
        "fittrack activities list -o csv > activities.csv",
    ),
)

HEALTH = Branch(
    "health",
    "Show days, nights and weight",
    (
        Leaf(
            "list",
            "List days with steps, sleep, heart rate and more",
            "health.commands:list_",
            pages=True,
        ),
        Leaf("show", "Show all that is known of a day", "health.commands:show", pages=True),
        Leaf(
            "sleep", "List nights with their stages of sleep", "health.commands:sleep", pages=True
        ),
        Leaf("weight", "List weighings", "health.commands:weight", pages=True),
        Leaf("chart", "Draw a value over a day, or from day to day", "health.commands:chart"),
    ),
    (
        "fittrack health list --last 30d",
        "fittrack health show yesterday",
        "fittrack health sleep --last 7d",
    ),
)

WORKOUTS = Branch(
    "workouts",
    "List, show and download planned workouts",
    (
        Leaf("list", "List planned workouts", "workouts.commands:list_", pages=True),
        Leaf(
            "show",
            "Show one workout with its steps",
            "workouts.commands:show",
            pages=True,
            reads=("get_workout", "WorkoutDetail"),
        ),
        Leaf("download", "Download a workout's original file", "workouts.commands:download"),
    ),
    ("fittrack workouts list", "fittrack workouts show WORKOUT"),
)

GEAR = Branch(
    "gear",
    "List shoes and bikes",
    (Leaf("list", "List shoes and bikes, with what was done with them", "gear.commands:list_"),),
    ("fittrack gear list",),
)

PROFILE = Branch(
    "profile",
    "Keep several servers and accounts apart",
    (
        Leaf("list", "List the profiles", "profile.commands:list_"),
        Leaf("use", "Make a profile the current one", "profile.commands:use"),
        Leaf("add", "Add a profile", "profile.commands:add"),
        Leaf("remove", "Remove a profile", "profile.commands:remove"),
    ),
    (
        "fittrack profile add club --server https://fit.example.org",
        "fittrack profile use club",
        "fittrack --profile club activities list",
    ),
)

CONFIG = Branch(
    "config",
    "Read and change a profile's settings",
    (
        Leaf("get", "Print one setting", "config.commands:get"),
        Leaf("set", "Change one setting", "config.commands:set_"),
        Leaf("list", "List the settings and where each comes from", "config.commands:list_"),
        Leaf("path", "Print where the configuration is kept", "config.commands:path"),
    ),
    ("fittrack config set output json", "fittrack config get server"),
)

ALIAS = Branch(
    "alias",
    "Make words of your own for commands",
    (
        Leaf("set", "Make a word stand for a command", "alias.commands:set_"),
        Leaf("list", "List the aliases", "alias.commands:list_"),
        Leaf("delete", "Delete an alias", "alias.commands:delete"),
    ),
    (
        "fittrack alias set runs 'activities list --sport running'",
        "fittrack alias set week 'stats --by week --last $1'",
    ),
)

BACKEND = Branch(
    "backend",
    "Run the backend on this machine",
    (
        Leaf("start", "Start the backend", "backend.commands:start"),
        Leaf("stop", "Stop the backend", "backend.commands:stop"),
        Leaf("status", "Show whether the backend is running, and where", "backend.commands:status"),
        Leaf("logs", "Print the backend's log", "backend.commands:logs"),
        Leaf("serve", "Run the backend in the foreground", "backend.shared:serve"),
        Leaf("work", "Run a worker for a backend on PostgreSQL", "backend.shared:work"),
        Leaf("install", "Install the backend as a service of yours", "backend.service:install"),
        Leaf("uninstall", "Stop and remove that service", "backend.service:uninstall"),
        Leaf("check", "Check all data, and repair what can be", "backend.checking:check"),
        Leaf("backup", "Save all data in one file", "backend.backups:backup"),
        Leaf("restore", "Restore all data from a backup", "backend.backups:restore"),
        Branch(
            "users",
            "Look after the accounts of this server",
            (
                Leaf("list", "List the accounts", "backend.users:list_"),
                Leaf("allow", "Let an account connect a folder", "backend.users:allow"),
                Leaf("disallow", "Take back a folder", "backend.users:disallow"),
                Leaf("quota", "Show or set how much an account may have", "backend.users:quota"),
                Leaf("disable", "Lock an account", "backend.users:disable"),
                Leaf("enable", "Unlock an account", "backend.users:enable"),
                Leaf(
                    "remove-factor",
                    "Turn off the second factor of who has no code left",
                    "backend.users:remove_factor",
                ),
                Leaf("delete", "Delete an account with all that it has", "backend.users:delete"),
            ),
            (
                "fittrack backend users list",
                "fittrack backend users allow eve /home/eve/Training",
                "fittrack backend users disable eve",
            ),
        ),
    ),
    ("fittrack backend start", "fittrack backend logs --follow"),
)

API = Branch(
    "api",
    "Call any operation of the backend's API",
    (),
    (
        "fittrack api get_sync_overview",
        "fittrack api list_activities --sport running --paginate -o jsonl",
        "fittrack api start_sync --help",
    ),
    "fittrack_cli.operations.listing",
)

CONTRACT = Branch(
    "contract",
    "See whether a backend and this version work together",
    (
        Leaf(
            "show",
            "Show this version's contract, or one operation",
            "contract.commands:show",
            pages=True,
        ),
        Leaf("check", "Compare it with the backend's contract", "contract.commands:check"),
    ),
    ("fittrack contract check", "fittrack contract show start_sync"),
)

STATS = Leaf(
    "stats", "Add up activities by week, month, year or sport", "stats.commands:stats", pages=True
)

REPORT = Leaf("report", "Save a page with a range of days or an activity", "report.commands:report")

UPLOAD = Leaf("upload", "Send files or folders to the backend", "upload.commands:upload")

QUICKSTART = Leaf(
    "quickstart",
    "Start a backend, sign up, sync a folder: all at once",
    "quickstart.commands:quickstart",
)
COMPLETION = Branch(
    "completion",
    "Complete commands and ids with TAB in your shell",
    (
        Leaf("install", "Set TAB up in your shell, for good", "completion.commands:install"),
        Leaf("uninstall", "Take that back", "completion.commands:uninstall"),
        Leaf("bash", "Print the script for bash", "completion.commands:bash"),
        Leaf("zsh", "Print the script for zsh", "completion.commands:zsh"),
        Leaf("fish", "Print the script for fish", "completion.commands:fish"),
        Leaf("powershell", "Print the script for PowerShell", "completion.commands:powershell"),
    ),
    ("fittrack completion install", "source <(fittrack completion bash)"),
)
DOCTOR = Leaf("doctor", "Check whether all is well", "doctor.commands:doctor")
HELP = Leaf("help", "Explain a command or a topic", "help.commands:help_")

SECTIONS: tuple[tuple[str, tuple[Node, ...]], ...] = (
    ("FIRST STEPS", (QUICKSTART, DOCTOR)),
    ("TRAINING DATA", (SOURCE, SYNC, UPLOAD, ACTIVITIES, STATS, REPORT, GEAR, HEALTH, WORKOUTS)),
    (
        "ACCOUNT AND SETTINGS",
        (AUTH, ACCOUNT, EXPORT, IMPORT, NOTIFY, PROFILE, CONFIG, ALIAS, COMPLETION, HELP),
    ),
    ("BACKEND", (BACKEND, API, CONTRACT)),
)

ROOT = Branch(
    "fittrack",
    "Keep your training data on a backend that you own.",
    tuple(node for _, nodes in SECTIONS for node in nodes),
    (
        "fittrack quickstart ~/Training",
        "fittrack sync start --watch",
        "fittrack activities list --last 30d",
        "fittrack health list -o csv > health.csv",
    ),
)


def find(words: Sequence[str]) -> Node | None:
    """The group or command that exactly these words name, or None."""
    node: Node = ROOT
    for word in words:
        if isinstance(node, Leaf):
            return None
        child = node.child(word)
        if child is None:
            return None
        node = child
    return node


def walk(
    branch: Branch = ROOT, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    """Every command below `branch`, each with the words that name it."""
    for child in branch.children:
        words = (*above, child.name)
        if isinstance(child, Leaf):
            yield words, child
        else:
            yield from walk(child, words)
