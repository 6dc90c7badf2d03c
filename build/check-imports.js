/** Checks which way imports point, by test/architecture/dependency-rules.cjs, and that every file of src was looked at. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const rules = createRequire(import.meta.url)('../test/architecture/dependency-rules.cjs');

/** Every broken rule in the src of the working directory, and how many of its files were looked at. */
export async function checkImports() {
  const { options, ...ruleSet } = rules;
  const { output } = await cruise(['src'], { ...options, ruleSet, validate: true }, undefined, {
    tsConfig: extractTSConfig('tsconfig.json'),
  });
  const seen = output.modules.filter(({ source }) => source.startsWith('src/')).length;
  return { broken: output.summary.violations.map((one) => ({ ...one, comment: commentOf(one.rule.name) })), seen };
}

export const sourceFiles = () => readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts')).length;

const commentOf = (name) => rules.forbidden.find((rule) => rule.name === name)?.comment ?? '';

if (process.argv[1] === import.meta.filename) {
  const { broken, seen } = await checkImports();
  for (const { rule, from, to, cycle, comment } of broken) {
    console.error(`${rule.name}: ${[from, ...(cycle?.map((one) => one.name) ?? [to])].join(' -> ')}\n  ${comment}`);
  }
  // A checker that finds no files would call anything clean (dependency-cruiser with TypeScript 7 does so).
  if (seen !== sourceFiles()) console.error(`Looked at ${seen} files of src, which has ${sourceFiles()}.`);
  console.log(`Imports: ${seen} files, ${broken.length} broken rules.`);
  process.exitCode = broken.length > 0 || seen !== sourceFiles() ? 1 : 0;
}
