import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';

const max = 3;

/** Words that hashtags are made of, beside those of the post itself. */
const usual =
  `om het de een en van voor met in is op aan bij ik je jij u wij we ons onze mijn jouw samen niet wel kind kinderen jeugd jongeren ouders ouder gezin
  gezinnen hulp zorg school scholen wijk buurt gemeente plan team week dag maand jaar veilig thuis digitaal toegankelijk praat mee doe denk help open data
  nieuwe koers samenwerken nederland the for of and to our care youth`.split(/\s+/);

const small = new Set(
  'om het de een en van voor met in is op aan bij ik je jij u wij we ons onze mijn jouw niet the for of and to our'.split(' '),
);

interface Tag {
  readonly tag: string;
  readonly passage: Passage;
  readonly offset: number;
  readonly isInText: boolean;
}

function tagsOf({ passages }: RuleInput): readonly Tag[] {
  return passages.flatMap((passage): readonly Tag[] => {
    if (passage.kind === 'tag') return [{ tag: passage.text, passage, offset: 0, isInText: false }];
    if (passage.kind === 'code' || passage.kind === 'alt' || passage.kind === 'html' || passage.kind === 'heading') return [];
    return [...passage.text.matchAll(/(?<![\p{L}\p{N}/&])#(\p{L}[\p{L}\p{M}\p{N}_]*)/gu)].map(({ 1: tag = '', index }) => ({
      tag,
      passage,
      offset: index,
      isInText: true,
    }));
  });
}

/** A screen reader takes `#omhetkind` for one word and `#OmHetKind` for three. */
export const hashtagCase: Rule = {
  ids: ['a11y-hashtag-case'],
  *find(input): Iterable<Problem> {
    const known = new Set<string>();
    for (const { tag, passage, offset } of tagsOf(input)) {
      const better = betterCase(tag, input);
      if (better === undefined || known.has(tag.toLowerCase())) continue;
      known.add(tag.toLowerCase());
      yield problem('a11y-hashtag-case', { tag: `#${tag}`, better: `#${better}` }, whereIn(passage, input.post.file, offset));
    }
  },
};

function betterCase(tag: string, input: RuleInput): string | undefined {
  if (/\s/.test(tag) || tag.length < 6 || tag.length > 60) return undefined;
  const lower = tag.toLowerCase();
  // Capitals inside are what is asked for; capitals alone tell as little as none.
  if (tag.slice(1) !== lower.slice(1) && tag !== tag.toUpperCase()) return undefined;
  const parts = partsOf(lower, vocabularyOf(input));
  return parts && isSeveral(parts) ? parts.map((part) => (part[0] ?? '').toUpperCase() + part.slice(1)).join('') : undefined;
}

/** "jeugdzorg" is one word, "omhetkind" is not. */
const isSeveral = (parts: readonly string[]): boolean =>
  (parts.length > 2 && parts.some((part) => small.has(part))) ||
  parts.length > 3 ||
  (parts.length === 2 && /^(?:de|het|een|ons|onze|mijn|jouw|samen|wij)$/.test(parts[0] ?? ''));

const vocabularies = new WeakMap<RuleInput['passages'], ReadonlySet<string>>();

function vocabularyOf({ passages }: RuleInput): ReadonlySet<string> {
  const known = vocabularies.get(passages);
  if (known) return known;
  const words = passages.flatMap(({ kind, text }) => (kind === 'tag' ? [] : (text.toLowerCase().match(/(?<![#\p{L}])\p{L}{2,}/gu) ?? [])));
  const made = new Set([...usual, ...words.filter((word) => word.length > 2)]);
  vocabularies.set(passages, made);
  return made;
}

/** The fewest known words that make it up. */
function partsOf(tag: string, known: ReadonlySet<string>): readonly string[] | undefined {
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= tag.length; end += 1)
    for (let start = Math.max(0, end - 20); start < end; start += 1) {
      const before = best[start];
      const part = tag.slice(start, end);
      if (before && (known.has(part) || part === 'u') && (best[end]?.length ?? 99) > before.length + 1) best[end] = [...before, part];
    }
  const found = best[tag.length];
  return found && found.length > 1 ? found : known.has(tag) ? undefined : found;
}

/** In the middle of a sentence a tag is heard as "number sign" and stops the reader. */
export const hashtagPlace: Rule = {
  ids: ['a11y-hashtag-place'],
  *find(input): Iterable<Problem> {
    const told = new Set<string>();
    for (const { tag, passage, offset, isInText } of tagsOf(input)) {
      const after = passage.text.slice(offset + tag.length + 1, offset + tag.length + 200).split('\n', 1)[0] ?? '';
      const rest = after.replace(/#[\p{L}\p{M}\p{N}_]+|https?:\/\/\S+/gu, '');
      if (!isInText || told.has(tag) || !/^[^.!?]*\p{L}/u.test(rest)) continue;
      told.add(tag);
      yield problem('a11y-hashtag-place', { tag: `#${tag}` }, whereIn(passage, input.post.file, offset));
    }
  },
};

/** Per text: the tags of the post, the body, and every channel's own text. */
export const hashtagCount: Rule = {
  ids: ['a11y-hashtag-count'],
  *find(input): Iterable<Problem> {
    const groups = new Map<string, Tag[]>();
    for (const each of tagsOf(input)) {
      const group = groups.get(each.passage.field);
      if (group) group.push(each);
      else groups.set(each.passage.field, [each]);
    }
    for (const tags of groups.values()) {
      const [first] = tags;
      const count = new Set(tags.map(({ tag }) => tag.toLowerCase())).size;
      if (first && count > max) yield problem('a11y-hashtag-count', { count, max }, whereIn(first.passage, input.post.file, first.offset));
    }
  },
};
