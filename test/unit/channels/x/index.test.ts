import { describe, expect, it } from 'vitest';
import { x } from '../../../../src/channels/x/index.ts';

const destination = { reference: 'account', name: 'account' };

describe('the account on X', () => {
  it('is read from the access token, without a call', () => {
    const settings = { accessToken: '1870000000000000001-AbCd' };
    expect(x.destination({ settings, options: {} })).toEqual({
      id: '1870000000000000001',
      reference: 'account',
      name: 'account 1870000000000000001',
    });
  });

  it('has no id yet when the token is of another form, or not there', () => {
    expect(x.destination({ settings: { accessToken: 'AbCd' }, options: {} })).toEqual(destination);
    expect(x.destination({ settings: {}, options: {} })).toEqual(destination);
  });
});

describe('the address of a post on X', () => {
  it.each([
    'https://x.com/gemeente/status/1989000000000000001',
    'https://twitter.com/gemeente/status/1989000000000000001?s=20',
    'https://mobile.twitter.com/gemeente/statuses/1989000000000000001/photo/1',
    'https://x.com/i/web/status/1989000000000000001',
    'https://www.x.com/i/status/1989000000000000001/',
  ])('%s names the post', (url) => {
    expect(x.parsePermalink?.(url, '7001')).toEqual({ remoteId: '1989000000000000001', url: 'https://x.com/i/status/1989000000000000001' });
  });

  it.each([
    'https://x.com/gemeente',
    'https://notx.com/a/status/1',
    'https://x.com.evil.example/a/status/1',
    'geen adres',
    'https://x.com/a/status/12a',
  ])('%s names none', (url) => {
    expect(x.parsePermalink?.(url, '7001')).toBeUndefined();
  });
});
