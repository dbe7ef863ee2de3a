#!/usr/bin/env bash
# Installs what the document checks need and a fresh Debian machine lacks. Quiet, and does nothing when all is there.
set -euo pipefail

declare -A package=(
  [pdftotext]=poppler-utils
  [qpdf]=qpdf
  [chromium]=chromium
  [soffice]='libreoffice-writer-nogui libreoffice-calc-nogui'
  # The veraPDF driver is compiled once: a runtime alone will not do.
  [javac]=default-jdk-headless
)

wanted=()
for command in "${!package[@]}"; do
  # shellcheck disable=SC2206 # one command may need several packages
  command -v "$command" >/dev/null || wanted+=(${package[$command]})
done
# The mail merge that the letters' tests run: Base, its driver for flat files, and Python's bridge.
if ! /usr/bin/python3 -c 'import uno' 2>/dev/null; then
  wanted+=(libreoffice-base-nogui libreoffice-base-drivers python3-uno)
fi
# The metrics of Arial, which documents ask for and Debian does not have: without them, lines break elsewhere.
if [[ $(fc-list 2>/dev/null || true) != *LiberationSans-Regular* ]]; then
  wanted+=(fontconfig)
  if grep -q bookworm /etc/os-release; then wanted+=(fonts-liberation2); else wanted+=(fonts-liberation); fi
fi

if [ ${#wanted[@]} -eq 0 ]; then exit 0; fi
sudo=()
if [ "$(id -u)" -ne 0 ]; then sudo=(sudo); fi
echo "Installing ${wanted[*]} …" >&2
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
