#!/bin/sh
# Installs the Debian packages that the tests use, or says which command to run.
set -eu
packages=$(tr '\n' ' ' < "$(dirname "$0")/packages.txt")
missing=
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else
    echo "The tests need Debian packages. Run: sudo apt-get install$missing" >&2
    exit 1
fi
$as_root apt-get -qq update
DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq install --no-install-recommends -y $missing > /dev/null
