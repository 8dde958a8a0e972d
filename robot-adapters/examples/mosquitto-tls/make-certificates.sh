#!/bin/sh
# Makes the lab's own authority once, a certificate for the broker, and one for each client.
#
#   make-certificates.sh DIR BROKER_NAME CLIENT…
#   make-certificates.sh lab-ca broker.lab main grinder-1 doser-1
#
# A client's common name is its MQTT user: the device id, or the controller's name. Each client gets a folder with
# client.crt and client.key (for programs that read PEM), client.p12 (for Agate), authority.crt and password.
set -eu
[ $# -ge 3 ] || { sed -n '2,8p' "$0"; exit 2; }
dir=$1 broker=$2
shift 2
umask 077
mkdir -p "$dir"
days=825

[ -f "$dir/authority.key" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
    -subj "/CN=Agate lab authority" -keyout "$dir/authority.key" -out "$dir/authority.crt" 2>/dev/null

# sign NAME FOLDER FILE EXTENSIONS
sign() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
        -keyout "$2/$3.key" -out "$2/$3.csr" 2>/dev/null
    printf '%s\n' "$4" > "$2/$3.ext"
    openssl x509 -req -in "$2/$3.csr" -CA "$dir/authority.crt" -CAkey "$dir/authority.key" -CAcreateserial \
        -days $days -extfile "$2/$3.ext" -out "$2/$3.crt" 2>/dev/null
    rm "$2/$3.csr" "$2/$3.ext"
}

sign "$broker" "$dir" broker "subjectAltName=DNS:$broker,DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth"
for client in "$@"; do
    mkdir -p "$dir/$client"
    sign "$client" "$dir/$client" client "extendedKeyUsage=clientAuth"
    openssl rand -hex 16 > "$dir/$client/password"
    openssl pkcs12 -export -inkey "$dir/$client/client.key" -in "$dir/$client/client.crt" -name "$client" \
        -passout "file:$dir/$client/password" -out "$dir/$client/client.p12"
    cp "$dir/authority.crt" "$dir/$client/authority.crt"
    echo "$dir/$client"
done
