/** Posts as a newsroom writes them: news, invitations, stories with pictures, tables and links, some in English. Each differs. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const content = join(import.meta.dirname, '..', 'content');

/** The sample posts over and over, published ones alone, each with a number in its title and a paragraph of its own. */
export function makePosts(count) {
  const folder = mkdtempSync(join(tmpdir(), 'omk-bench-'));
  cpSync(content, folder, { recursive: true, filter: (path) => !path.endsWith('.md') && !path.includes('.omk') });
  const samples = readdirSync(content)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(content, name), 'utf8'))
    .filter((text) => !/^draft: true$/m.test(text) && !/^corrects:/m.test(text));
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(folder, `bericht-${String(index + 1).padStart(4, '0')}.md`), variant(samples[index % samples.length], index + 1));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Everywhere, so that each is rendered for five channels; then nothing in it is for a closed group. */
const variant = (text, number) =>
  `${text
    .replace(/^channels:.*\n/m, '')
    .replace(/^(?:newsletter|x|yammer|linkedin|pleio): false\n/gm, '')
    .replace(/^pleio: \{ access: .*\n/m, '')
    .replace(/^title: ("?)/m, `title: $1Nummer ${number}, `)}\nDit is bericht ${number} van een lange reeks.\n`;
