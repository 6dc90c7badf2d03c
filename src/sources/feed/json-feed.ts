/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
import { resolved } from './addresses.ts';
import type { RawEntry, RawFeed } from './document.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `undefined`: this is no JSON Feed. */
export function jsonFeed(text: string, address: string): RawFeed | undefined {
  const found = parsed(text);
  if (!isFields(found) || !Array.isArray(found['items'])) return undefined;
  const home = resolved(textIn(found, 'home_page_url') ?? '', address);
  return {
    home,
    next: resolved(textIn(found, 'next_url') ?? '', address),
    language: textIn(found, 'language'),
    entries: found['items'].filter(isFields).map((item) => entryOf(item, home ?? address, authorIn(found))),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1.0 allowed ids that are numbers. */
function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'number' ? String(value) : typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function entryOf(item: Fields, base: string, feedAuthor: string | undefined): RawEntry {
  const link = resolved(textIn(item, 'url') ?? textIn(item, 'external_url') ?? '', base);
  const [title, summary, html, text] = ['title', 'summary', 'content_html', 'content_text'].map((name) => textIn(item, name));
  const content = html !== undefined ? { html } : text !== undefined ? { text } : undefined;
  const short = summary === undefined ? undefined : { text: summary };
  return {
    id: textIn(item, 'id'),
    link,
    title: title === undefined ? undefined : { text: title },
    ...(content ? { content, summary: short } : { content: short }),
    published: textIn(item, 'date_published') ?? textIn(item, 'date_modified'),
    updated: textIn(item, 'date_modified'),
    author: authorIn(item) ?? feedAuthor,
    tags: Array.isArray(item['tags']) ? item['tags'].filter((tag) => typeof tag === 'string') : [],
    image: imageOf(item, link ?? base),
    language: textIn(item, 'language'),
    base: link ?? base,
  };
}

function authorIn(fields: Fields): string | undefined {
  const authors = Array.isArray(fields['authors']) ? fields['authors'] : [fields['author']];
  const first: unknown = authors[0];
  return isFields(first) ? textIn(first, 'name') : undefined;
}

/** It has no field for an alternative text; the body may know it. */
function imageOf(item: Fields, base: string): RawEntry['image'] {
  const address = resolved(textIn(item, 'image') ?? textIn(item, 'banner_image') ?? '', base);
  return address === undefined ? undefined : { url: address };
}
