/** Files for who runs omk without a person: CI of GitHub and GitLab, and a line for cron. */
import type { InitWords } from '../messages/init-words.ts';

/**
 * Posts that a merge brought, by name; names with spaces stay whole. Publishing the whole folder would, with a ledger that is
 * new, also bring out everything old.
 */
const publishChanged = (before: string, folder: string): string =>
  [
    `if ! git cat-file -e "${before}^{commit}" 2>/dev/null; then exit 0; fi`,
    `mapfile -d '' -t posts < <(git diff --name-only -z --diff-filter=AMR "${before}" HEAD -- '${folder}/*.md')`,
    `if ((\${#posts[@]} > 0)); then npx --no -- omk publish "\${posts[@]}"; fi`,
  ].join('\n');

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

export interface CiParts {
  /** Where posts are, relative to the project. */
  readonly folder: string;
  /** Names of what the channels need. */
  readonly names: readonly string[];
  readonly words: InitWords;
}

export const githubText = ({ folder, names, words: { ci } }: CiParts): string => `# ${ci.head}
name: omk

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  # ${ci.check}
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      - run: npx --no -- omk check ${folder}/

  # ${ci.publish}
  # ${ci.ledger}
  publish:
    if: github.event_name == 'push' && vars.OMK_DATABASE_URL != ''
    runs-on: self-hosted
    concurrency: omk-publish
    env:
      OMK_DATABASE_URL: \${{ vars.OMK_DATABASE_URL }}
${names.map((name) => `      ${name}: \${{ secrets.${name} }}\n`).join('')}      BEFORE: \${{ github.event.before }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # ${ci.history}
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      - shell: bash
        run: |
${indented(publishChanged('$BEFORE', folder), 10)}
`;

export const gitlabText = ({ folder, words: { ci } }: CiParts): string => `# ${ci.head}
default:
  image: node:20

# ${ci.check}
omk-check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npm ci
    - npx --no -- omk check ${folder}/

# ${ci.publish}
# ${ci.ledger}
omk-publish:
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $OMK_DATABASE_URL
  tags: [omk]
  resource_group: omk-publish
  variables:
    GIT_DEPTH: 0 # ${ci.history}
  script:
    - npm ci
    - |
${indented(publishChanged('$CI_COMMIT_BEFORE_SHA', folder), 6)}
`;

/** One word of a shell; in a crontab a percent sign would end the line. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`.replaceAll('%', '\\%');

export interface CronParts {
  readonly root: string;
  readonly node: string;
  readonly program: string;
  readonly words: InitWords;
}

export const cronText = ({ root, node, program, words: { cron } }: CronParts): string => `# ${cron.head}
# ${cron.what}
*/5 * * * * ${[node, program, 'run', '--project', root, '--quiet'].map(shellWord).join(' ')} >> ${shellWord(`${root}/.omk/run.log`)} 2>&1
`;
