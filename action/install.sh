#!/usr/bin/env bash
# Installs and compiles the tool beside this action, once.
set -euo pipefail
tool="$GITHUB_ACTION_PATH/.."
if [[ -f $tool/dist/cli.js && -d $tool/node_modules ]]; then
  echo "The tool is installed."
else
  npm ci --prefix "$tool" --no-audit --no-fund --loglevel=error
fi
