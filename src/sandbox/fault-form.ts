/** The form on a channel's page that switches its faults on and off: its HTML, and what it sends. */
import type { Channel } from '../core/channel.ts';
import { escapeHtml } from '../core/message.ts';
import type { Switches, SwitchState } from './faults.ts';
import { type ChannelSwitch, type SwitchOn, switchesOf, switchesOn } from './switches.ts';
import type { PageLanguage, Words } from './words.ts';

interface Speaking {
  readonly words: Words;
  readonly language: PageLanguage;
}

export const faultPath = (id: string): string => `/channel/${encodeURIComponent(id)}/faults`;

/** Where the page tells what is on; a change leads here, and moves the focus along. */
export const faultAnchor = 'faults';

const choices: Readonly<Record<string, SwitchState>> = { always: true, once: 1, thrice: 3 };

/** What is on, in words, and the form. */
export function faultSection(speaking: Speaking, channel: Channel, switches: Switches): string {
  const { words, language } = speaking;
  const on = switchesOn(channel, switches);
  const boxes = (isOwn: boolean) =>
    switchesOf(channel)
      .filter((one) => one.isOwn === isOwn)
      .map((one) => checkbox(speaking, one, on));
  const own = boxes(true);
  const label = escapeHtml(channel.label[language]);
  return `<section class="faults" aria-labelledby="faults-title">
<div id="${faultAnchor}" tabindex="-1">${faultNote(speaking, on) || `<p class="soft">${words.faults.none}</p>`}</div>
<details><summary><h2 id="faults-title">${words.faults.title}</h2></summary>
<form method="post" action="${faultPath(channel.id)}">
${group(words.faults.which, boxes(false))}
${own.length > 0 ? group(words.faults.own(label), own) : ''}
${group(
  words.faults.often,
  Object.keys(choices).map((value) => radio(value, words.faults.times[value] ?? value)),
)}
<p><button>${words.faults.save}</button> <button name="clear" value="all">${words.faults.clear}</button></p>
</form></details></section>`;
}

/** Empty while nothing is on. */
export function faultNote({ words, language }: Speaking, on: readonly SwitchOn[]): string {
  if (on.length === 0) return '';
  const items = on.map(
    ({ name, help, state }) => `<li>${escapeHtml(help[language])} <code>${escapeHtml(name)}</code>${left(words, state)}</li>`,
  );
  return `<div class="fault-note"><p><strong>${words.faults.on(on.length)}</strong></p><ul>${items.join('')}</ul></div>`;
}

const left = (words: Words, state: SwitchState): string => (state === true ? '' : ` (${words.faults.left(state)})`);

const group = (legend: string, controls: readonly string[]): string =>
  `<fieldset><legend>${legend}</legend>${controls.join('\n')}</fieldset>`;

function checkbox({ words, language }: Speaking, { name, help }: ChannelSwitch, on: readonly SwitchOn[]): string {
  const state = on.find((one) => one.name === name)?.state;
  const value = escapeHtml(name);
  return `<label><input type="checkbox" name="on" value="${value}"${state === undefined ? '' : ' checked'}>
<span>${escapeHtml(help[language])} <code>${value}</code>${state === undefined ? '' : left(words, state)}</span></label>`;
}

const radio = (value: string, text: string): string =>
  `<label><input type="radio" name="times" value="${value}"${value === 'always' ? ' checked' : ''}><span>${text}</span></label>`;

/**
 * The switches as the form wants them; `undefined` when it is no form of ours. What is on already keeps the times that
 * are left.
 */
export function readFaultForm(text: string, channel: Channel, switches: Switches): Readonly<Record<string, SwitchState>> | undefined {
  const fields = new URLSearchParams(text);
  if (fields.get('clear') === 'all') return {};
  const times = choices[fields.get('times') ?? ''];
  const known = switchesOf(channel);
  const wanted = fields.getAll('on').map((name) => known.find((one) => one.name === name));
  if (times === undefined || wanted.includes(undefined)) return undefined;
  const now = switches.all()[channel.id] ?? {};
  return Object.fromEntries(wanted.flatMap((one) => (one ? [[one.name, now[one.name] ?? (one.isOwn ? true : times)] as const] : [])));
}

/** Only the page itself may change something: a browser tells with every form where it stands, and other programs use the file. */
export function isFromOwnPage({ url, headers }: Request): boolean {
  const isForm = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  const site = headers.get('sec-fetch-site');
  return isForm && headers.get('origin') === new URL(url).origin && (site === null || site === 'same-origin');
}
