/** Rules of the family `privacy` (editorial checks, section 3). They look at everything that leaves, or that stands in the file. */
import { type Problem, problem } from '../../../core/problem.ts';
import { type Passage, whereIn } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';
import { namesWithAge } from './ages.ts';
import { children } from './child.ts';
import { consentOf, isAgreed } from './consent.ts';
import { detectors } from './detectors.ts';
import { counted, type Detector, findEverywhere } from './find.ts';
import { legible } from './legible.ts';
import { people } from './people.ts';
import { isStory } from './story.ts';

type SimpleCode = Parameters<typeof counted>[0];

const simple = (code: SimpleCode, detect: Detector): Rule => ({
  ids: [code],
  find: (input) => counted(code, findEverywhere(detect, input)),
});

const bsn: Rule = {
  ids: ['privacy-bsn', 'privacy-bsn-short'],
  *find(input) {
    yield* counted('privacy-bsn', findEverywhere(detectors.bsn, input));
    yield* counted('privacy-bsn-short', findEverywhere(detectors.shortBsn, input));
  },
};

/** Paragraphs without marks: a child and a story are told in sentences. */
function paragraphs({ passages }: RuleInput): readonly Paragraph[] {
  const found = read.get(passages) ?? passages.map((passage) => [passage, legible(passage.text, { unmarked: true }).text] as const);
  read.set(passages, found);
  return found;
}

type Paragraph = readonly [Passage, string];

/** Four rules ask for them. */
const read = new WeakMap<RuleInput['passages'], readonly Paragraph[]>();

const child: Rule = {
  ids: ['privacy-child', 'privacy-birth-date'],
  *find(input) {
    const found = paragraphs(input).filter(([, text]) => children(text).length > 0);
    const told = isAgreed(input) ? [] : found;
    for (const [index, [passage]] of told.entries())
      yield problem('privacy-child', { nth: index + 1, of: told.length }, whereIn(passage, input.post.file));
    yield* birthDates(
      input,
      found.map(([passage]) => passage),
    );
  },
};

/** A date of birth, or an age beside a full name; a child is told of once. */
function birthDates(input: RuleInput, told: readonly Passage[]): readonly Problem[] {
  const dates = findEverywhere(detectors.birth, input);
  const aged = isAgreed(input)
    ? []
    : paragraphs(input)
        .filter(([passage, text]) => !told.includes(passage) && hasNameAndAge(text, input))
        .map(([passage]) => ({ bare: '', where: whereIn(passage, input.post.file) }));
  return counted('privacy-birth-date', [...dates, ...aged]);
}

function hasNameAndAge(text: string, { settings }: RuleInput): boolean {
  const aged = namesWithAge(text);
  if (aged.length === 0) return false;
  const names = people(text, settings);
  return aged.some(({ start, end }) => names.some((name) => name.start < end && start < name.end));
}

const name: Rule = {
  ids: ['privacy-name'],
  find(input) {
    const where = paragraphs(input).flatMap(([passage, text]) =>
      passage.kind === 'code'
        ? []
        : people(text, input.settings).map(({ start }) => ({ bare: '', where: whereIn(passage, input.post.file, start) })),
    );
    return counted('privacy-name', where);
  },
};

const consent: Rule = {
  ids: ['privacy-consent', 'privacy-consent-until'],
  *find(input) {
    const { post } = input;
    const standing = consentOf(input);
    const text = paragraphs(input)
      .filter(([{ kind }]) => kind !== 'code')
      .map(([, words]) => words)
      .join('\n\n');
    const line = post.lines.consent;
    const where = { file: post.file, ...(line !== undefined && { line }), field: 'consent' };
    if (standing === 'missing' && isToldByChild(input)) return;
    if (standing !== 'valid' && standing !== 'ending' && isStory({ text, tags: post.tags }))
      yield problem('privacy-consent', { reason: standing }, where);
    else if (standing === 'future' || standing === 'over' || standing === 'ending')
      yield problem('privacy-consent-until', { reason: standing }, where);
  },
};

/** The same consent answers both, so it is asked for once, where the child is. */
const isToldByChild = (input: RuleInput): boolean =>
  (input.settings.levels['privacy-child'] ?? 'error') === 'error' &&
  !input.post.waive.some(({ rule }) => rule === 'privacy-child') &&
  paragraphs(input).some(([, text]) => children(text).length > 0);

export const privacyRules: readonly Rule[] = [
  bsn,
  simple('privacy-mobile', detectors.mobile),
  simple('privacy-landline', detectors.landline),
  simple('privacy-email', detectors.email),
  simple('privacy-account', detectors.account),
  simple('privacy-address', detectors.address),
  simple('privacy-case-number', detectors.caseNumber),
  child,
  name,
  consent,
];
