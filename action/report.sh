#!/usr/bin/env bash
# Reports the gaps of the guide: annotations to the log, a table to the job summary, files for later steps.
set -euo pipefail
out="${RUNNER_TEMP:-/tmp}/practice-packs-gaps"
mkdir -p "$out"
arguments=(gaps --guide "$GUIDE" --fail-on "$FAIL_ON" --format github
  --output "markdown=$out/gaps.md" --output "html=$out/gaps.html" --output "sarif=$out/gaps.sarif")
if [[ -n ${BASELINE:-} ]]; then arguments+=(--baseline "$BASELINE"); fi
since="${SINCE:-}"
if [[ -z $since && -n ${GITHUB_BASE_REF:-} ]]; then
  if git rev-parse --verify --quiet "origin/$GITHUB_BASE_REF" >/dev/null; then
    since="origin/$GITHUB_BASE_REF"
  else
    echo "::notice::The base of this pull request was not fetched, so nothing is compared with it. Use fetch-depth: 0."
  fi
fi
if [[ -n $since ]]; then arguments+=(--since "$since"); fi

status=0
node "$GITHUB_ACTION_PATH/../dist/cli.js" "${arguments[@]}" || status=$?

if [[ -s $out/gaps.md && -n ${GITHUB_STEP_SUMMARY:-} ]]; then cat "$out/gaps.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  for format in md:markdown html:html sarif:sarif; do
    echo "${format#*:}=$out/gaps.${format%%:*}" >>"$GITHUB_OUTPUT"
  done
fi
exit "$status"
