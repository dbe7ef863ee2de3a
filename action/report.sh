#!/usr/bin/env bash
# Checks the guide and reports its gaps: annotations to the log, a table to the job summary, files for later steps.
set -euo pipefail
out="${RUNNER_TEMP:-/tmp}/practice-packs-gaps"
mkdir -p "$out"
tool="$GITHUB_ACTION_PATH/../dist/cli.js"
arguments=(gaps --guide "$GUIDE" --fail-on "$FAIL_ON" --format github
  --output "markdown=$out/gaps.md" --output "html=$out/gaps.html" --output "sarif=$out/gaps.sarif")
if [[ -n ${BASELINE:-} ]]; then arguments+=(--baseline "$BASELINE"); fi
since="${SINCE:-}"
if [[ -z $since && -n ${GITHUB_BASE_REF:-} ]]; then
  since="origin/$GITHUB_BASE_REF"
  # A report for people goes on without it; a gate that cannot compare must not open.
  if [[ $FAIL_ON == never ]] && ! git rev-parse --verify --quiet "$since" >/dev/null; then
    echo "::notice::The base of this pull request was not fetched, so nothing is compared with it. Use fetch-depth: 0."
    since=''
  fi
fi
if [[ -n $since ]]; then arguments+=(--since "$since"); fi

status=0
# Runs the tool, its results into a file. The worst exit code counts; where there are no results, the reason is an annotation.
run() {
  local results="$1" code=0
  shift
  node "$tool" "$@" >"$results" 2>"$out/said.txt" || code=$?
  cat "$out/said.txt" >&2
  if ((code > 1)); then
    awk '/^wrote / { next } said++ { printf "%%0A" } { gsub(/%/, "%25"); printf "%s", $0 }' "$out/said.txt" >"$out/why.txt"
    echo "::error title=practice-packs::$(<"$out/why.txt")" >>"$results"
  fi
  if ((code > status)); then status=$code; fi
}
rm -f "$out"/gaps.*
run "$out/check.txt" check --guide "$GUIDE" --guide-only --format github
run "$out/gaps.txt" "${arguments[@]}"
# What both found is said once, errors first.
awk '/^::error/ && !said[$0]++' "$out/check.txt" "$out/gaps.txt"
awk '!/^::error/ && !said[$0]++' "$out/check.txt" "$out/gaps.txt"

if [[ -s $out/gaps.md && -n ${GITHUB_STEP_SUMMARY:-} ]]; then cat "$out/gaps.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  for format in md:markdown html:html sarif:sarif; do
    made="$out/gaps.${format%%:*}"
    if [[ -f $made ]]; then echo "${format#*:}=$made" >>"$GITHUB_OUTPUT"; fi
  done
fi
exit "$status"
