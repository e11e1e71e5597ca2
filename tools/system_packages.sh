#!/usr/bin/env bash
# Install the programs of system_packages.txt that are missing, where apt-get can be used.
set -euo pipefail
mapfile -t packages < <(grep -v '^#' "$(dirname "$0")/system_packages.txt")
if ! command -v apt-get >/dev/null || dpkg --status "${packages[@]}" >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ]; then
  as_root=()
elif sudo --non-interactive true 2>/dev/null; then
  as_root=(sudo)
else
  echo "not installed, for want of rights: ${packages[*]}" >&2
  exit 0
fi
"${as_root[@]}" apt-get update --quiet=2
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install --quiet=2 --yes --no-install-recommends "${packages[@]}"
