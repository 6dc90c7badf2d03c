/** Each setting under `checks` changes what is found; a waiver takes away one rule in one post; plans and pages tell no number either. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aProject, post, settings } from '../support/project.ts';

const sentence = 'Wij lezen elke week voor aan alle kinderen uit de buurt, en daarna is er nog limonade met een koekje voor wie dat wil.';
const hard = `${'Gemeentelijke jeugdhulpverlening vereist samenwerkingsovereenkomsten tussen onderwijsinstellingen. '.repeat(20)}`;

interface Case {
  readonly setting: string;
  readonly checks: string;
  readonly text: string;
  readonly rule: string;
}

const takesAway: readonly Case[] = [
  { setting: 'levels: off', checks: 'levels: { privacy-landline: off }', text: 'Bel 010-1234567.', rule: 'privacy-landline' },
  { setting: 'allow.phones', checks: 'allow: { phones: [010-1234567] }', text: 'Bel +31 10 123 45 67.', rule: 'privacy-landline' },
  {
    setting: 'allow.emails',
    checks: 'allow: { emails: ["*@pers.example"] }',
    text: 'Mail noor.bakker@pers.example.',
    rule: 'privacy-email',
  },
  {
    setting: 'allow.accounts',
    checks: 'allow: { accounts: [NL91ABNA0417164300] }',
    text: 'Betaal op NL91 ABNA 0417 1643 00.',
    rule: 'privacy-account',
  },
  {
    setting: 'allow.addresses',
    checks: 'allow: { addresses: ["Raadhuisplein 1, 1234 AB Veenmeer"] }',
    text: 'Kom naar Raadhuisplein 1, 1234 AB Veenmeer.',
    rule: 'privacy-address',
  },
  { setting: 'names', checks: 'names: [Noor Bakker]', text: 'Wethouder Noor Bakker spreekt.', rule: 'privacy-name' },
  {
    setting: 'sentence',
    checks: 'sentence: 40',
    text: `${sentence.slice(0, -1)}, en ook voor hun ouders.`,
    rule: 'language-long-sentence',
  },
  { setting: 'readability', checks: 'readability: -500', text: hard, rule: 'language-readability' },
  { setting: 'words, an empty one', checks: 'words: { derhalve: "" }', text: 'Het loket is derhalve dicht.', rule: 'language-officialese' },
];

const adds: readonly Case[] = [
  { setting: 'words', checks: 'words: { ketenpartner: organisatie }', text: 'Bel de ketenpartner.', rule: 'language-officialese' },
  { setting: 'numbers', checks: String.raw`numbers: ['WMO/\d{2}/\d{6}']`, text: 'Het gaat om WMO/26/004417.', rule: 'privacy-case-number' },
  { setting: 'sentence', checks: 'sentence: 12', text: sentence, rule: 'language-long-sentence' },
  {
    setting: 'readability',
    checks: 'readability: 100',
    text: 'De buren helpen elkaar en lezen samen een boek. '.repeat(20),
    rule: 'language-readability',
  },
];

/** With and without the setting. */
async function rulesOf({ checks, text }: Case): Promise<{ readonly without: readonly string[]; readonly having: readonly string[] }> {
  const found = async (yaml: string): Promise<readonly string[]> => {
    const cwd = aProject({ 'omk.yaml': settings(yaml), 'a.md': post([], text) });
    const { report } = await runJson(['check', 'a.md'], { cwd });
    return report.problems.map(({ code }) => code);
  };
  return { without: await found(''), having: await found(`checks: { ${checks} }`) };
}

describe('under checks', () => {
  it.each(takesAway)('$setting takes away $rule', async (one) => {
    const { without, having } = await rulesOf(one);
    expect(without).toContain(one.rule);
    expect(having).not.toContain(one.rule);
  });

  it.each(adds)('$setting adds $rule', async (one) => {
    const { without, having } = await rulesOf(one);
    expect(without).not.toContain(one.rule);
    expect(having).toContain(one.rule);
  });

  it('a level of error holds a post up', async () => {
    const yaml = 'checks: { levels: { language-officialese: error } }';
    const cwd = aProject({ 'omk.yaml': settings(yaml), 'a.md': post([], 'Het loket is derhalve dicht.') });
    const { code } = await runOmk(['publish', 'a.md'], { cwd });
    expect(code).toBe(2);
    expect((await runOmk(['log', '--json'], { cwd })).stdout).toBe('');
  });
});

describe('a waiver', () => {
  it('takes away its rule in its post alone', async () => {
    const text = 'Wethouder Noor Bakker opent het loket, bel haar op 010-1234567.';
    const cwd = aProject({ 'a.md': post(['waive: [{ rule: privacy-name, reason: "zij weet ervan" }]'], text), 'b.md': post([], text) });
    const { report } = await runJson(['check', 'a.md', 'b.md'], { cwd });
    const found = report.problems.map(({ code, where }) => `${where?.file} ${code}`);
    expect(found).toContain('a.md privacy-landline');
    expect(found).not.toContain('a.md privacy-name');
    expect(found).toContain('b.md privacy-name');
  });
});

describe('what was found', () => {
  const text = `Het gaat om 123456782, en deze zin is veel langer dan nodig, want hij noemt ook nog een keer 123 456 782 en daarna noemt hij nog een heleboel andere dingen op die hier niet horen.`;

  it('stands in no plan, and in no ledger', async () => {
    const cwd = aProject({ 'erg.md': post([], text) });
    const ran = await runOmk(['plan', 'erg.md', '-o', 'plan.json'], { cwd });
    const published = await runOmk(['publish', 'erg.md'], { cwd });
    expect([ran.code, published.code, existsSync(join(cwd, 'plan.json'))]).toEqual([2, 2, false]);
    for (const said of [ran.stdout, ran.stderr, published.stdout, published.stderr])
      expect(said.replaceAll(' ', '')).not.toContain('123456782');
    for (const file of filesBelow(join(cwd, '.omk'))) expect(readFileSync(file).includes('123456782'), file).toBe(false);
  });

  it('stands in no problem of a preview page', async () => {
    const cwd = aProject({ 'erg.md': post([], text) });
    await runOmk(['preview', 'erg.md', '--html', '-o', 'erg.html'], { cwd });
    const page = readFileSync(join(cwd, 'erg.html'), 'utf8');
    const problems = [...page.matchAll(/<(\w+) class="(?:problem|aside|note)[^"]*"[\s\S]*?<\/\1>/g)].map(([whole]) => whole).join('\n');
    expect(problems).toContain('▒▒▒');
    expect(problems.replaceAll(' ', '')).not.toContain('123456782');
  });
});

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
