/** What the Tab key offers. */
import { describe, expect, it } from 'vitest';
import { complete, completionText } from '../../../src/cli/completing.ts';
import { nl } from '../../../src/cli/messages/nl.ts';

const help = { words: nl.help, language: 'nl', topics: async () => ({ hub: 'Pleio eerst', 'a11y-alt-missing': 'zonder alt' }) } as const;

/** As typed behind `omk`, the last word unfinished. */
const offered = async (typed: string) => {
  const { kind, candidates } = await complete(typed.split(' '), help);
  return [kind, ...candidates.map(({ value }) => value)].join(' ');
};

describe('the Tab key offers', () => {
  it.each([
    ['pub', 'words publish'],
    ['', expect.stringMatching(/^words init .* publish .* help$/)],
    ['--', 'words --help --version'],
    ['publish ', 'posts'],
    ['publish a.md ', 'posts'],
    ['status a.md ', 'words'],
    ['resolve a.md ', 'words pleio x linkedin yammer newsletter'],
    ['resolve a.md li', 'words linkedin'],
    ['ledger ', 'words export import verify'],
    ['ledger import ', 'files'],
    ['publish --ch', 'words --channels --changed-since'],
    ['publish --channels ', 'list pleio x linkedin yammer newsletter'],
    ['publish --channels pleio,', 'list pleio,x pleio,linkedin pleio,yammer pleio,newsletter'],
    ['publish --channels pleio a', 'posts'],
    ['publish --project ', 'folders'],
    ['digest --intro ', 'files'],
    ['digest --since ', 'words'],
    ['publish --json --js', 'words'],
    ['sandbox --fault x=slow --fa', 'words --fault'],
    ['help hu', 'words hub'],
    ['help a11', 'words a11y-alt-missing'],
    ['help publ', 'words publish'],
    ['nonsense ', expect.stringMatching(/^words init .* publish /)],
  ])('after "%s": %s', async (typed, expected) => {
    expect(await offered(typed)).toEqual(expected);
  });

  it('a line for each, with a description', async () => {
    expect(completionText(await complete(['cance'], help))).toBe('words\ncancel\tintrekken wat nog niet weg is');
  });
});
