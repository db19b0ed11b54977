#!/bin/sh
# The release on aarch64: the locked wheels and ours in a Debian 12 root of that processor, run by
# qemu, and what it decides compared bit by bit with this machine. By hand, as root, rarely:
#   aarch64.sh DIRECTORY [MIRROR]
# DIRECTORY  gets the root, 600 MB; kept, so that the next run takes one minute instead of six
# MIRROR     of Debian packages
# Needs debootstrap and qemu-user-static, the internet for the packages, and .venv of make setup.
set -eu
[ $# -ge 1 ] || { sed -n '2,8s/^# *//p' "$0" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "run this as root: it mounts and changes its root" >&2; exit 1; }
for program in debootstrap qemu-aarch64-static; do
    command -v "$program" > /dev/null ||
        { echo "$program is missing: apt-get install debootstrap qemu-user-static" >&2; exit 1; }
done
here=$(dirname "$(realpath "$0")")
copy=$(realpath "$here/../..")
mirror=${2:-http://deb.debian.org/debian}
mkdir -p "$1"
directory=$(realpath "$1")
root=$directory/root
formats=/proc/sys/fs/binfmt_misc
certificates=/etc/ssl/certs/ca-certificates.crt

mountpoint -q "$formats" || mount -t binfmt_misc none "$formats"
[ -e "$formats/qemu-aarch64" ] || cat /usr/lib/binfmt.d/qemu-aarch64.conf > "$formats/register"
if [ ! -e "$root/.whole" ]; then
    rm -rf "$root"
    debootstrap --foreign --variant=minbase --arch=arm64 \
        --include=python3,python3-venv,ca-certificates bookworm "$root" "$mirror"
    chroot "$root" /debootstrap/debootstrap --second-stage
    touch "$root/.whole"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$certificates" "$root$certificates"
umounts() {
    umount "$root/dev" "$root/proc" 2> /dev/null || true
}
umounts
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
trap umounts EXIT

inside() {
    env PIP_CERT="$certificates" LC_ALL=C.UTF-8 HOME=/root chroot "$root" "$@"
}
rm -rf "$root/release" "$directory/dist"
mkdir "$root/release"
make -C "$copy" wheel WHEELS="$directory/dist"
cp "$directory"/dist/triage-*.whl "$copy/requirements/run.txt" "$root/release"
cp "$here/aarch64_site.py" "$copy/tests/golden/protocols.jsonl" "$root/release"
[ -x "$root/v/bin/python" ] || inside python3 -m venv /v
inside /v/bin/pip --quiet --disable-pip-version-check install --only-binary=:all: \
    --require-hashes -r /release/run.txt
inside sh -c '/v/bin/pip --quiet --disable-pip-version-check install --no-deps \
    --force-reinstall /release/triage-*.whl'

# There qemu is asked for processors that the root has no files about; the runtime warns.
inside /v/bin/python /release/aarch64_site.py /v/bin /release > "$directory/aarch64.txt" \
    2> "$directory/aarch64.log" || { tail -n 40 "$directory/aarch64.log" >&2; exit 1; }
"$copy/.venv/bin/python" "$here/aarch64_site.py" "$copy/.venv/bin" "$root/release" \
    > "$directory/here.txt"
grep '^#' "$directory/aarch64.txt"
grep -v '^#' "$directory/aarch64.txt" > "$directory/there.answers"
grep -v '^#' "$directory/here.txt" > "$directory/here.answers"
cmp "$directory/there.answers" "$directory/here.answers"
echo "$(wc -l < "$directory/here.answers") answers, every byte alike on aarch64 and here"
