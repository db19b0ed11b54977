#!/bin/sh
# triage, for this box's site: with its settings, as its user. Installed as /usr/local/bin/triage.
set -eu
set -a
. /etc/triage/environment
set +a
if [ "$(id -un)" = triage ]; then exec /opt/triage/bin/triage "$@"; fi
exec runuser -u triage -- /opt/triage/bin/triage "$@"
