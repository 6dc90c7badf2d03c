/** What became different since a plan was made, each thing by its name. Pure. */
import { canonicalJson } from '../core/json.ts';
import { type Problem, problem, type Where } from '../core/problem.ts';
import type { Fingerprint, PlanContent, PlanMessage, PlanPost } from './plan-file.ts';

/** Nothing: what would be rendered now is what was planned. Readers come and go, so their number is no difference. */
export function planDifferences(planned: PlanContent, now: PlanContent): readonly Problem[] {
  const [name, here] = [planned.settings['name'], now.settings['name']];
  if (name !== here) return [problem('plan-other-project', { name: String(name), here: String(here) })];
  const settings = changedKeys(planned, now).map((key) => problem('plan-setting-changed', { key }));
  const posts = pairs(planned.posts, now.posts, ({ post }) => post).flatMap(([before, after]) =>
    before && after ? postDifferences(before, after, { planned, now }) : goneOrNew(before, after),
  );
  return [...settings, ...posts];
}

interface Plans {
  readonly planned: PlanContent;
  readonly now: PlanContent;
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Settings of a channel that was added or is gone are told of with it. */
function changedKeys(planned: PlanContent, now: PlanContent): readonly string[] {
  const [before, after] = [planned, now].map(({ settings }) => new Set(Object.keys(settings).map(sectionOf)));
  const keys = new Set([...Object.keys(planned.settings), ...Object.keys(now.settings)]);
  const isOfBoth = (key: string): boolean =>
    !key.includes('.') || (before?.has(sectionOf(key)) === true && after?.has(sectionOf(key)) === true);
  return [...keys].filter((key) => isOfBoth(key) && !isSame(planned.settings[key], now.settings[key])).sort();
}

const sectionOf = (key: string): string => key.split('.')[0] ?? key;

/** A post that cannot be found now is told of by whoever looked for it. */
function goneOrNew(before: PlanPost | undefined, after: PlanPost | undefined): readonly Problem[] {
  const post = before ?? after;
  const code = before ? 'plan-channel-gone' : 'plan-channel-added';
  return (post?.deliveries ?? []).map(({ channel }) => problem(code, {}, { file: post?.file ?? '', channel }));
}

function postDifferences(before: PlanPost, after: PlanPost, plans: Plans): readonly Problem[] {
  const { file } = before;
  const both = pairs(before.deliveries, after.deliveries, placeKey);
  const images = changedFiles(before.pictures, after.pictures).map((path) => problem('plan-image-changed', { path }, { file }));
  const isTextNew = before.text !== after.text || before.file !== after.file || before.title !== after.title;
  const touched = both.flatMap(([one, other]) => (one && other && !hasSameMessage(one, other, before) ? [one.channel] : []));
  const isExplained = isTextNew || images.length > 0 || changedKeys(plans.planned, plans.now).length > 0;
  return [
    ...(isTextNew ? [problem('plan-text-changed', { channels: touched }, { file })] : []),
    ...images,
    ...both.flatMap(([one, other]) => {
      const channel = (one ?? other)?.channel ?? '';
      const where: Where = { file, channel };
      if (!one) return [problem('plan-channel-added', {}, where)];
      if (!other) return [problem('plan-channel-gone', {}, where)];
      const found = messageDifferences(one, other, where);
      const isUntold = touched.includes(channel) && !isExplained && !found.some(({ code }) => code === 'plan-template-changed');
      return isUntold ? [...found, problem('plan-rendering-changed', { planned: plans.planned.omk, now: plans.now.omk }, where)] : found;
    }),
  ];
}

/** A post goes to a channel once; to another place of it is a change, not one gone and one new. */
const placeKey = ({ channel }: PlanMessage): string => channel;

/** The address of a post that is corrected may have become known since; the revision leaves it out. */
const hasSameMessage = (one: PlanMessage, other: PlanMessage, { corrects }: PlanPost): boolean =>
  one.revision === other.revision && (corrects !== null || isSame(one.message, other.message));

function messageDifferences(one: PlanMessage, other: PlanMessage, where: Where): readonly Problem[] {
  const [from, to] = [one.publishAt, other.publishAt];
  const isElsewhere = one.destination !== other.destination;
  const isOtherAccount = one.account !== null && other.account !== null && one.account !== other.account;
  return [
    ...changedFiles(one.templates, other.templates).map((name) => problem('plan-template-changed', { name }, where)),
    ...(isElsewhere ? [problem('plan-place-changed', { planned: one.destination, now: other.destination }, where)] : []),
    ...(isOtherAccount ? [problem('plan-place-changed', { planned: one.account ?? '', now: other.account ?? '' }, where)] : []),
    ...(from !== to
      ? [problem('plan-time-changed', { ...(from !== null && { planned: from }), ...(to !== null && { now: to }) }, where)]
      : []),
  ];
}

const changedFiles = (before: readonly Fingerprint[], after: readonly Fingerprint[]): readonly string[] =>
  pairs(before, after, ({ file }) => file).flatMap(([one, other]) => (one?.sha256 === other?.sha256 ? [] : [(one ?? other)?.file ?? '']));

/** What has the same name on both sides, side by side, in the order of the plan. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  name: (one: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const [ones, others] = [before, after].map((list) => new Map(list.map((one) => [name(one), one])));
  return [...new Set([...before, ...after].map(name))].map((key) => [ones?.get(key), others?.get(key)] as const);
}
