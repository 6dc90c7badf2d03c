/** `omk help TOPIC`, and the answers to the Tab key. */
import { fail } from '../../core/problem.ts';
import { suggest } from '../../pipeline/suggest.ts';
import { complete, completionText } from '../completing.ts';
import { createPlainOutput } from '../create-output.ts';
import { helpLanguage } from '../environment.ts';
import { everyTopic, explanation, topicsIn } from '../explaining.ts';
import { fold, listing } from '../help.ts';
import type { Words } from '../messages/words.ts';

const output = () => createPlainOutput(helpLanguage(), { json: false, plain: false });

/** The words that give the list of topics. */
const lists = ['topics', 'onderwerpen'];

/** Stops with a problem when there is nothing to tell about it. */
export async function explain(name: string, commands: readonly string[]): Promise<void> {
  const language = helpLanguage();
  const { result, words } = await output();
  if (lists.includes(name)) {
    const topics = Object.entries(await topicsIn(language)).map(([id, { title }]) => [id, title] as const);
    return result(listing(`${words.help.topics}:`, topics));
  }
  const text = await explanation(name, language);
  if (text !== undefined)
    return result(
      text
        .split('\n')
        .map((line) => fold(line, /^ +(?:\d+ +)?/.exec(line)?.[0].length ?? 0))
        .join('\n'),
    );
  const suggestion = suggest(name, [...commands, ...Object.keys(await everyTopic(language))]);
  fail('usage-unknown-topic', { name, ...(suggestion !== undefined && { suggestion }) });
}

export async function offer(typed: readonly string[], help: Words['help']): Promise<void> {
  const language = helpLanguage();
  const found = await complete(typed, { words: help, language, topics: () => everyTopic(language) });
  (await output()).result(completionText(found));
}
