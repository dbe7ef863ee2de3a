#!/usr/bin/env bash
# One comment on the pull request: written the first time, brought up to date after that.
set -euo pipefail
if [[ ! -s ${MARKDOWN:-} ]]; then
  echo "There is no report to comment."
  exit 0
fi
mark='<!-- practice-packs gaps -->'
comments="repos/$REPOSITORY/issues/$PULL_REQUEST/comments"
known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
if [[ -n $known ]]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$known" --field "body=@$MARKDOWN" --silent
else
  gh api --method POST "$comments" --field "body=@$MARKDOWN" --silent
fi
