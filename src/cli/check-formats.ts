/** Findings in the form in which GitHub and GitLab show them beside a change. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fail, isWarning, type Problem } from '../core/problem.ts';
import type { ProblemText } from './messages/problem-catalogue.ts';
import { type Invocation, textFlag } from './run.ts';

const formats = ['github', 'gitlab', 'json'] as const;
type Format = (typeof formats)[number];

export function formatFlag(invocation: Invocation): Format | undefined {
  const value = textFlag(invocation, 'format');
  const found = formats.find((format) => format === value);
  return value === undefined || found ? found : fail('usage-bad-value', { option: '--format', value, expected: formats.join(', ') });
}

export interface Told {
  readonly problems: readonly Problem[];
  /** The path of a file of the project as the repository has it. */
  readonly place: (file: string) => string;
  readonly textOf: (problem: Problem) => ProblemText;
}

/** Both services know files by their path from the root of the repository, and a project may be a folder in it. */
export function pathInRepository(root: string): (file: string) => string {
  const repository = repositoryOf(root) ?? root;
  return (file) => relative(repository, join(root, file)).split(sep).join('/');
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

/** A line for each, as a workflow writes them to its log; without a file it stands with the run itself. */
export const githubCommands = ({ problems, place, textOf }: Told): readonly string[] =>
  problems.map((found) => {
    const { message, hint } = textOf(found);
    const { file, line } = found.where ?? {};
    const properties = [
      ...(file === undefined ? [] : [`file=${property(place(file))}`]),
      ...(line === undefined ? [] : [`line=${line}`]),
      `title=${property(found.code)}`,
    ];
    return `::${isWarning(found) ? 'warning' : 'error'} ${properties.join(',')}::${data([message, hint].filter(Boolean).join('\n'))}`;
  });

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** GitLab's Code Quality report. */
export function gitlabReport({ problems, place, textOf }: Told): readonly object[] {
  const counts = new Map<string, number>();
  return problems.map((found) => {
    const path = found.where?.file === undefined ? 'omk.yaml' : place(found.where.file);
    const key = `${found.code} ${path} ${found.where?.channel ?? ''}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    const { message, hint } = textOf(found);
    return {
      description: [message, hint].filter(Boolean).join(' '),
      check_name: found.code,
      fingerprint: fingerprintOf(`${key} ${nth}`),
      severity: isWarning(found) ? 'minor' : 'major',
      location: { path, lines: { begin: found.where?.line ?? 1 } },
    };
  });
}

/** Stays when lines move, and is made of nothing that was found. */
const fingerprintOf = (key: string): string => createHash('sha256').update(key).digest('hex');
