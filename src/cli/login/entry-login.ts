/** A person copies what the service shows, at the terminal or from standard input. Never from a flag: flags are seen by everybody. */
import type { Channel, EntryWay, LoginQuestion } from '../../core/channel.ts';
import { failed, type Grant, type LoginResult } from '../../core/login.ts';
import { fail, OmkError, problem } from '../../core/problem.ts';
import { askSecret } from './ask-secret.ts';
import { namesOf } from './logins.ts';
import type { LoginDesk } from './way.ts';

/** More than any cookie or set of keys. */
const maxBytes = 65_536;

export async function enter(way: EntryWay, channel: Channel, desk: LoginDesk): Promise<LoginResult<Grant>> {
  const given = desk.isAsked ? await asked(way, desk) : await readIn(way, channel, desk);
  return given ? { kind: 'done', value: way.grant(given) } : failed(problem('login-stopped', {}));
}

type Given = Readonly<Record<string, string>>;

async function asked(way: EntryWay, { language, words, say }: LoginDesk): Promise<Given | undefined> {
  const given: Record<string, string> = {};
  for (const { name, label, help, read } of way.questions) {
    say(`\n${help[language]}`);
    const wrong = (pasted: string) => (read(pasted) === undefined ? words.badEntry(label[language]) : undefined);
    const answer = await askSecret({ message: label[language], wrong });
    if (answer === undefined) return undefined;
    given[name] = read(answer) ?? '';
  }
  return given;
}

/** As in `.env`; where there is one question, the answer may stand there alone. */
async function readIn({ questions }: EntryWay, channel: Channel, { language, isFromInput }: LoginDesk): Promise<Given> {
  if (!isFromInput) return fail('login-no-terminal', { flags: '--stdin', names: namesOf(channel).join(', ') });
  const text = await standardInput();
  const { parse } = await import('dotenv');
  const lines = parse(text);
  const envOf = ({ name }: LoginQuestion) => channel.settings[name]?.env ?? name;
  const answerTo = (question: LoginQuestion) => lines[envOf(question)] ?? (questions.length === 1 ? text : undefined);
  const missing = questions.filter((question) => !answerTo(question)?.trim());
  if (missing.length > 0) fail('login-incomplete', { names: missing.map(envOf).join(', ') });
  const answers = questions.map((question) => [question, question.read(answerTo(question) ?? '')] as const);
  const wrong = answers.filter(([, value]) => value === undefined);
  if (wrong.length > 0) throw new OmkError(wrong.map(([{ label }]) => problem('login-bad-entry', { what: label[language] })));
  return Object.fromEntries(answers.map(([{ name }, value]) => [name, value ?? '']));
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) fail('login-bad-entry', { what: `> ${maxBytes / 1024} kB` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
