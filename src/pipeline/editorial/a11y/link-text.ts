import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, type PassageLink, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';

const vague = new Set(
  `hier|klik|klik hier|hierop|klik hierop|deze link|link|linkje|de link|via deze link|lees meer|lees verder|lees hier meer|meer|meer lezen|meer info|meer informatie
  |meer weten|verder lezen|verder|bekijk|bekijk hier|download|download hier|pdf|website|de website|site|artikel|bron|info|pagina|deze pagina|ga naar|open|dit bericht
  |here|click|click here|this link|read more|more|more info|more information|learn more|this page|website|download here|go|see here|this`
    .split('|')
    .map((each) => each.trim()),
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const isAddress = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text.trim());

/** Links that say nothing when they are heard one by one (WCAG 2.1, 2.4.4); short text channels show the address itself. */
export const linkText: Rule = {
  ids: ['a11y-link-text'],
  *find(input: RuleInput): Iterable<Problem> {
    if (!goesToPages(input)) return;
    const told = new Set<string>();
    for (const passage of input.passages.filter(({ channel }) => channel === undefined || isPage(input, channel)))
      for (const link of passage.links) {
        const reason = reasonOf(link);
        const key = `${link.text} ${link.href}`;
        if (!reason || told.has(key)) continue;
        told.add(key);
        const suggestion = suggestionFor(passage, link);
        const at = passage.text.indexOf(link.text);
        const text = reason === 'bare' ? link.href : link.text;
        yield problem(
          'a11y-link-text',
          { text, reason, ...(suggestion !== undefined && { suggestion }) },
          whereIn(passage, input.post.file, Math.max(0, at)),
        );
      }
  },
};

const goesToPages = (input: RuleInput): boolean => input.post.channels.some(({ channel }) => isPage(input, channel));

/** The hub, and what shows HTML. */
const isPage = ({ hub, messages }: RuleInput, channel: string): boolean =>
  channel === hub || messages.some((shown) => shown.channel === channel && shown.message.html !== undefined);

function reasonOf({ text, href }: PassageLink): 'vague' | 'bare' | 'empty' | undefined {
  // An address of mail or telephone is what it says.
  if (/^(?:mailto|tel):/i.test(href)) return undefined;
  if (isAddress(text)) return 'bare';
  const said = plain(text);
  if (said === '') return 'empty';
  return vague.has(said) ? 'vague' : undefined;
}

/** The rest of the sentence, or else what the address is called. */
function suggestionFor({ text: all }: Passage, { text, href }: PassageLink): string | undefined {
  const at = all.indexOf(text);
  const before =
    all
      .slice(0, Math.max(0, at))
      .split(/[.!?:\n]\s*/)
      .at(-1) ?? '';
  const said = before.replace(/\s*(?:lees|klik|kijk|zie|read|click|see)?\s*$/iu, '').trim();
  if (said.split(/\s+/).length > 2 && said.length <= 80) return said;
  return nameOf(href);
}

function nameOf(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { hostname, pathname } = new URL(href);
  const last =
    pathname
      .split('/')
      .filter(Boolean)
      .at(-1)
      ?.replace(/\.\w{2,5}$/, '')
      .replace(/[-_]+/g, ' ') ?? '';
  const host = hostname.replace(/^www\./, '');
  return /\p{L}{3}/u.test(last) && last.length <= 60 ? `${last} (${host})` : host;
}
