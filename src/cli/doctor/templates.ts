/** Templates of the project that replace a shipped one: do they still show what readers would miss? */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, fault, good } from '../../core/check.ts';
import type { Project } from '../config.ts';
import { ownPackage } from '../package-root.ts';

/** The writer's own text for a channel, the way to the full post, the way out of the list. What else is shown is taste. */
const missed = ['text', 'link', 'intro', 'reader.unsubscribe'] as const;

export function lookAtTemplates({ root, templates }: Pick<Project, 'root' | 'templates'>): readonly Check[] {
  const shipped = join(ownPackage().root, 'templates');
  const own = namesIn(join(root, templates)).filter((name) => namesIn(shipped).includes(name));
  const faults = own.flatMap((name) => {
    const [theirs, ours] = [shipped, join(root, templates)].map((folder) => readFileSync(join(folder, name), 'utf8'));
    const variables = missed.filter((variable) => shows(theirs ?? '', variable) && !shows(ours ?? '', variable));
    return variables.length === 0 ? [] : [fault('templates', 'template-forgets', { path: `${templates}/${name}`, variables })];
  });
  return faults.length > 0 || own.length === 0 ? faults : [good('templates', 'templates-own', { count: own.length })];
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => /\.(?:md|txt|html)$/.test(name));
  } catch {
    // No such folder: no templates of one's own.
    return [];
  }
};

/** Inside the braces of an output or a tag, as a whole word. */
const shows = (template: string, variable: string): boolean =>
  new RegExp(String.raw`\{[{%][^}]*?(?<![\w.])${variable.replace('.', String.raw`\.`)}(?![\w.])[^}]*?[}%]\}`).test(template);
