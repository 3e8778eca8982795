"""What each shell runs to complete `fittrack` with TAB: it asks `fittrack __complete`."""

BASH = r"""# TAB completion of fittrack for bash
_fittrack() {
    local word line value last current strip="" index
    local -a words=() helps=()
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
                helps[${#COMPREPLY[@]}]="${line:${#value}+1}"
                COMPREPLY+=("${value#"$strip"}") ;;
        esac
    done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
    # An id says nothing by itself. It is shown with what it is of, which is not typed: that is of several only,
    # and where they are listed (TAB, or twice), not where each TAB takes the next one (37, 42)
    if ((${#COMPREPLY[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
        for index in "${!COMPREPLY[@]}"; do
            value="${COMPREPLY[index]}"
            if [[ $value == ????????-????-????-????-???????????? && -n ${helps[index]} ]]; then
                line="$value  (${helps[index]})"
                COMPREPLY[index]="${line:0:${COLUMNS:-80}-1}"
            fi
        done
    fi
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
