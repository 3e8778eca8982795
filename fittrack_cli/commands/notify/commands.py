"""`fittrack notify`: being told elsewhere when a sync fails, works again or stays away."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY_NAME
from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.program.options import one_of
from fittrack_contract import NOTIFICATION_TOPICS, TARGET_KINDS

TargetArgument = Annotated[
    str | None, Argument(metavar="TARGET", help=f"The target: {NAMED_BY_NAME}.")
]


def add(
    cli: Cli,
    url: Annotated[
        str,
        Argument(metavar="URL", help="A webhook, a topic of ntfy, or a Gotify server."),
    ],
    kind: Annotated[
        str,
        Option("--kind", metavar="KIND", help=f"What is there: {one_of(TARGET_KINDS)}."),
    ] = "webhook",
    on: Annotated[
        list[str] | None,
        Option(
            "--on",
            metavar="TOPIC",
            help=f"What to tell: {one_of(NOTIFICATION_TOPICS)}; repeatable (default: all).",
        ),
    ] = None,
    silence: Annotated[
        str,
        Option("--silence", metavar="DAYS", help="After how many days without a sync to tell."),
    ] = "3",
    name: Annotated[
        str | None,
        Option("--name", metavar="NAME", help="What to call it (default: the host's name)."),
    ] = None,
    secret_file: Annotated[
        str | None,
        Option(
            "--secret-file",
            metavar="FILE",
            help="A file with the webhook's secret, or the token of ntfy or Gotify; - to be asked for it, or for "
            "standard input.",
        ),
    ] = None,
    password_stdin: ProofStdin = False,
) -> None:
    """Let the backend send a message when a sync fails, works again or stays away, and on security events.

    For the first account of the server, since what it sends out is its owner's to say; other accounts ask from a script (fittrack sync
    status --max-age 2d). A webhook gets JSON, signed as Standard Webhooks says, with a secret that is shown
    only this once. What does not arrive is sent again for three days. Some minutes after you signed in it asks for your
    password again.

    Examples:
        fittrack notify add https://hooks.example.org/fittrack
        fittrack notify add https://ntfy.sh/my-topic --kind ntfy --on failure --on silence
        fittrack notify add https://gotify.example.org --kind gotify --secret-file token
    """
    from fittrack_cli.commands.notify.layout import print_created
    from fittrack_cli.commands.notify.targets import add_target, target_request

    request = target_request(
        cli, url, kind=kind, topics=on, silence=silence, name=name, secret_file=secret_file
    )
    cli.password_on_stdin = password_stdin
    print_created(cli, add_target(cli, request))


def list_(cli: Cli) -> None:
    """List what is told, and what it last took.

    Examples:
        fittrack notify list
        fittrack notify list -o json
    """
    from fittrack_cli.commands.naming.shown import whole
    from fittrack_cli.commands.notify.layout import print_targets
    from fittrack_cli.commands.notify.targets import list_targets

    print_targets(cli, whole(list_targets(cli)))


def remove(cli: Cli, target: TargetArgument = None) -> None:
    """Stop telling a target.

    Examples:
        fittrack notify remove TARGET
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import TARGET
    from fittrack_cli.commands.notify.targets import remove_target

    target_id = id_of(cli, TARGET, target)
    remove_target(cli, target_id)
    cli.output.note(f"Removed notification target {target_id}.")


def test(cli: Cli, target: TargetArgument = None) -> None:
    """Send a target a test now. Exits with 7 if it does not take it.

    Examples:
        fittrack notify test TARGET
    """
    from fittrack_cli.commands.naming.choosing import only
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import TARGET
    from fittrack_cli.commands.notify.layout import print_test
    from fittrack_cli.commands.notify.targets import not_taken, test_target

    tested = test_target(cli, id_of(cli, TARGET, target, only))
    print_test(cli, tested)
    failure = not_taken(tested)
    if failure is not None:
        raise failure
