/** Workflows of GitHub and GitLab. Nothing that a stranger can type, such as the name of a branch, becomes part of a command. */
import type { CiWords } from '../messages/ci-words.ts';
import { ciScriptPath } from './ci-script.ts';

export interface CiParts {
  /** Names of what the channels need. */
  readonly names: readonly string[];
  readonly words: CiWords;
}

const check = 'npx --no -- omk check --changed-since';

export const githubText = ({ names, words }: CiParts): string => `# ${words.made}
name: omk

on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: "7,22,37,52 * * * *" # ${words.schedule}
  workflow_dispatch:
    inputs:
      since:
        description: "${words.since}"

permissions:
  contents: read

jobs:
  # ${words.check}
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # ${words.history}
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      # ${words.base}
      - run: ${check} HEAD^1 --format github
      - if: success() || failure()
        run: sh ${ciScriptPath} review HEAD^1
      - if: success() || failure()
        uses: actions/upload-artifact@v4
        with:
          name: omk
          path: _omk

  # ${words.comment}
  comment:
    needs: check
    if: >-
      (success() || failure()) && github.event_name == 'pull_request'
      && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: omk
          path: _omk
      - env:
          GH_TOKEN: \${{ github.token }}
          REPOSITORY: \${{ github.repository }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: |
          comments="repos/$REPOSITORY/issues/$NUMBER/comments"
          mine='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- omk plan -->"))) | .id'
          id="$(gh api --paginate "$comments" --jq "$mine" | head -n 1)"
          if [ -n "$id" ]; then gh api --silent -X PATCH "repos/$REPOSITORY/issues/comments/$id" -F body=@_omk/comment.md
          else gh api --silent "$comments" -F body=@_omk/comment.md; fi

  # ${words.publish}
  publish:
    if: github.event_name != 'pull_request' && github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    timeout-minutes: 30
    concurrency: omk-publish
    permissions:
      contents: write # ${words.write}
    env:
${names.map((name) => `      ${name}: \${{ secrets.${name} }}\n`).join('')}      BEFORE: \${{ github.event.before }}
      SINCE: \${{ inputs.since }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # ${words.history}
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      - run: sh ${ciScriptPath} publish main "$BEFORE"
`;

export const gitlabText = ({ words }: Pick<CiParts, 'words'>): string => `# ${words.made}
default:
  image: node:20

variables:
  GIT_DEPTH: 0 # ${words.history}

# ${words.check}
omk-check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npm ci
    - code=0; ${check} "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format gitlab > gl-code-quality-report.json || code=$?
    - sh ${ciScriptPath} review "$CI_MERGE_REQUEST_DIFF_BASE_SHA" || code=$?
    - exit $code
  artifacts:
    when: always
    expose_as: omk
    paths: [_omk/]
    reports:
      codequality: gl-code-quality-report.json

# ${words.publish}
# ${words.gitlab}
omk-publish:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE =~ /^(push|schedule|web)$/
  resource_group: omk-publish
  timeout: 30m
  script:
    - npm ci
    - sh ${ciScriptPath} publish "$CI_DEFAULT_BRANCH" "$CI_COMMIT_BEFORE_SHA"
  allow_failure:
    exit_codes: 3 # ${words.unfinished}
`;
