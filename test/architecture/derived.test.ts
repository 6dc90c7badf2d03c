import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleIds, rulePage, rulesIndex } from './rule-pages.ts';
import { environmentExample, settingsTable } from './settings-docs.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('what is derived from the registry (brought up to date by `npm run docs`)', () => {
  it('.env.example names every setting, with its help', async () => {
    await expect(environmentExample()).toMatchFileSnapshot(join(root, '.env.example'));
  });

  it('the README shows the same settings in a table', async () => {
    const readme = read('README.md');
    expect(readme).toContain('<!-- settings -->');
    const expected = readme.replace(
      /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/,
      (_, start, end) => `${start}\n${settingsTable()}\n\n${end}`,
    );
    await expect(expected).toMatchFileSnapshot(join(root, 'README.md'));
  });
});

describe('the pages of docs/rules (brought up to date by `npm run docs`)', () => {
  it.each(ruleIds)('%s has its page, with what the program says about it', async (id) => {
    await expect(rulePage(id)).toMatchFileSnapshot(join(root, `docs/rules/${id}.md`));
  });

  it('the index names every rule, and there is no page of a rule that is gone', async () => {
    await expect(rulesIndex()).toMatchFileSnapshot(join(root, 'docs/rules/README.md'));
    expect(readdirSync(join(root, 'docs/rules')).sort()).toEqual([...ruleIds.map((id) => `${id}.md`), 'README.md'].sort());
  });
});

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe('package-lock.json', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };

  it('names no registry, so that it works with every one', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('holds the optional packages of every platform, or `npm ci` stops (brought up to date by `npm run lock`)', () => {
    const locked = new Set(Object.entries(packages).map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`));
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies));
    const exact = wanted.filter(([, version]) => /^\d/.test(version)).map(([name, version]) => `${name}@${version}`);
    expect(exact.filter((one) => !locked.has(one))).toEqual([]);
  });

  it('is made for exactly what package.json asks for', () => {
    const { dependencies, devDependencies, version } = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(packages['']).toMatchObject({ version, dependencies, devDependencies });
  });
});

describe('package.json', () => {
  it('pins every version, for many a newest one refuses Node 20', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('the repository', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)) && !/\.(png|jpe?g|gif|webp|ico)$/.test(file));

  it('names no path of the machine it was written on', () => {
    const place = new RegExp(`${root}/|/(home|Users)/[a-z]+/|/tmp/[a-z]`, 'i');
    const allowed = /^(package-lock\.json)$/;
    expect(files.filter((file) => !allowed.test(file) && place.test(read(file)))).toEqual([]);
  });

  it('keeps credentials and real readers out of git', () => {
    expect(files.filter((file) => /(^|\/)(\.env|subscribers\.csv)$|\.(db|sqlite)$/.test(file))).toEqual([]);
  });

  it('describes itself in publiccode.yml, in both languages, within the lengths of the standard', () => {
    const described = parse(read('publiccode.yml')) as {
      softwareVersion: string;
      legal: { license: string };
      description: Record<string, { shortDescription: string; longDescription: string }>;
    };
    const { version, license } = JSON.parse(read('package.json')) as { version: string; license: string };
    expect([described.softwareVersion, described.legal.license]).toEqual([version, license]);
    expect(Object.keys(described.description)).toEqual(['nl', 'en']);
    for (const { shortDescription, longDescription } of Object.values(described.description)) {
      expect(shortDescription.length).toBeLessThanOrEqual(150);
      expect(longDescription.length).toBeGreaterThanOrEqual(150);
      expect(longDescription.length).toBeLessThanOrEqual(10_000);
    }
  });
});
