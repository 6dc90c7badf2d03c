import { describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';
import { sample } from '../../../contract/samples/pleio.ts';

const groupGuid = '5f0c3c1e-7a51-4d7e-9a0b-2f6f1f0a1b01';
const postGuid = '0b7a3f0e-6a0d-4f0c-9a53-0c1a5f0d0b01';
const url = 'https://omhetkind.pleio.nl';
const destination = (options: ChannelOptions, settings = {}) => pleio.destination({ settings, options });
const codes = (options: ChannelOptions, settings = {}) =>
  pleio.check?.({ settings, options }).map(({ code, params }) => ({ code, ...params }));

describe('the description of Pleio', () => {
  it('takes a guid as the destination, whatever its capitals', () => {
    expect(destination({ url, group: groupGuid.toUpperCase() })).toMatchObject({ id: groupGuid, reference: groupGuid });
  });

  it('knows a name only as a reference, without differences that mean nothing', () => {
    expect(destination({ url, group: ' Om  het Kind ' })).toEqual({ reference: 'om het kind', name: 'Om  het Kind' });
  });

  it('places on the site itself without a group', () => {
    expect(destination({ url })).toEqual({
      id: 'site:omhetkind.pleio.nl',
      reference: 'site:omhetkind.pleio.nl',
      name: 'omhetkind.pleio.nl',
    });
    expect(destination({ url }, { url: 'https://test.pleio.nl' })?.id).toBe('site:test.pleio.nl');
  });

  it('keeps the destination while practising, where the port changes', () => {
    expect(destination({ url }, { url: 'http://127.0.0.1:4001' })?.id).toBe('site:omhetkind.pleio.nl');
    expect(destination({}, { url: 'http://127.0.0.1:4001' })?.id).toBe(destination({}, { url: 'http://127.0.0.1:4002' })?.id);
  });

  it('needs an address of the site, in the settings or in omk.yaml', () => {
    expect(codes({})).toEqual([{ code: 'config-missing-key', key: 'pleio.url' }]);
    expect(codes({ url })).toEqual([]);
    expect(codes({}, { url })).toEqual([]);
  });

  it('needs a group when only the group may read it', () => {
    expect(codes({ url, access: 'group' })).toEqual([{ code: 'config-missing-key', key: 'pleio.group' }]);
    expect(codes({ url, access: 'group', group: 'Om het kind' })).toEqual([]);
  });

  it('refuses a cookie that cannot be sent', () => {
    expect(codes({ url }, { cookie: 'sessionid=a\nb' })).toEqual([{ code: 'config-bad-value', name: 'PLEIO_COOKIE', expected: 'text' }]);
  });

  it('reads the address of a post, whatever its title became', () => {
    const path = `/groups/view/${groupGuid}/om-het-kind/blog/view/${postGuid}/titel`;
    expect(pleio.parsePermalink?.(`${url}${path}?utm=1#reacties`, groupGuid)).toEqual({ remoteId: postGuid, url: `${url}${path}` });
    expect(pleio.parsePermalink?.(`${url}/news/view/${postGuid}/titel`, groupGuid)?.remoteId).toBe(postGuid);
    expect(
      pleio.parsePermalink?.(`${url}/groups/view/${groupGuid}/om-het-kind/update/view/${postGuid}`, 'name:om het kind')?.remoteId,
    ).toBe(postGuid);
    expect(pleio.parsePermalink?.(`${url}/blog/view/${postGuid}/titel`, 'site:omhetkind.pleio.nl')?.remoteId).toBe(postGuid);
  });

  it('does not take another address for one of its posts', () => {
    const other = postGuid;
    expect(pleio.parsePermalink?.(`${url}/groups/view/${other}/x/blog/view/${postGuid}/titel`, groupGuid)).toBeUndefined();
    expect(pleio.parsePermalink?.(`https://elders.nl/blog/view/${postGuid}/titel`, 'site:omhetkind.pleio.nl')).toBeUndefined();
    expect(pleio.parsePermalink?.(`${url}/groups/view/${groupGuid}/om-het-kind`, groupGuid)).toBeUndefined();
    expect(pleio.parsePermalink?.(`javascript://x/blog/view/${postGuid}`, groupGuid)).toBeUndefined();
    expect(pleio.parsePermalink?.('geen adres', groupGuid)).toBeUndefined();
  });

  it('lets its sample tell the call that publishes from the others', async () => {
    const call = (operationName: string) =>
      new Request('http://127.0.0.1/graphql', { method: 'POST', body: JSON.stringify({ operationName }) });
    expect(await sample.isWrite(call('AddEntity'))).toBe(true);
    expect(await sample.isWrite(call('WhoAmI'))).toBe(false);
  });
});
