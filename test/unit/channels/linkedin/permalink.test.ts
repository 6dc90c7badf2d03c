import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../../src/channels/linkedin/index.ts';

const group = 'urn:li:group:4510';
const parse = (url: string, destination = group) => linkedin.parsePermalink?.(url, destination);
const feed = 'https://www.linkedin.com/feed/update/';

describe('a pasted LinkedIn address', () => {
  it.each([
    [`${feed}urn:li:groupPost:4510-7398000000000000001/?utm_source=share&utm_medium=member`, 'urn:li:groupPost:4510-7398000000000000001'],
    [`${feed}urn%3Ali%3AgroupPost%3A4510-7398000000000000001/`, 'urn:li:groupPost:4510-7398000000000000001'],
    [`${feed}urn:li:share:7398000000000000001`, 'urn:li:share:7398000000000000001'],
    [`${feed}urn:li:ugcPost:7398000000000000001/#comments`, 'urn:li:ugcPost:7398000000000000001'],
    [`  https://nl.linkedin.com/feed/update/urn:li:activity:7398000000000000001/ `, 'urn:li:activity:7398000000000000001'],
  ])('%s is understood, without its query', (url, urn) => {
    expect(parse(url)).toEqual({ remoteId: urn, url: `${feed}${urn}/` });
  });

  it('of the form with words keeps its own path', () => {
    expect(parse('https://www.linkedin.com/posts/ada-example_koersbesluit-activity-7398000000000000001-aB3_?utm_source=share')).toEqual({
      remoteId: 'urn:li:activity:7398000000000000001',
      url: 'https://www.linkedin.com/posts/ada-example_koersbesluit-activity-7398000000000000001-aB3_',
    });
  });

  it.each([
    `${feed}urn:li:groupPost:9999-7398000000000000001/`,
    'https://linkedin.com.example.nl/feed/update/urn:li:share:1/',
    'https://evillinkedin.com/feed/update/urn:li:share:1/',
    'https://www.linkedin.com/groups/4510/',
    'https://www.linkedin.com/?next=urn:li:share:1',
    `${feed}urn:li:person:abc/`,
    `${feed}%E0%A4%A`,
    'javascript:alert(1)//linkedin.com/urn:li:share:1',
    'koersbesluit',
  ])('%s is not a post of this group', (url) => {
    expect(parse(url)).toBeUndefined();
  });

  it('of a group is no post of an organisation', () => {
    expect(parse(`${feed}urn:li:groupPost:4510-7398000000000000001/`, 'urn:li:organization:7001')).toBeUndefined();
  });
});
