#!/bin/sh
# Remakes requirements/*.lock from pyproject.toml: every dependency with the hashes of its published files, for Linux
# and macOS, Python 3.11 and later, naming no index. Pass "--upgrade" to take newer releases.
#   runtime.lock  what production runs     demo.lock  and the embedded servers     dev.lock  and the tests' tools
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
compile() {
    name=$1; shift
    "$uv" pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file "requirements/$name.lock" "$@"
    echo "requirements/$name.lock: $(grep -c '==' "requirements/$name.lock") packages"
}
compile runtime "$@"
compile demo --extra demo --constraint requirements/runtime.lock
compile dev --extra demo --extra dev --constraint requirements/demo.lock
