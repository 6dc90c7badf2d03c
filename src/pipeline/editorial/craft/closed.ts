import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule, RuleInput, ShownMessage } from '../rule.ts';

const openOnes = ({ messages, hub }: RuleInput): readonly ShownMessage[] =>
  messages.filter(({ isOpen, channel }) => isOpen && channel !== hub);

const lineOf = ({ post: { lines } }: RuleInput, channel: string): { readonly line?: number } => {
  const line = lines[`${channel}.access`] ?? lines[channel] ?? lines['channels'];
  return line === undefined ? {} : { line };
};

/** What is meant for a closed group goes to a place that everybody can read, or leads everybody to a page behind a login. */
export const closedToOpen: Rule = {
  ids: ['craft-closed-to-open', 'craft-link-closed'],
  *find(input): Iterable<Problem> {
    const { messages, hub, post } = input;
    const confidential = messages.find(({ isConfidential }) => isConfidential);
    const closedHub = messages.find(({ channel, isClosed }) => channel === hub && isClosed);
    for (const { channel, message } of openOnes(input)) {
      const where = { file: post.file, channel, ...lineOf(input, confidential?.channel ?? channel) };
      if (confidential) yield problem('craft-closed-to-open', {}, where);
      else if (closedHub && message.link !== undefined) yield problem('craft-link-closed', {}, where);
    }
  },
};

/** An intranet, a document of colleagues, a network at the office. */
const inside =
  /^(?:intranet|insite|mijnwerkplek)\.|\.(?:sharepoint\.com|local|lan|intern|intra|internal)$|^(?:localhost|10\.[\d.]+|192\.168\.[\d.]+)$/i;

/** A link in the text that the readers of an open channel cannot follow; of each host once. */
export const linkInside: Rule = {
  ids: ['craft-link-closed'],
  *find({ messages, passages, post }): Iterable<Problem> {
    if (!messages.some(({ isOpen }) => isOpen)) return;
    const told = new Set<string>();
    for (const passage of passages)
      for (const { href } of passage.links) {
        const host = URL.canParse(href) ? new URL(href).hostname : '';
        if (!inside.test(host) || told.has(host)) continue;
        told.add(host);
        yield problem('craft-link-closed', { host }, whereIn(passage, post.file));
      }
  },
};

const forFew =
  /(?<!\p{L})(?:alleen (?:bestemd |bedoeld )?voor (?:de )?(?:leden|klankbordgroep|projectgroep|werkgroep|stuurgroep|kerngroep|deelnemers|intern gebruik|medewerkers|genodigden|ons team)|intern gebruik|niet (?:verder )?(?:verspreiden|delen met anderen|doorsturen)|nog niet met anderen delen|onder embargo|for members only|for internal use|do not (?:share|forward|distribute))(?!\p{L})/iu;

/** "Vertrouwelijk:" in front of a text, or "dit stuk is vertrouwelijk". */
const confidential =
  /^(?:strikt )?vertrouwelijk(?= ?[:.!–-]|$)|^(?:strictly )?confidential(?= ?[:.!–-]|$)|(?<!\p{L})(?:dit|deze|this)(?: \p{L}+)? (?:is|blijft|remains)(?: nog)?(?: strikt| strictly)? (?:vertrouwelijk|confidential)(?!\p{L})/iu;

/** Said of this text itself: at the beginning of a title, or to the reader. Information that is handled with care is another thing. */
export const closedWords: Rule = {
  ids: ['craft-closed-words'],
  *find(input): Iterable<Problem> {
    const { messages, passages, post } = input;
    if (!messages.some(({ isOpen }) => isOpen) || messages.some(({ isConfidential }) => isConfidential)) return;
    for (const passage of passages.filter(({ kind }) => kind !== 'code' && kind !== 'quote' && kind !== 'alt' && kind !== 'cell')) {
      const few = forFew.exec(passage.text);
      const found = few && !isAboutSomething(passage.text, few.index) ? few : confidential.exec(passage.text);
      if (!found) continue;
      yield problem('craft-closed-words', { words: found[0] }, whereIn(passage, post.file, found.index));
      return;
    }
  },
};

/** "De parkeerplaats is alleen voor medewerkers": only a thing is closed, not the text. */
const isAboutSomething = (text: string, at: number): boolean =>
  /(?:\p{L}+ (?:is|zijn|was|blijft|geldt|gelden|gaat|are|is)(?: \p{L}+){0,2} |(?:behandelen|blijft|blijven|is|zijn|altijd|volledig|kept|remains?|stay) )$/iu.test(
    text.slice(Math.max(0, at - 40), at),
  ) &&
  !/(?:^|[.!?] )(?:dit(?: (?:bericht|stuk|verslag|concept))?|deze (?:tekst|informatie|versie)|this(?: \p{L}+)?) (?:is|zijn|blijft|remains)(?: \p{L}+){0,2} $/iu.test(
    text.slice(Math.max(0, at - 60), at),
  );
