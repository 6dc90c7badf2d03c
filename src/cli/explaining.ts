/** `omk help …`: an explanation of a topic, an editorial rule or the code of a problem. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRuleId } from '../core/editorial.ts';
import type { MessageLanguage } from './environment.ts';
import type { RuleText, RuleTexts } from './messages/rules/rule-text.ts';
import type { Topic, Topics } from './messages/topics/topic.ts';
import { ownPackage } from './package-root.ts';

export async function topicsIn(language: MessageLanguage): Promise<Topics> {
  return language === 'en' ? (await import('./messages/topics/en.ts')).topicsEn : (await import('./messages/topics/nl.ts')).topicsNl;
}

async function rulesIn(language: MessageLanguage): Promise<RuleTexts> {
  return language === 'en' ? (await import('./messages/rules/en.ts')).rulesEn : (await import('./messages/rules/nl.ts')).rulesNl;
}

/** Names of everything that there is help about, with a few words. */
export async function everyTopic(language: MessageLanguage): Promise<Readonly<Record<string, string>>> {
  const [topics, rules] = await Promise.all([topicsIn(language), rulesIn(language)]);
  const named = (texts: Readonly<Record<string, { readonly title?: string; readonly name?: string }>>) =>
    Object.entries(texts).map(([id, { title, name }]) => [id, title ?? name ?? ''] as const);
  return Object.fromEntries([...named(topics), ...named(rules)]);
}

/** By its name in either language: both have the same topics in the same order. */
async function topicNamed(name: string, language: MessageLanguage): Promise<Topic | undefined> {
  const [mine, others] = await Promise.all([topicsIn(language), topicsIn(language === 'en' ? 'nl' : 'en')]);
  return Object.hasOwn(mine, name) ? mine[name] : Object.values(mine)[Object.keys(others).indexOf(name)];
}

/** `undefined`: there is no such topic. */
export async function explanation(name: string, language: MessageLanguage): Promise<string | undefined> {
  const topic = await topicNamed(name, language);
  if (topic) return `${topic.title}\n\n${topic.text}`;
  if (isRuleId(name)) return ruleText(name, (await rulesIn(language))[name], language);
  return problemText(name, language);
}

const words = {
  nl: { wrong: 'Liever niet', right: 'Wel' },
  en: { wrong: 'Rather not', right: 'Instead' },
} as const;

function ruleText(id: string, { name, why, instead, wrong, right }: RuleText, language: MessageLanguage): string {
  const examples = [
    wrong !== undefined && `${words[language].wrong}: ${wrong}`,
    right !== undefined && `${words[language].right}: ${right}`,
  ];
  return [`${id}: ${name}`, why, instead, examples.filter(Boolean).join('\n')].filter(Boolean).join('\n\n');
}

/** From the table of docs/problems.md, which holds every code: `| code | English | Nederlands | exit |`. */
function problemText(code: string, language: MessageLanguage): string | undefined {
  if (!/^[a-z][a-z\d-]*$/.test(code)) return undefined;
  const page = readFileSync(join(ownPackage().root, 'docs', 'problems.md'), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
  const [, , english = '', dutch = '', exit = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
  if (row === undefined) return undefined;
  return `${code}: ${language === 'en' ? english : dutch} (exit ${exit})`;
}
