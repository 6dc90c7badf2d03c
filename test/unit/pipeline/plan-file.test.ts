import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfPlan, fingerprintOfText, planText, readPlan, sealed } from '../../../src/pipeline/plan-file.ts';
import { aMessage } from '../../support/builders.ts';
import { aPlanContent, aPlanMessage, aPlanPost } from '../../support/plans.ts';

const plan = sealed(aPlanContent());
const edited = (change: (text: string) => string) => readPlan(change(planText(plan)));

/** The same values with their keys in another order, at every depth. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

describe('the digest of a plan', () => {
  it('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (settings) => {
        const content = aPlanContent({ settings: settings as never });
        expect(digestOfPlan(shuffled(content) as typeof content)).toBe(digestOfPlan(content));
      }),
    );
  });

  it('changes with any change of a message', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const digest = (text: string) =>
          digestOfPlan(aPlanContent({ posts: [aPlanPost({ deliveries: [aPlanMessage({ message: aMessage({ text }) })] })] }));
        expect(digest(one) === digest(other)).toBe(one === other);
      }),
    );
  });

  it('changes with every part of the plan', () => {
    const others = [
      aPlanContent({ kind: 'update' }),
      aPlanContent({ omk: '9.9.9' }),
      aPlanContent({ settings: { name: 'Anders' } }),
      aPlanContent({ channels: ['x'] }),
      aPlanContent({ again: ['x'] }),
      aPlanContent({ correction: 'De zaal is nu 3.' }),
      aPlanContent({ posts: [] }),
      aPlanContent({ posts: [aPlanPost({ text: 'anders' })] }),
      aPlanContent({ posts: [aPlanPost({ deliveries: [aPlanMessage({ account: '7002' })] })] }),
      aPlanContent({ posts: [aPlanPost({ deliveries: [aPlanMessage({ publishAt: '2026-12-01T08:00:00.000Z' })] })] }),
    ];
    expect(new Set([plan.digest, ...others.map(digestOfPlan)]).size).toBe(others.length + 1);
  });
});

describe('the file of a plan', () => {
  it('comes back as it was written, with é, emoji and Arabic', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = sealed(
          aPlanContent({ posts: [aPlanPost({ deliveries: [aPlanMessage({ message: aMessage({ text: `é👩‍👧 مرحبا${text}` }) })] })] }),
        );
        expect(readPlan(planText(written))).toEqual({ plan: written });
      }),
    );
  });

  it('may have its line ends turned, and its last one cut', () => {
    expect(edited((text) => text.replaceAll('\n', '\r\n'))).toEqual({ plan });
    expect(edited((text) => text.trimEnd())).toEqual({ plan });
  });

  it('is refused when a value was changed, whatever digest it names', () => {
    expect(edited((text) => text.replace('Hallo wereld', 'Hallo maan'))).toEqual({ fault: 'edited' });
    expect(edited((text) => text.replace(plan.digest, `sha256:${'0'.repeat(64)}`))).toEqual({ fault: 'edited' });
  });

  it('is refused when a key stands there twice, for a person and a program would read different ones', () => {
    const twice = (text: string) => text.replace('"kind": "publish",', '"kind": "update",\n  "kind": "publish",');
    expect(edited(twice)).toEqual({ fault: 'edited' });
  });

  it('is refused when something stands before or behind it', () => {
    expect(edited((text) => `${text}{}`)).toEqual({ fault: 'broken' });
    expect(edited((text) => `\n${text}`)).toEqual({ fault: 'edited' });
  });

  it('names a version that it does not know', () => {
    expect(readPlan('{"omkPlan": 99}')).toEqual({ fault: 'version', version: '99' });
  });

  it.each(['', '{', '[]', 'null', '"omkPlan"', '{"digest": "x"}', '\u0000'])('takes %j for no plan', (text) => {
    expect(readPlan(text)).toEqual({ fault: 'broken' });
  });

  it.each([
    ['settings', []],
    ['posts', null],
    ['posts', [{}]],
    ['kind', 'retract'],
    ['again', 'x'],
    ['posts', [aPlanPost({ deliveries: [{ ...aPlanMessage(), message: { text: 1 } as never }] })]],
  ])('is refused where %s is %j, though its digest fits', (name, value) => {
    expect(readPlan(planText(sealed({ ...aPlanContent(), [name]: value } as never)))).toEqual({ fault: 'broken' });
  });

  it('is never a bug, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => readPlan(planText(sealed({ ...aPlanContent(), posts: value } as never)))).not.toThrow();
      }),
    );
  });
});

describe('the fingerprint of a text', () => {
  it('is the same after git turned the line ends, and another one after any other change', () => {
    expect(fingerprintOfText('\uFEFFa\r\nb\n')).toBe(fingerprintOfText('a\nb\n'));
    expect(fingerprintOfText('a\nb')).not.toBe(fingerprintOfText('a\nb\n'));
  });
});

it('takes no plan that nests without an end', () => {
  for (const depth of [5_000, 100_000])
    expect(readPlan(`{"omkPlan":1,"posts":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toEqual({ fault: 'broken' });
});
