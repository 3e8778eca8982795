# Sourced by the scripts: where the project is, and a virtual environment that is whole and current.
#
#   ensure_venv backend    what FitTrack needs to run
#   ensure_venv dev        that, and what tests and checks need
#
# Both sets live in one .venv, since dev is a superset with the same pins. A stamp tells what was
# installed; it is written last, so that an interrupted installation is noticed and done again.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
VENV=$ROOT/.venv
VENV_LOCK=$ROOT/.venv.lock
PYTHON_NAMES=$'python3\npython3.14\npython3.13\npython3.12\npython3.11\npython'

say() { printf '%s\n' "$*" >&2; }

die() {
    say "error: $*"
    exit 1
}

# Prints FITTRACK_PYTHON, or the first Python that is new enough and can make virtual environments.
find_python() {
    local candidate too_old='' without_venv=''
    while read -r candidate; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            too_old+=" $candidate"
        elif ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            without_venv=$candidate
        else
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done < <(printf '%s\n' "${FITTRACK_PYTHON:-$PYTHON_NAMES}")
    [ -z "$without_venv" ] ||
        die "$without_venv cannot make virtual environments; install its venv module" \
            "(on Debian and Ubuntu: apt install python3-venv)"
    [ -z "${FITTRACK_PYTHON:-}" ] ||
        die "FITTRACK_PYTHON is not a Python 3.11 or newer that runs: $FITTRACK_PYTHON"
    die "FitTrack needs Python 3.11 or newer${too_old:+; these are older or do not run:$too_old}." \
        "If there is one elsewhere, name it in FITTRACK_PYTHON."
}

# What an environment was made from; a moved or changed checkout needs another one.
stamp_of() {
    printf 'fittrack 1\n%s\n' "$ROOT"
    (cd -- "$ROOT" && cksum "requirements/$1.txt" pyproject.toml fittrack_common/version.py)
}

venv_is_current() {
    local set
    [ ! -e "$VENV/.installing" ] && "$VENV/bin/python" -c '' 2>/dev/null || return 1
    for set in "$@"; do
        [ -e "$VENV/.installed-$set" ] &&
            [ "$(stamp_of "$set")" = "$(cat "$VENV/.installed-$set")" ] && return 0
    done
    return 1
}

# One installation at a time. A lock whose owner is gone counts as free.
lock_venv() {
    local waited=0 owner
    until mkdir "$VENV_LOCK" 2>/dev/null; do
        [ -d "$VENV_LOCK" ] || die "cannot write to $ROOT"
        owner=$(cat "$VENV_LOCK/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$VENV_LOCK"
        elif [ "$waited" -ge 600 ]; then
            die "another installation holds $VENV_LOCK; remove it if nothing is running"
        else
            [ "$waited" -gt 0 ] || say "Waiting for another installation …"
            sleep 1
            waited=$((waited + 1))
        fi
    done
    echo $$ >"$VENV_LOCK/pid"
    trap 'rm -rf "$VENV_LOCK"' EXIT
}

unlock_venv() {
    rm -rf "$VENV_LOCK"
    trap - EXIT
}

# Settings of the user's pip that would install elsewhere must not.
pip_install() {
    if ! env -u PIP_TARGET -u PIP_PREFIX -u PYTHONHOME -u PYTHONPATH PIP_USER=0 \
        "$VENV/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
        "$@" >"$VENV/install.log" 2>&1; then
        cat "$VENV/install.log" >&2
        die "installing failed (pip's own words are above); run this again to go on"
    fi
}

# pip before 25.1 writes a script that imports Python's `re`: a third more to start the interpreter.
without_re() {
    sed -i.old -e '/^import re$/d' -e '/^ *sys\.argv\[0\] = re\.sub/d' "$1"
    rm -f "$1.old"
}

ensure_venv() {
    local want=$1 python
    venv_is_current "$want" dev && return
    lock_venv
    if ! venv_is_current "$want" dev; then
        if [ -e "$VENV/.installing" ] || ! "$VENV/bin/python" -c '' 2>/dev/null ||
            ! grep -qxF -- "$ROOT" "$VENV"/.installed-* 2>/dev/null; then
            python=$(find_python)
            say "Making .venv with $("$python" -V 2>&1) …"
            "$python" -m venv --clear "$VENV" || die "could not make $VENV"
        fi
        : >"$VENV/.installing"
        say "Installing $(grep -c '==' "$ROOT/requirements/$want.txt") pinned packages (under a minute) …"
        # pip compiles one file after the other; this does it on all cores.
        pip_install --no-compile --require-hashes -r "$ROOT/requirements/$want.txt"
        "$VENV/bin/python" -m compileall -q -j 0 "$VENV/lib" >/dev/null 2>&1 || true
        pip_install --no-deps --no-build-isolation --editable "$ROOT"
        without_re "$VENV/bin/fittrack"
        stamp_of "$want" >"$VENV/.installed-$want"
        rm -f "$VENV/.installing" "$VENV/install.log"
    fi
    unlock_venv
}
