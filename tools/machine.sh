#!/usr/bin/env bash
# What the tests need from Debian: a PostgreSQL server, Chromium, Chinese fonts, Java (for a reader of plan files that is
# not ours). Installs only what is missing.
#   tools/machine.sh test     for `make test`
#   tools/machine.sh venv     for `python3 -m venv`, which Debian ships apart
set -euo pipefail

missing=()
case "${1:-}" in
  test)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
    command -v chromium >/dev/null || missing+=(chromium)
    compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
    command -v setpriv >/dev/null || missing+=(util-linux)
    command -v java >/dev/null || missing+=(default-jre-headless)
    ;;
  venv)
    python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
    ;;
  *)
    echo "usage: tools/machine.sh test|venv" >&2
    exit 2
    ;;
esac
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing from Debian: ${missing[*]}"
if [[ " ${missing[*]} " == *" postgresql "* ]]; then
  # The tests start a cluster of their own; the package need not make, nor start, one for the machine.
  "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/pursuit.conf >/dev/null
fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
