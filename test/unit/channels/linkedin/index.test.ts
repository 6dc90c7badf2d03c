import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';

const values = (options: ChannelOptions) => ({ settings: {}, options });
const missing = (options: ChannelOptions) => linkedin.check?.(values(options)).map(({ params }) => params);

describe('the LinkedIn channel', () => {
  it('needs a token only to post by itself', () => {
    expect(linkedin.needs({ mode: 'auto' })).toEqual(['token']);
    expect(linkedin.needs({ mode: 'assisted' })).toEqual([]);
    expect(linkedin.needs({ mode: 'off' })).toEqual([]);
    expect(linkedin.needs({})).toEqual([]);
  });

  it('names everything that is missing at once', () => {
    expect(missing({ mode: 'auto', group: '4510' })).toEqual([{ key: 'linkedin.version' }, { key: 'linkedin.author' }]);
    expect(missing({ mode: 'assisted' })).toEqual([{ key: 'linkedin.group' }]);
    expect(missing({ mode: 'assisted', group: '4510' })).toEqual([]);
    expect(missing({ mode: 'auto', version: '202611', author: 'urn:li:organization:7001' })).toEqual([]);
    expect(missing({ mode: 'off' })).toEqual([]);
  });

  it('has the same destination for a group as number, as text and as URN', () => {
    const expected = { id: 'urn:li:group:4510', reference: 'urn:li:group:4510', name: '4510' };
    expect(['4510', 4510, 'urn:li:group:4510'].map((group) => linkedin.destination(values({ group })))).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  it('goes to the author without a group, and nowhere when off', () => {
    expect(linkedin.destination(values({ mode: 'auto', author: 'urn:li:organization:7001' }))?.id).toBe('urn:li:organization:7001');
    expect(linkedin.destination(values({ mode: 'off', group: '4510' }))).toBeUndefined();
  });
});
