/** Every address in a post that readers are led to, with the place where it stands. */
import type { ParsedPost } from '../../../core/post.ts';
import type { Where } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';

export interface FoundLink {
  readonly href: string;
  /** What readers see of it. */
  readonly text: string;
  readonly where: Where;
  readonly passage?: Passage;
}

/** As a writer types it: what ends a sentence or closes a bracket is no part of it. */
const address = /https?:\/\/[^\s<>"“”«»[\]{}|\\^`]+/gi;

/** Without the marks of the sentence around it; a bracket that was opened inside stays. */
export function tidyAddress(written: string): string {
  let found = written.replace(/[.,;:!?'’)*_]+$/u, (tail) =>
    tail.includes(')') && written.slice(0, -tail.length).includes('(') ? tail.slice(0, tail.indexOf(')') + 1) : '',
  );
  if (found.endsWith('…')) found = found.slice(0, -1);
  return found;
}

export const addressesIn = (text: string): readonly { readonly href: string; readonly offset: number }[] =>
  /https?:/i.test(text)
    ? first(text.matchAll(address)).map(({ 0: written, index }) => ({ href: tidyAddress(written), offset: index }))
    : [];

/** More than any page links to; keeps hostile input cheap. */
const most = 300;

function first<T>(all: Iterable<T>): readonly T[] {
  const found: T[] = [];
  for (const one of all) if (found.push(one) >= most) break;
  return found;
}

export function linksOf(post: ParsedPost, passages: readonly Passage[]): readonly FoundLink[] {
  return [...keyLinks(post), ...passages.flatMap((passage) => passageLinks(passage, post.file))];
}

function keyLinks({ link, event, lines, file }: ParsedPost): readonly FoundLink[] {
  return Object.entries({ link, 'event.signup': event?.signup }).flatMap(([field, href]) => {
    const line = lines[field];
    return href === undefined ? [] : [{ href, text: href, where: { file, field, ...(line !== undefined && { line }) } }];
  });
}

function passageLinks(passage: Passage, file: string): readonly FoundLink[] {
  if (passage.kind === 'code') return [];
  const linked = passage.links.slice(0, most).map(({ href, text }) => ({
    href,
    text,
    where: whereIn(passage, file, Math.max(0, passage.text.indexOf(text))),
    passage,
  }));
  const bare = addressesIn(passage.text).filter(({ href }) => !linked.some((one) => one.href === href || one.text.includes(href)));
  return [...linked, ...bare.map(({ href, offset }) => ({ href, text: href, where: whereIn(passage, file, offset), passage }))];
}
