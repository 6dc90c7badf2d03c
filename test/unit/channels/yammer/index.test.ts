import { describe, expect, it } from 'vitest';
import { yammer } from '../../../../src/channels/yammer/index.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';

const values = (options: ChannelOptions) => ({ settings: {}, options });
const graphId = 'eyJfdHlwZSI6Ikdyb3VwIiwiaWQiOiIyMjUwMDAwMDAwMDEifQ==';
const threadId = 'eyJfdHlwZSI6IlRocmVhZCIsImlkIjoiMzU1MDAwMDAwMDAwMDAwMSJ9';

describe('a Yammer community', () => {
  it.each([
    ['225000000001'],
    [225000000001],
    [graphId],
    [graphId.replaceAll('=', '')],
    ['https://www.yammer.com/contoso.example/#/threads/inGroup?type=in_group&feedId=225000000001'],
    [`https://engage.cloud.microsoft/main/org/contoso.example/groups/${graphId.replaceAll('=', '%3D')}/all`],
    [`https://web.yammer.com/main/groups/${graphId}`],
  ])('written as %s is always the same destination', (community) => {
    expect(yammer.check?.(values({ community }))).toEqual([]);
    expect(yammer.destination(values({ community }))).toEqual({ id: '225000000001', reference: '225000000001', name: '225000000001' });
    expect(String(community)).toMatch(yammer.options.community?.pattern ?? /never/);
  });

  it.each([['Om het kind'], [threadId], ['https://example.nl/groups/'], ['eyJfdHlwZSI6Ikdyb3VwIiwiaWQiOiJ4In0=']])(
    'cannot be %s',
    (community) => {
      expect(yammer.check?.(values({ community }))).toEqual([
        { code: 'config-bad-value', params: { name: 'yammer.community', expected: 'id' } },
      ]);
    },
  );

  it('must be given', () => {
    expect(yammer.check?.(values({}))).toEqual([{ code: 'config-missing-key', params: { key: 'yammer.community' } }]);
  });
});

describe('a pasted Yammer address', () => {
  it.each([
    [
      'https://www.yammer.com/contoso.example/messages/3550000000000001?trk=mail',
      'https://www.yammer.com/contoso.example/messages/3550000000000001',
    ],
    [
      'https://www.yammer.com/contoso.example/#/Threads/show?threadId=3550000000000001',
      'https://www.yammer.com/contoso.example/#/Threads/show?threadId=3550000000000001',
    ],
    [
      ` https://engage.cloud.microsoft/main/org/contoso.example/threads/${threadId}?trk_copy_link=V2 `,
      `https://engage.cloud.microsoft/main/org/contoso.example/threads/${threadId}`,
    ],
  ])('%s is understood', (pasted, url) => {
    expect(yammer.parsePermalink?.(pasted, '225000000001')).toEqual({ remoteId: '3550000000000001', url });
  });

  it.each([
    'https://www.yammer.com/contoso.example/groups/1',
    'https://yammer.com.example.nl/messages/3550000000000001',
    'https://notyammer.com/messages/3550000000000001',
    `https://engage.cloud.microsoft/main/threads/${graphId}`,
    'koersbesluit',
  ])('%s is no message', (pasted) => {
    expect(yammer.parsePermalink?.(pasted, '225000000001')).toBeUndefined();
  });
});
