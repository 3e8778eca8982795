"""`fittrack completion`: what a shell needs to complete `fittrack` with TAB."""

from typing import Annotated

import typer

from fittrack_cli.program.context import Cli

BASH = r"""# TAB completion of fittrack for bash
_fittrack() {
    local word line value last current strip="" index
    local -a words=()
    for ((index = 1; index <= COMP_CWORD; index++)); do
        word="${COMP_WORDS[index]}"
        last=$((${#words[@]} - 1))
        # bash takes --output=json for three words
        if ((last >= 0)) && { [[ $word == "=" && ${words[last]} == --* ]] ||
            [[ ${words[last]} == --*= ]]; }; then
            words[last]+="$word"
        else
            words+=("$word")
        fi
    done
    current="${words[${#words[@]} - 1]}"
    if [[ $current == --*=* ]]; then
        strip="${current%%=*}="
    fi
    COMPREPLY=()
    while IFS= read -r line; do
        case "$line" in
            :files) compopt -o filenames 2>/dev/null
                while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$current") ;;
            :folders) compopt -o filenames 2>/dev/null
                while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -d -- "$current") ;;
            *) value="${line%%$'\t'*}"
                COMPREPLY+=("${value#"$strip"}") ;;
        esac
    done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
}
complete -o nosort -F _fittrack fittrack 2>/dev/null || complete -F _fittrack fittrack
"""

ZSH = r"""#compdef fittrack
# TAB completion of fittrack for zsh
_fittrack() {
    local line tab=$'\t'
    local -a candidates
    for line in "${(@f)$(${words[1]} __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case "$line" in
            '') ;;
            :files) _files ;;
            :folders) _files -/ ;;
            *$tab*) candidates+=("${${line%%$tab*}//:/\\:}:${line#*$tab}") ;;
            *) candidates+=("${line//:/\\:}") ;;
        esac
    done
    (( ${#candidates} )) && _describe -V 'fittrack' candidates
}
if [[ "${funcstack[1]}" == _fittrack ]]; then
    _fittrack "$@"
else
    compdef _fittrack fittrack
fi
"""

FISH = r"""# TAB completion of fittrack for fish
function __fittrack_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    for line in (fittrack __complete $words "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':folders'
                __fish_complete_directories "$current"
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c fittrack -f -k -a '(__fittrack_complete)'
"""

POWERSHELL = r"""# TAB completion of fittrack for PowerShell
Register-ArgumentCompleter -Native -CommandName fittrack -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    # An empty argument gets lost on its way to a program, so it is passed in another way
    if ($wordToComplete) { $words += "$wordToComplete" } else { $env:FITTRACK_COMPLETE_EMPTY = '1' }
    try {
        fittrack __complete @words 2>$null | Where-Object { $_ -notlike ':*' } | ForEach-Object {
            $value, $help = "$_" -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:FITTRACK_COMPLETE_EMPTY -ErrorAction SilentlyContinue
    }
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}


def completion(
    cli: Cli,
    shell: Annotated[
        str, typer.Argument(metavar="SHELL", help="One of bash, zsh, fish and powershell.")
    ],
) -> None:
    """Print the completion script for a shell.

    Commands, options, sync types, profiles and the ids of jobs, sources, activities and workouts
    complete with TAB. Ids come from a small cache, renewed from the backend after a minute.

    Examples:
        source <(fittrack completion bash)
        fittrack completion zsh > "${fpath[1]}/_fittrack"
        fittrack completion fish > ~/.config/fish/completions/fittrack.fish
        fittrack completion powershell | Out-String | Invoke-Expression
    """
    from fittrack_cli.errors import UsageError

    if shell not in SCRIPTS:
        raise UsageError("unknown shell", repr(shell), f"use one of {', '.join(SCRIPTS)}")
    cli.output.text(SCRIPTS[shell])
