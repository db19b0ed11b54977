#!/bin/sh
# Makes a certificate for this box from a private root, or a new one from the root that is there.
#   make-certificate.sh DIRECTORY NAME...     NAME: how browsers call the box, or its IP address
# Devices have to trust root.pem once. It can sign for these names only, so that a stolen root
# key is of no use against any other site. Move root.key away from the box when this is done and
# bring it back for the next certificate, within 800 days (browsers refuse longer ones).
set -eu
umask 077
[ $# -ge 2 ] || { sed -n '2,3s/^# *//p' "$0" >&2; exit 2; }
directory=$1
shift
mkdir -p "$directory"
cd "$directory"

names= permitted= addresses=no
for name in "$@"; do
    case $name in
        *[!0-9.]*) names="$names,DNS:$name" permitted="$permitted,permitted;DNS:$name" ;;
        *) names="$names,IP:$name" permitted="$permitted,permitted;IP:$name/255.255.255.255" addresses=yes ;;
    esac
done
# A root that names no address would be allowed every one.
[ $addresses = yes ] || permitted="$permitted,excluded;IP:0.0.0.0/0.0.0.0"
permitted="$permitted,excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0"

if [ ! -e root.pem ]; then
    openssl ecparam -name prime256v1 -genkey -noout -out root.key
    openssl req -x509 -new -key root.key -sha256 -days 7300 -out root.pem \
        -subj "/O=Triage private root/CN=$1" -config /dev/null \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -addext "nameConstraints=critical${permitted}"
fi
[ -e root.key ] || { echo "root.key is not here: bring it back to $directory" >&2; exit 1; }

openssl ecparam -name prime256v1 -genkey -noout -out server.key.part
cat > extensions.part <<END
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=${names#,}
END
openssl req -new -key server.key.part -subj "/CN=$1" -config /dev/null -out request.part
openssl x509 -req -in request.part -CA root.pem -CAkey root.key -sha256 -days 800 \
    -set_serial "0x$(openssl rand -hex 16)" -extfile extensions.part -out server.pem.part 2> /dev/null
openssl verify -CAfile root.pem server.pem.part > /dev/null || {
    echo "the root does not allow these names: begin with an empty directory, and the devices anew" >&2
    rm -f ./*.part
    exit 1
}
mv server.key.part server.key
mv server.pem.part server.pem
rm -f extensions.part request.part
chmod 644 root.pem server.pem
echo "certificate for $*: $directory/server.pem; devices trust $directory/root.pem"
