/** HTML as one line of text: for titles, summaries, tags and names. */
import { Parser } from 'htmlparser2';
import type { Written } from './document.ts';
import { droppedTags, inlineTags, keptTags, plainBlocks } from './html-tags.ts';

/** Longer than any title; a parser's time grows with what is nested in it. */
const longest = 20_000;

export function plainText(written: Written | undefined): string {
  if (!written) return '';
  return tidy('html' in written ? textOfHtml(written.html.slice(0, longest)) : written.text.slice(0, longest));
}

/** Spaces as a reader sees them, and no characters that steer. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();

function textOfHtml(html: string): string {
  if (!/[<&]/.test(html)) return html;
  let text = '';
  let hidden = 0;
  const asWritten = (): string => html.slice(parser.startIndex, parser.endIndex + 1);
  const parser: Parser = new Parser(
    {
      onopentag: (name) => {
        if (droppedTags.has(name)) hidden += 1;
        else if (isBlock(name)) text += ' ';
        else if (!isTag(name) && hidden === 0) text += asWritten();
      },
      ontext: (words) => {
        if (hidden === 0) text += words;
      },
      onclosetag: (name, isImplied) => {
        if (droppedTags.has(name)) hidden -= 1;
        else if (isBlock(name)) text += ' ';
        else if (!isTag(name) && !isImplied && hidden === 0) text += asWritten();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return text;
}

const isBlock = (name: string): boolean => name === 'br' || plainBlocks.has(name) || (keptTags.has(name) && !inlineTags.has(name));
const isTag = (name: string): boolean => inlineTags.has(name) || keptTags.has(name);

/** Between words, with a sign that something was left out. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${start.replace(/\s+\S*$/u, '')}…`;
}

/** The words of a whole text that is too tangled to be read as HTML: in one go, however it is nested. */
export function bareWords(html: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (const [start, name] of ['script', 'style'].flatMap((tag) => startsOf(lower, tag)).toSorted(([a], [b]) => a - b)) {
    if (start < from) continue;
    kept.push(html.slice(from, start));
    const end = lower.indexOf(`</${name}`, start);
    from = end === -1 ? html.length : end;
  }
  const words = [...kept, html.slice(from)].join(' ').replace(/<[^<>]*>/g, ' ');
  return textOfHtml(words.replaceAll('<', '&lt;'));
}

function startsOf(html: string, tag: string): (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  for (let at = html.indexOf(`<${tag}`); at !== -1; at = html.indexOf(`<${tag}`, at + 1)) found.push([at, tag]);
  return found;
}
