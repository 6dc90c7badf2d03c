/** The shell script that both GitHub and GitLab call: on a proposal to look, after a merge to publish. */
import type { CiWords } from '../messages/ci-words.ts';

export const ciScriptPath = 'omk-ci.sh';

export interface ScriptParts {
  /** Some channel goes to readers, whose ids are made with a secret. */
  readonly hasReaders: boolean;
  readonly words: CiWords;
}

/**
 * Plain sh. Two branches of the repository carry what has to last: `omk-ledger` the ledger and up to where all was
 * published, `omk-busy` whose turn it is. Making and moving a branch is all or nothing, so two pipelines never both send.
 */
export const ciScript = ({ hasReaders, words }: ScriptParts): string => `#!/bin/sh
# ${words.head}
# ${words.usage}
set -eu
umask 077

ledger=refs/heads/omk-ledger
busy=refs/heads/omk-busy
work=.omk/ci
export GIT_AUTHOR_NAME=omk GIT_AUTHOR_EMAIL=omk@localhost GIT_COMMITTER_NAME=omk GIT_COMMITTER_EMAIL=omk@localhost
turn= left= began=

say() { printf 'omk-ci: %s\\n' "$*"; }
omk() { npx --no -- omk "$@"; }
random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \\n'; }
on_github() { [ "\${GITHUB_ACTIONS:-}" = true ]; }

# ${words.quiet}
quiet() { token="omk-$(random)"; if on_github; then echo "::stop-commands::$token"; fi; }
loud() { if on_github; then echo "::$token::"; fi; }

# ${words.turn}
take_turn() {
  turn="$(git commit-tree "$(git mktree < /dev/null)" -m "omk $(random)")"
  if git push -q origin "$turn:$busy" 2> "$work/push.txt"; then return; fi
  left="$(git ls-remote origin "$busy" | cut -f1)"
  if [ -z "$left" ]; then cat "$work/push.txt"; turn=; say "${words.noPush}"; exit 1; fi
  git fetch -q --no-tags origin "$busy"
  age=$(($(date +%s) - $(git log -1 --format=%ct "$left")))
  if [ "$age" -lt 2700 ]; then turn=; say "${words.busy}"; exit 1; fi
  say "${words.leftBehind}"
  git push -q --force-with-lease="$busy:$left" origin "$turn:$busy"
}

# ${words.release}
release() {
  if [ -n "$turn" ]; then git push -q --force-with-lease="$busy:$turn" origin "$left:$busy"; fi
  turn=
}
trap 'if [ -z "$began" ]; then release; fi' EXIT

# ${words.takeLedger}
take_ledger() {
  tip="$(git ls-remote origin "$ledger" | cut -f1)"
  done=
  if [ -z "$tip" ]; then return; fi
  git fetch -q --no-tags origin "$ledger"
  done="$(git show "$tip:revision")"
  if [ -n "\${OMK_DATABASE_URL:-}" ]; then return; fi
  git show "$tip:ledger.jsonl" > "$work/before.jsonl"
  omk ledger import "$work/before.jsonl"
}

# ${words.person}
person() {
  rm -rf "$work"
  mkdir -p "$work"
  take_turn
  if [ -n "$left" ]; then say "${words.lookFirst}"; exit 1; fi
  take_ledger
  if [ -z "$tip" ]; then say "${words.noLedger}"; exit 1; fi
  began=yes code=0
  omk "$@" || code=$?
  keep
  release
  exit "$code"
}

# ${words.publish}
publish() {
  git fetch -q --no-tags origin "refs/heads/$1"
  if [ "$(git rev-parse FETCH_HEAD)" != "$(git rev-parse HEAD)" ]; then say "${words.superseded}"; exit 0; fi
  rm -rf "$work"
  mkdir -p "$work"
${hasReaders ? readersPart(words) : ''}  take_turn
  take_ledger
  adopt="\${left:+--adopt}" base="\${SINCE:-\${done:-\${2:-}}}"
  if [ -z "$tip" ]; then adopt=--adopt; fi
  case $base in -* | *:*) say "${words.noMoment}"; exit 2 ;; esac
  code=0 later=0 done="$base"
  if [ -n "$base" ] && ! git cat-file -e "$base^{commit}" 2> /dev/null; then
    git fetch -q --no-tags -- origin "$base" 2> /dev/null || true
  fi
  began=yes
  quiet
  if [ -n "$base" ]; then omk publish --changed-since "$base" $adopt \${OMK_PLAN:+--plan "$OMK_PLAN"} --no-input || code=$?; fi
  case $code in
    0 | 1 | 3 | 4) done="$(git rev-parse HEAD)" left=; omk run --no-input || later=$? ;;
    *) if [ -z "$left" ]; then omk run --no-input || later=$?; fi ;;
  esac
  loud
  keep
  release
  if [ "$code" -eq 0 ]; then code=$later; fi
  if [ "$code" -eq 3 ] && on_github; then echo "::warning::${words.unfinished}"; code=0; fi
  exit "$code"
}

# ${words.keep}
keep() {
  omk ledger export -o "$work/ledger.jsonl"
  printf '%s\\n' "$done" > "$work/revision"
  tree="$(printf '100644 blob %s\\tledger.jsonl\\n100644 blob %s\\trevision\\n' \\
    "$(git hash-object -w --no-filters "$work/ledger.jsonl")" "$(git hash-object -w --no-filters "$work/revision")" | git mktree)"
  if [ -n "$tip" ] && [ "$tree" = "$(git rev-parse "$tip^{tree}")" ]; then return; fi
  git push -q origin "$(git commit-tree "$tree" \${tip:+-p "$tip"} -m "omk")":"$ledger"
}

# ${words.review}
review() {
  rm -rf "$work" _omk
  mkdir -p "$work" _omk
  git fetch -q --no-tags origin "+$ledger:refs/remotes/origin/omk-ledger" 2> /dev/null || true
  if git cat-file -e refs/remotes/origin/omk-ledger:ledger.jsonl 2> /dev/null; then
    git show refs/remotes/origin/omk-ledger:ledger.jsonl > "$work/before.jsonl"
    omk ledger import "$work/before.jsonl"
  fi
  code=0
  quiet
  omk plan --changed-since "$1" -o _omk/plan.json --comment _omk/comment.md --no-input || code=$?
  omk preview --changed-since "$1" --html --no-input || true
  loud
  if [ -d .omk/preview ]; then cp -R .omk/preview _omk/preview; fi
  if [ -n "\${GITHUB_STEP_SUMMARY:-}" ] && [ -f _omk/comment.md ]; then cat _omk/comment.md >> "$GITHUB_STEP_SUMMARY"; fi
  exit "$code"
}

case "\${1:-}" in
  publish | review) "$@" ;;
  omk) shift; person "$@" ;;
  *) sed -n '2,3s/^# //p' "$0"; exit 2 ;;
esac
`;

const readersPart = (words: CiWords): string => `  if [ -z "\${OMK_SECRET:-}" ]; then say "${words.secret}"; exit 2; fi
  if [ -f "\${OMK_SUBSCRIBERS:-}" ]; then cp "$OMK_SUBSCRIBERS" subscribers.csv
  elif [ -n "\${OMK_SUBSCRIBERS:-}" ]; then printf '%s\\n' "$OMK_SUBSCRIBERS" > subscribers.csv; fi
`;
