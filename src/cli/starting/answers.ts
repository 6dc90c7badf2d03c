/** What `omk init` asks: each answer is a flag as well, and has something that usually holds. */
import { basename } from 'node:path';
import type { Channel } from '../../core/channel.ts';
import type { Json } from '../../core/json.ts';
import type { ChannelOptions } from '../../core/post.ts';
import { OmkError, problem } from '../../core/problem.ts';
import { defaultsOf } from '../../pipeline/option-reader.ts';
import { type Interview, type Question, type Reading, readYesNo, switchAnswer } from '../asking/interview.ts';
import type { InitWords } from '../messages/init-words.ts';
import { DEFAULT_ZONE } from '../project-fields.ts';
import { type Invocation, textFlag, textsFlag } from '../run.ts';
import { type ServerKind, serverFlag } from './server-kinds.ts';
import { readChannelList, readChannelSetting, readPlainSetting } from './setting.ts';

export const ciKinds = ['github', 'gitlab'] as const;
export type CiKind = (typeof ciKinds)[number];

/** What a project says, or would say where nothing was changed. */
export interface ProjectAnswers {
  readonly name: string;
  readonly language: string;
  readonly timezone: string;
  readonly channels: readonly string[];
  readonly hub: string;
  /** By channel; only what somebody said. */
  readonly options: Readonly<Record<string, ChannelOptions>>;
}

export interface Answers extends ProjectAnswers {
  readonly templates: boolean;
  readonly firstPost: boolean;
  readonly ci: readonly CiKind[];
  readonly cron: boolean;
  readonly server: readonly ServerKind[];
}

export interface AskingPlace {
  readonly root: string;
  readonly invocation: Invocation;
  readonly channels: readonly Channel[];
  /** What omk.yaml says already. */
  readonly before: Partial<ProjectAnswers>;
  /** Was there an omk.yaml, or a post, before this? */
  readonly isBegun: boolean;
}

/** The language comes first, since the other questions are asked in it. */
export async function askLanguage(interview: Interview, { invocation, channels, before }: AskingPlace, words: InitWords): Promise<string> {
  const usual = before.language ?? words.language;
  const given = textFlag(invocation, 'language');
  const read = readPlainSetting('language', channels);
  return (await interview.answer({ flag: '--language', given, form: 'text', ...words.questions.language, usual, read })) ?? usual;
}

export async function askTheRest(interview: Interview, place: AskingPlace, language: string, words: InitWords): Promise<Answers> {
  const { root, invocation, channels: all, before, isBegun } = place;
  const { questions } = words;
  const text = (flag: string) => textFlag(invocation, flag);
  const plain = async (key: 'name' | 'timezone', usual: string): Promise<string> => {
    const read = readPlainSetting(key, all);
    return (await interview.answer({ flag: `--${key}`, given: text(key), form: 'text', ...questions[key], usual, read })) ?? usual;
  };
  const name = await plain('name', before.name ?? (basename(root) || 'omk'));
  const timezone = await plain('timezone', before.timezone ?? DEFAULT_ZONE);
  const chosen = await askChannels(interview, place, words);
  const hub = await askHub(interview, place, chosen, words);
  const options = await askOptions(interview, place, chosen, words);
  const yesNo = async (flag: string, key: 'templates' | 'post' | 'cron', usual: 'yes' | 'no'): Promise<boolean> => {
    const given = switchAnswer(invocation, flag);
    return (await interview.answer({ flag: `--${flag}`, given, form: 'yes-no', ...questions[key], usual, read: readYesNo })) ?? false;
  };
  const templates = await yesNo('templates', 'templates', 'no');
  const firstPost = await yesNo('post', 'post', isBegun ? 'no' : 'yes');
  const ci = await askCi(interview, invocation, words);
  const cron = await yesNo('cron', 'cron', 'no');
  const server = await serverFlag(interview, invocation);
  return { name, language, timezone, channels: chosen, hub, options, templates, firstPost, ci, cron, server };
}

async function askChannels(interview: Interview, place: AskingPlace, { language, questions }: InitWords): Promise<readonly string[]> {
  const { invocation, channels, before } = place;
  const usual = before.channels ?? channels.map(({ id }) => id);
  const found = await interview.answer({
    flag: '--channels',
    given: textFlag(invocation, 'channels'),
    form: 'several',
    ...questions.channels,
    choices: channels.map(({ id, label }) => ({ value: id, label: label[language] })),
    usual: usual.join(','),
    read: readChannelList(channels),
  });
  return found ?? usual;
}

/** A place that everybody can be led to; of the newsletter's readers each has a mail of their own. */
async function askHub(interview: Interview, place: AskingPlace, chosen: readonly string[], words: InitWords): Promise<string> {
  const { invocation, channels, before } = place;
  const places = channels.filter(({ id, reaches }) => chosen.includes(id) && reaches === 'place');
  const choices = [...places.map(({ id, label }) => ({ value: id, label: label[words.language] })), { value: 'none', label: words.noHub }];
  const isThere = (id: string | undefined): id is string => choices.some(({ value }) => value === id);
  const first = channels[0]?.id;
  const usual = isThere(before.hub) ? before.hub : isThere(first) ? first : 'none';
  const read = (typed: string): Reading<string> =>
    isThere(typed)
      ? { value: typed }
      : { problems: [problem('config-bad-choice', { key: 'hub', value: typed, choices: choices.map(({ value }) => value) })] };
  const given = textFlag(invocation, 'hub');
  if (given === undefined && places.length === 0) return 'none';
  return (await interview.answer({ flag: '--hub', given, form: 'choice', ...words.questions.hub, choices, usual, read })) ?? usual;
}

type Options = Record<string, ChannelOptions>;

/** What `--set` says of any option; then, for each chosen channel, what it cannot do without. */
async function askOptions(interview: Interview, place: AskingPlace, chosen: readonly string[], words: InitWords): Promise<Options> {
  const { invocation, channels, before } = place;
  const options: Options = Object.fromEntries(Object.entries(before.options ?? {}).map(([id, said]) => [id, { ...said }]));
  const said = setFlags(invocation);
  const put = (id: string, key: string, value: Json | undefined) => {
    if (value !== undefined) options[id] = { ...options[id], [key]: value };
  };
  const question = (id: string, key: string): Question<Json | undefined> => ({
    flag: `--set ${id}.${key}=…`,
    given: said.get(`${id}.${key}`),
    form: 'text',
    ...words.option(
      channels.find((channel) => channel.id === id),
      key,
    ),
    usual: textOf(options[id]?.[key]),
    read: (typed) => readChannelSetting(id, key, typed, channels),
  });
  for (const name of said.keys()) {
    const [id = '', key = ''] = name.split('.');
    put(id, key, await interview.answer(question(id, key)));
  }
  for (const channel of channels.filter(({ id }) => chosen.includes(id))) {
    const asked = new Set<string>();
    const next = () =>
      wantedOptions(channel, options[channel.id] ?? {}).find((key) => !asked.has(key) && !said.has(`${channel.id}.${key}`));
    for (let key = next(); key !== undefined; key = next()) {
      asked.add(key);
      put(channel.id, key, await interview.answer(question(channel.id, key)));
    }
  }
  return options;
}

const textOf = (value: Json | undefined): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** In the order of the channel: what it misses as things stand, and what is worth a question anyway. */
export function wantedOptions(channel: Channel, said: ChannelOptions): readonly string[] {
  const missing = channel.check?.({ settings: {}, options: { ...defaultsOf(channel.options), ...said } }) ?? [];
  const keys = new Set(missing.flatMap((one) => (one.code === 'config-missing-key' ? [one.params.key.replace(`${channel.id}.`, '')] : [])));
  return Object.entries(channel.options).flatMap(([key, option]) => (option.asked || keys.has(key) ? [key] : []));
}

/** `--set pleio.group="Om het kind"`, as often as needed; the last one counts. */
function setFlags(invocation: Invocation): ReadonlyMap<string, string> {
  const pairs = textsFlag(invocation, 'set').map((text) => ({ text, found: /^([\w-]+\.[\w-]+)=([\s\S]*)$/.exec(text) }));
  const wrong = pairs.filter(({ found }) => found === null);
  if (wrong.length > 0) throw new OmkError(wrong.map(({ text }) => problem('set-unreadable', { value: text })));
  return new Map(pairs.map(({ found }) => [found?.[1] ?? '', found?.[2] ?? '']));
}

async function askCi(interview: Interview, invocation: Invocation, { questions, ciLabels }: InitWords): Promise<readonly CiKind[]> {
  const read = (typed: string): Reading<readonly CiKind[]> => {
    const names = typed.split(',').map((name) => name.trim());
    const wrong = names.find((name) => name !== '' && name !== 'none' && !ciKinds.some((kind) => kind === name));
    if (wrong !== undefined)
      return { problems: [problem('usage-bad-value', { option: '--ci', value: wrong, expected: [...ciKinds, 'none'].join(', ') })] };
    return { value: ciKinds.filter((kind) => names.includes(kind)) };
  };
  const choices = ciKinds.map((value) => ({ value, label: ciLabels[value] }));
  const given = textFlag(invocation, 'ci');
  return (await interview.answer({ flag: '--ci', given, form: 'several', ...questions.ci, choices, usual: '', read })) ?? [];
}
