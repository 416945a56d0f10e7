#!/bin/sh
# Makes .venv, with everything that typeset and its tests need, or says in one line what is missing and exits 3.
# Run by make before every target; takes no arguments and does nothing when nothing has changed.
# PYTHON names the interpreter to use, if it is not to be looked for.

set -eu
unset CDPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX
cd -- "$(dirname -- "$0")/.."

venv=.venv
stamp=$venv/typeset-stamp

say() { printf '▸ %s\n' "$1"; }

stop() { # exit status, message
    printf 'typeset: %s\n' "$2" >&2
    exit "$1"
}

# What an interpreter can say of itself and of the system. Prints the libraries that it cannot load; "venv" if it has
# no such module; and two stamps for .venv, of the locked requirements and of our own package. Libraries are looked
# for as cffi does for WeasyPrint: the file names of Linux and macOS, then whatever ctypes finds for the bare name.
probe='
import ctypes, ctypes.util, hashlib, os, platform, sys

def loads(name, *files):
    for find in (*(lambda f=f: f for f in files), lambda: ctypes.util.find_library(name)):
        try:
            file = find()
            if file and ctypes.CDLL(file):
                return True
        except OSError:
            pass
    return False

print(*(name for name, *files in (
    ("gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
) if not loads(name, *files)))

try:
    import venv, ensurepip
    print()
except ImportError:
    print("venv")

def digest(*paths):
    return hashlib.sha256(b"".join(hashlib.sha256(open(path, "rb").read()).digest() for path in paths)).hexdigest()

print(digest("requirements.lock", "tools/bootstrap.sh"), platform.python_version(), platform.machine())
print(digest("pyproject.toml"), os.path.realpath("."))
'

look() { # interpreter; sets missing, modules, locked and ours
    told=$("$1" -I -c "$probe" </dev/null) || stop 1 "$1 无法运行 / $1 cannot be run"
    missing=$(printf '%s\n' "$told" | sed -n 1p)
    modules=$(printf '%s\n' "$told" | sed -n 2p)
    locked=$(printf '%s\n' "$told" | sed -n 3p)
    ours=$(printf '%s\n' "$told" | sed -n 4p)
}

# --- Python ---------------------------------------------------------------------------------------------------------

# Prints the interpreter behind a command if it is new enough; behind a virtual environment, the one that made it,
# because .venv may be the one that is active, and is about to be made anew.
interpreter() {
    "$1" -I -c 'import sys
if sys.version_info < (3, 11): sys.exit(1)
print(getattr(sys, "_base_executable", None) or sys.executable)' </dev/null 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        interpreter "$PYTHON" ||
            stop 3 "PYTHON=$PYTHON 不是 Python 3.11 或更新的版本 / PYTHON=$PYTHON is not Python 3.11 or newer"
        return
    fi
    if [ -f "$stamp" ] && interpreter "$venv/bin/python"; then return; fi
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if interpreter "$candidate"; then return; fi
    done
    stop 3 '找不到 Python 3.11 或更新的版本，请先安装，或用 PYTHON=路径 指明 / Python 3.11 or newer not found: install it, or name it by PYTHON=path'
}

# --- System libraries -----------------------------------------------------------------------------------------------

# Homebrew on Apple silicon keeps its libraries where the loader does not look; the Makefile says the same.
if [ "$(uname -s)" = Darwin ]; then
    managers=brew
    DYLD_FALLBACK_LIBRARY_PATH=${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}
    export DYLD_FALLBACK_LIBRARY_PATH
else
    managers='apt-get dnf apk'
fi

# Sets manager; required, its packages for what is missing; optional, what some tests can use; browser, what those of
# the preview want; and command, to be run by hand where we may not.
choose_packages() {
    manager=''
    required=''
    optional='poppler-utils ghostscript qpdf'
    browser='chromium chromium-driver'
    command=''
    for candidate in $managers; do
        if command -v "$candidate" >/dev/null; then
            manager=$candidate
            break
        fi
    done
    as=''
    if [ "$(id -u)" -ne 0 ]; then as='sudo '; fi
    case $manager in
    apt-get)
        command="${as}apt-get update && ${as}apt-get install -y --no-install-recommends"
        required='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig'
        ;;
    dnf)
        command="${as}dnf install -y"
        required='pango harfbuzz fontconfig'
        browser='chromium chromedriver'
        ;;
    apk)
        command="${as}apk add"
        # By file name: which package holds the subsetter differs between releases.
        required='so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0 fontconfig'
        browser='chromium chromium-chromedriver'
        ;;
    brew)
        command='brew install'
        required='pango harfbuzz fontconfig'
        optional='poppler ghostscript qpdf'
        browser=''
        ;;
    esac
    if [ -z "$missing" ]; then required=''; fi
    # Only Debian and its kin take these modules out of Python.
    if [ -n "$modules" ] && [ "$manager" = apt-get ]; then
        required="${required:+$required }python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
}

# Sets sudo to what goes before the package manager; fails where it may not be used.
may_install() {
    sudo=''
    case $manager in
    '') return 1 ;;
    brew) return 0 ;; # needs no rights
    esac
    if [ "$(id -u)" -eq 0 ]; then return 0; fi
    if command -v sudo >/dev/null && sudo -n true </dev/null >/dev/null 2>&1; then
        sudo='sudo -n'
        return 0
    fi
    return 1
}

# shellcheck disable=SC2086 # sudo is a command with its options
install_packages() {
    case $manager in
    apt-get)
        $sudo apt-get update -qq || : # one source may fail, and the packages be there all the same
        $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "$@"
        ;;
    dnf) $sudo dnf install -y -q "$@" ;;
    apk) $sudo apk add -q --no-cache "$@" ;;
    brew) HOMEBREW_NO_AUTO_UPDATE=1 brew install -q "$@" ;;
    esac </dev/null
}

# shellcheck disable=SC2086 # lists of packages
supply_missing() {
    lacking="$missing${modules:+ $modules}"
    if [ -z "$required" ]; then
        if [ -z "$missing" ]; then
            stop 3 "$python 缺少模块 venv 或 ensurepip，请用 PYTHON=路径 另指 / it lacks venv or ensurepip: name another by PYTHON=path"
        fi
        stop 3 "缺少 $lacking，请安装 Pango、HarfBuzz（含 subset）与 fontconfig / missing: install Pango, HarfBuzz with its subsetter, and fontconfig"
    fi
    by_hand="缺少 $lacking，请运行 / missing, please run: $command $required"
    may_install || stop 3 "$by_hand"
    say "安装系统库 / system libraries: $required"
    log=$(mktemp)
    install_packages $required >"$log" 2>&1 || install_packages $required >"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        rm -f "$log"
        stop 3 "$by_hand"
    }
    rm -f "$log"
    look "$python"
    if [ -n "$missing$modules" ]; then
        stop 3 "已安装 $required，但 $python 仍载入不了 $missing $modules，请用 PYTHON=路径 另指 / installed, yet $python cannot load it: name another by PYTHON=path"
    fi
}

# --- .venv ----------------------------------------------------------------------------------------------------------

python=$(find_python) || exit $?
look "$python"
made_of=''
made_for=''
if [ -f "$stamp" ] && [ -x $venv/bin/typeset ]; then
    made_of=$(sed -n 1p "$stamp")
    made_for=$(sed -n 2p "$stamp")
fi
if [ -z "$missing$modules" ] && [ "$made_of" = "$locked" ] && [ "$made_for" = "$ours" ]; then
    exit 0
fi

choose_packages
if [ -n "$missing$modules" ]; then supply_missing; fi
if ! { command -v pdftotext && command -v gs && command -v qpdf; } >/dev/null && may_install; then
    say "安装 $optional，供测试用，可缺 / for tests, optional: $optional"
    # shellcheck disable=SC2086 # a list of packages
    install_packages $optional >/dev/null 2>&1 || :
fi
if [ -n "$browser" ] && ! { command -v chromium || command -v chromium-browser; } >/dev/null && may_install; then
    say "安装 $browser，供预览的测试用，可缺 / for the tests of the preview, optional: $browser"
    # shellcheck disable=SC2086 # a list of packages
    install_packages $browser >/dev/null 2>&1 || :
fi

pip() { "$venv/bin/python" -m pip -qq --disable-pip-version-check --no-input "$@"; }

# A .venv cannot be moved, so that one made for another folder is made anew as well.
if [ "$made_of" != "$locked" ] || [ "${made_for#* }" != "${ours#* }" ]; then
    say "建立 $venv / made with $python"
    rm -rf $venv
    "$python" -m venv $venv || stop 1 "无法建立 $venv / $venv cannot be made"
    say '安装 requirements.lock 所列 / what requirements.lock lists'
    pip install --require-hashes -r requirements.lock ||
        stop 1 '依赖未能装全，原因见上，可再试一次 / not all could be installed, see above; try again'
fi

rm -f "$stamp"
say '安装 typeset / typeset itself'
pip install --no-deps --no-build-isolation -e . || stop 1 'typeset 未能安装，原因见上 / typeset could not be installed, see above'
printf '%s\n' "$locked" "$ours" >"$stamp"
