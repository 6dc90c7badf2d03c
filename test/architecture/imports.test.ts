import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Rules {
  readonly forbidden: readonly IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

const rules: Rules = createRequire(import.meta.url)('./dependency-rules.cjs');

/** One import that each rule must refuse: rule, file, what it says. */
const refused: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['no-cycles', 'core/round.ts', `import './trip.ts';`],
  ['no-orphans', 'core/forgotten.ts', ''],
  ['resolvable', 'core/lost.ts', `import './nowhere.ts';`],
  ['src-never-imports-test', 'pipeline/tested.ts', `import '../../test/builder.ts';`],
  ['nobody-imports-cli', 'sandbox/printing.ts', `import type {} from '../cli/main.ts';`],
  ['core-imports', 'core/outwards.ts', `import type {} from '../pipeline/step.ts';`],
  ['pipeline-imports', 'pipeline/impatient.ts', `import '../ledger/index.ts';`],
  ['ledger-imports', 'ledger/curious.ts', `import '../pipeline/step.ts';`],
  ['channels-shared-imports', 'channels/shared/partial.ts', `import '../x/index.ts';`],
  ['channels-imports', 'channels/x/neighbour.ts', `import '../pleio/index.ts';`],
  ['registry-imports', 'channels/index.ts', `import './x/send.ts';`],
  ['sandbox-imports', 'sandbox/rendering.ts', `import '../pipeline/step.ts';`],
  ['cli-imports', 'cli/backdoor.ts', `import '../channels/x/index.ts';`],
  ['core-needs-no-package', 'core/parsing.ts', `import 'yaml';`],
  ['core-knows-node-as-types-only', 'core/reading.ts', `import { readFileSync } from 'node:fs'; readFileSync('x');`],
  ['pipeline-knows-crypto-only', 'pipeline/reading.ts', `import type {} from 'node:fs';`],
  ['home-of-text-packages', 'cli/parsing.ts', `import 'yaml';`],
  ['home-of-text-packages', 'cli/later.ts', `export const later = () => import('yaml');`],
  ['every-package-has-a-home', 'cli/novelty.ts', `import 'left-pad';`],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  ['core/trip.ts', `import './round.ts';`],
  ['core/naming.ts', `import type { Server } from 'node:http'; export type Named = Server;`],
  ['pipeline/step.ts', `import 'yaml'; import 'node:crypto'; import '../core/naming.ts';`],
  ['ledger/index.ts', `import '../core/naming.ts';`],
  ['cli/main.ts', `import '../ledger/index.ts'; import 'node:fs';`],
  ['channels/x/index.ts', `export const open = () => import('./send.ts');`],
  ['channels/x/send.ts', `import '../../core/naming.ts';`],
  ['channels/pleio/index.ts', `import '../../core/naming.ts';`],
  ['../test/builder.ts', `import '../src/core/naming.ts';`],
  ['../node_modules/yaml/index.js', ''],
  ['../node_modules/yaml/package.json', '{ "name": "yaml", "main": "index.js" }'],
  ['../node_modules/left-pad/index.js', ''],
  ['../node_modules/left-pad/package.json', '{ "name": "left-pad", "main": "index.js" }'],
  ['../package.json', '{ "devDependencies": { "yaml": "1", "left-pad": "1" } }'],
];

let folder: string;
let broken: readonly (readonly [string, string])[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'omk-rules-'));
  for (const [file, text] of [...allowed, ...refused.map(([, file, line]) => [file, line] as const)]) {
    const path = join(folder, 'src', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const { tsConfig: _own, ...options } = rules.options;
  const { output } = await cruise(['src', 'test'], {
    ...options,
    baseDir: folder,
    ruleSet: { forbidden: [...rules.forbidden] },
    validate: true,
  });
  broken = (output as ICruiseResult).summary.violations.map(({ rule, from }) => [rule.name, from] as const);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the import rules', () => {
  it.each(refused)('%s refuses what %s says', (rule, file) => {
    expect(broken).toContainEqual([rule, `src/${file}`]);
  });

  it.each(allowed.filter(([file]) => !file.startsWith('../') && !file.includes('trip')))('let %s be', (file) => {
    expect(broken.filter(([, from]) => from === `src/${file}`)).toEqual([]);
  });

  it.each(rules.forbidden.map((rule) => [rule.name, rule.comment]))('say of %s why, and what to do instead', (_name, comment) => {
    expect(comment).toMatch(/\. .*|: .*/);
  });
});
