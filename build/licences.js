/** Gathers the licence of every package that a bundle holds, and refuses what may not be bundled. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Licences that let a work under EUPL-1.2 carry the code along, as long as their text comes with it. */
const permitted = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'EUPL-1.2',
  '(ISC AND CC-BY-3.0)', // a calendar made of pages of Wikipedia: to name where it comes from is enough
]);

/** linkedin-api-client has a licence of its own that forbids passing its code on: it is installed, never bundled. */
const neverBundled = new Set(['linkedin-api-client']);

/** What two packages leave out of their own manifest or folder. */
const knownLicence = { 'twitter-text': 'Apache-2.0' }; // said by its README and LICENSE
const textOfSibling = { 'proxy-agent-negotiate': 'https-proxy-agent' }; // one repository, one author, one licence

/** The text of dist/LICENCES.txt for these files of a bundle. Throws when one of them may not be in it. */
export function licencesOf(moduleIds) {
  const packages = [
    ...new Map(
      moduleIds
        .map(packageOf)
        .filter(Boolean)
        .map((one) => [`${one.name}@${one.version}`, one]),
    ).values(),
  ];
  const problems = packages.flatMap(problemsOf);
  if (problems.length > 0) throw new Error(`Licences that the bundle may not hold:\n${problems.join('\n')}`);
  const sections = packages.toSorted((one, other) => one.name.localeCompare(other.name)).map(section);
  return `${[introduction, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

const introduction =
  'omk is published under EUPL-1.2, see LICENSE. Its bundle holds parts of the packages below, each under its own licence.\n' +
  'Not in the bundle but installed beside it: @photostructure/sqlite and linkedin-api-client, with their own licence files.';

function problemsOf({ name, licence, text }) {
  if (neverBundled.has(name)) return [`${name}: never to be bundled`];
  if (!permitted.has(licence)) return [`${name}: ${licence ?? 'no licence named'}`];
  return text === undefined ? [`${name}: its licence text is missing`] : [];
}

const section = ({ name, version, licence, home, text }) => `${name} ${version}\n${licence}${home ? `\n${home}` : ''}\n\n${text}`;

/** The package that a file belongs to; undefined for our own files and what the bundler adds. */
function packageOf(id) {
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/^\0/, ''));
  if (match === null) return undefined;
  const root = match[1];
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name, version, homepage } = manifest;
  const licensed = textOfSibling[name] === undefined ? root : join(dirname(root), textOfSibling[name]);
  return { name, version, licence: knownLicence[name] ?? chosen(manifest), home: homepage, text: licenceText(licensed) };
}

/** Of "A OR B" the first that is permitted: the choice is ours. */
function chosen({ license, licenses }) {
  const named = typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
  const options = named?.replace(/^\((.*)\)$/, '$1').split(' OR ') ?? [];
  return options.find((one) => permitted.has(one)) ?? named;
}

function licenceText(root) {
  const file = readdirSync(root).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(root, file), 'utf8').trim();
  const readme = readdirSync(root).find((name) => /^readme/i.test(name));
  const said = readme && /^#+ *licen[cs]e\b[^\n]*\n([\s\S]*)/im.exec(readFileSync(join(root, readme), 'utf8'))?.[1];
  return said?.trim() || undefined;
}
