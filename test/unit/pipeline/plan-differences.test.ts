import { describe, expect, it } from 'vitest';
import { planDifferences } from '../../../src/pipeline/plan-differences.ts';
import type { PlanContent, PlanMessage, PlanPost } from '../../../src/pipeline/plan-file.ts';
import { aMessage } from '../../support/builders.ts';
import { aPlanContent, aPlanMessage, aPlanPost } from '../../support/plans.ts';

const planned = aPlanContent();
const found = (now: Partial<PlanContent>, before: PlanContent = planned) => planDifferences(before, aPlanContent(now));
const withPost = (overrides: Partial<PlanPost>) => found({ posts: [aPlanPost(overrides)] });
const withMessage = (overrides: Partial<PlanMessage>) => withPost({ deliveries: [aPlanMessage(overrides)] });
const otherText = { revision: 'r2', message: aMessage({ text: 'Anders' }) };
const where = { file: 'post.md', channel: 'x' };

describe('what became different since a plan was made', () => {
  it('is nothing when all is as it was', () => {
    expect(found({})).toEqual([]);
  });

  it('is the text, with the channels that it touches', () => {
    expect(withPost({ text: 'def', deliveries: [aPlanMessage(otherText)] })).toEqual([
      { code: 'plan-text-changed', params: { channels: ['x'] }, where: { file: 'post.md' } },
    ]);
    expect(withPost({ text: 'def' })).toMatchObject([{ code: 'plan-text-changed', params: { channels: [] } }]);
  });

  it('is a picture that was changed, added or removed', () => {
    expect(withPost({ pictures: [{ file: 'beeld/raad.png', sha256: 'p2' }] })).toMatchObject([
      { code: 'plan-image-changed', params: { path: 'beeld/raad.png' } },
    ]);
    expect(withPost({ pictures: [] })).toMatchObject([{ code: 'plan-image-changed' }]);
  });

  it('is a template, also where another file takes its place', () => {
    expect(withMessage({ ...otherText, templates: [{ file: 'templates/x.txt', sha256: 't2' }] })).toEqual([
      { code: 'plan-template-changed', params: { name: 'templates/x.txt' }, where },
    ]);
    expect(withMessage({ templates: [{ file: 'eigen/x.txt', sha256: 't1' }] })).toMatchObject([
      { params: { name: 'templates/x.txt' } },
      { params: { name: 'eigen/x.txt' } },
    ]);
  });

  it('is each setting, by its key', () => {
    const settings = { mode: 'live', name: 'Om het kind', 'x.maxCost': 1 };
    expect(found({ settings }).map(({ params }) => params)).toEqual([{ key: 'mode' }, { key: 'x.maxCost' }, { key: 'x.thread' }]);
  });

  it('is no setting of a channel that was added or is gone', () => {
    expect(found({ settings: { ...planned.settings, 'yammer.pace': '8/30s' } })).toEqual([]);
    expect(found({ settings: { mode: 'sandbox', name: 'Om het kind' } })).toEqual([]);
  });

  it('is the place, and the account where both are known', () => {
    expect(withMessage({ destination: '4511' })).toEqual([
      { code: 'plan-place-changed', params: { planned: 'account', now: '4511' }, where },
    ]);
    expect(withMessage({ account: '7002' })).toEqual([{ code: 'plan-place-changed', params: { planned: '7001', now: '7002' }, where }]);
    expect(withMessage({ account: null })).toEqual([]);
  });

  it('is the moment', () => {
    expect(withMessage({ publishAt: '2026-12-01T08:00:00.000Z' })).toEqual([
      { code: 'plan-time-changed', params: { now: '2026-12-01T08:00:00.000Z' }, where },
    ]);
  });

  it('is a channel that was added or is gone', () => {
    const yammer = aPlanMessage({ channel: 'yammer' });
    expect(withPost({ deliveries: [aPlanMessage(), yammer] })).toEqual([
      { code: 'plan-channel-added', params: {}, where: { file: 'post.md', channel: 'yammer' } },
    ]);
    expect(withPost({ deliveries: [] })).toEqual([{ code: 'plan-channel-gone', params: {}, where }]);
  });

  it("is omk's own rendering, where nothing else explains another message", () => {
    const now = aPlanContent({ omk: '0.2.0', posts: [aPlanPost({ deliveries: [aPlanMessage(otherText)] })] });
    expect(planDifferences(planned, now)).toEqual([{ code: 'plan-rendering-changed', params: { planned: '0.1.0', now: '0.2.0' }, where }]);
    expect(found({ omk: '0.2.0' })).toEqual([]);
  });

  it('is a message that was put into the plan by hand, with the revision of the real one', () => {
    expect(withMessage({ message: aMessage({ text: 'Ingevoegd' }) })).toMatchObject([{ code: 'plan-rendering-changed' }]);
  });

  it('is not the number of readers, nor the address of a corrected post that became known', () => {
    expect(withMessage({ readers: 12 })).toEqual([]);
    const correction = (link: string) =>
      aPlanContent({ posts: [aPlanPost({ corrects: 'oud.md', deliveries: [aPlanMessage({ message: aMessage({ text: link }) })] })] });
    expect(planDifferences(correction('zonder'), correction('https://example.nl/'))).toEqual([]);
  });

  it('is the project alone when the plan is of another one', () => {
    expect(found({ settings: { mode: 'live', name: 'Jeugdzorg' }, posts: [] })).toEqual([
      { code: 'plan-other-project', params: { name: 'Om het kind', here: 'Jeugdzorg' } },
    ]);
  });

  it('is all of it at once', () => {
    const now: Partial<PlanContent> = {
      settings: { mode: 'sandbox', name: 'Om het kind', 'x.thread': true },
      posts: [
        aPlanPost({
          text: 'def',
          pictures: [],
          deliveries: [
            aPlanMessage({ ...otherText, destination: '1', publishAt: '2026-12-01T08:00:00.000Z', templates: [] }),
            aPlanMessage({ channel: 'yammer' }),
          ],
        }),
      ],
    };
    expect(found(now).map(({ code }) => code)).toEqual([
      'plan-setting-changed',
      'plan-text-changed',
      'plan-image-changed',
      'plan-template-changed',
      'plan-place-changed',
      'plan-time-changed',
      'plan-channel-added',
    ]);
  });
});
