#!/bin/sh
# Installs or upgrades the server of a clinic on Debian 12. As root:
#   install.sh WHEEL REQUIREMENTS "NAME OF THE CLINIC" HOST...
# WHEEL         triage-*.whl, made by make wheel
# REQUIREMENTS  requirements/run.txt of the same release; set PIP_FIND_LINKS and PIP_NO_INDEX=1 to
#               install from a folder of wheels without the internet
# HOST...       how browsers call this box: names or IP addresses; for the certificate
# Run again it upgrades, with a backup first, and changes no setting, no certificate and no record.
set -eu
[ $# -ge 4 ] || { sed -n '3,8s/^# *//p' "$0" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "run this as root" >&2; exit 1; }
wheel=$(realpath "$1") requirements=$(realpath "$2") clinic=$3
shift 3
here=$(dirname "$(realpath "$0")")
case $clinic in *[\"\$\`\\]*) echo "the clinic's name must not have \" \$ \` or \\" >&2; exit 2 ;; esac

DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y \
    python3 python3-venv nginx-light openssl > /dev/null
getent passwd triage > /dev/null || useradd --system --user-group \
    --home-dir /var/lib/triage --no-create-home --shell /usr/sbin/nologin triage
# nginx reaches the socket through the group; every file of the site is for its owner alone.
usermod --append --groups triage www-data
install -d -o triage -g triage -m 700 /var/lib/triage /var/backups/triage
install -d -m 755 /etc/triage

if [ -x /usr/local/bin/triage ] && [ -e /var/lib/triage/triage.db ]; then
    triage backup /var/backups/triage
fi
# Beside the old one, so that an upgrade that fails leaves what works.
rm -rf /opt/triage.new
python3 -m venv /opt/triage.new
/opt/triage.new/bin/python -m pip --quiet --disable-pip-version-check install \
    --require-hashes -r "$requirements"
/opt/triage.new/bin/python -m pip --quiet --disable-pip-version-check install --no-deps "$wheel"
# Its programs name their interpreter by path.
grep -rlI '/opt/triage\.new' /opt/triage.new/bin /opt/triage.new/pyvenv.cfg |
    xargs sed -i 's#/opt/triage\.new#/opt/triage#g'
if [ -d /run/systemd/system ]; then systemctl stop triage-web.service triage-dispatch.service 2> /dev/null || true; fi
rm -rf /opt/triage.old
if [ -e /opt/triage ]; then mv /opt/triage /opt/triage.old; fi
mv /opt/triage.new /opt/triage

if [ ! -e /etc/triage/environment ]; then
    (
        umask 027
        cat > /etc/triage/environment <<END
# Read by systemd and by /usr/local/bin/triage; docs/operations.md explains each setting.
TRIAGE_NODE="edge"
TRIAGE_SITE_NAME="$clinic"
TRIAGE_DIRECTORY="/var/lib/triage"
END
        chgrp triage /etc/triage/environment
    )
fi
[ -e /etc/triage/tls/server.pem ] || sh "$here/make-certificate.sh" /etc/triage/tls "$@"
install -m 755 "$here/triage.sh" /usr/local/bin/triage
install -m 644 "$here/nginx.conf" /etc/nginx/conf.d/triage.conf
rm -f /etc/nginx/sites-enabled/default
install -m 644 "$here"/triage-web.service "$here"/triage-dispatch.service "$here"/triage-backup.service \
    "$here"/triage-backup.timer /etc/systemd/system/
if [ -e /var/lib/triage/triage.db ]; then triage db upgrade; fi
nginx -t -q

if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --quiet nginx triage-web.service triage-dispatch.service triage-backup.timer
    if [ -e /var/lib/triage/triage.db ]; then
        systemctl restart triage-web.service triage-dispatch.service triage-backup.timer
    fi
    # Started anew, not reloaded: it has to notice that it is in the group.
    systemctl restart nginx
fi
if [ ! -e /var/lib/triage/triage.db ]; then
    echo "Now make the site:   triage init"
    echo "and start it:        systemctl start triage-web triage-dispatch triage-backup.timer"
fi
echo "Devices trust /etc/triage/tls/root.pem; move /etc/triage/tls/root.key away from this box."
