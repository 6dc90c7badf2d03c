/** The pages of the documentation: what they promise, as a test can check it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Ran, runOmk } from './binary.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

export const pathOf = (page: string): string => join(repository, page);

export const readPage = (page: string): string => readFileSync(pathOf(page), 'utf8');

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function between(text: string, name: string): string {
  const [, found] = new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)<!-- /${name} -->`).exec(text) ?? [];
  if (found === undefined) throw new Error(`The page has no part <!-- ${name} -->.`);
  return found;
}

export const withBetween = (text: string, name: string, content: string): string => {
  const old = between(text, name);
  return text.replace(`<!-- ${name} -->\n${old}<!-- /${name} -->`, () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`);
};

/** The code blocks that follow `<!-- name -->`. */
export const blocksAfter = (text: string, name: string): readonly string[] =>
  [...text.matchAll(new RegExp(`<!-- ${name} -->\n\`\`\`\\w*\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

export const codeBlocks = (text: string): readonly string[] =>
  [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);

/** First cells of the rows of a table, without their backticks. */
export const firstCells = (table: string): readonly string[] => [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);

const step = /<!-- (?:file: (.+?)|(runs)(?:: (.+?))?) -->\n```(\w+)\n([\s\S]*?)```/g;

export interface Stage {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Writes the files and gives the commands of a page, one after the other; the page, with what omk really says. */
export async function performed(text: string, stage: Stage): Promise<string> {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(step)) {
    const [whole, file, , terms = '', language = '', block = ''] = match;
    const shown = file === undefined ? await commandsIn(block, terms, stage) : written(join(stage.cwd, file), block);
    const fence = `\`\`\`${language}\n`;
    result += `${text.slice(end, match.index)}${whole.slice(0, whole.indexOf(fence))}${fence}${shown}\`\`\``;
    end = match.index + whole.length;
  }
  return result + text.slice(end);
}

function written(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return text;
}

/** `terms`: "exit 2", "first 9 lines", or both. */
async function commandsIn(block: string, terms: string, stage: Stage): Promise<string> {
  const exit = Number(/exit (\d+)/.exec(terms)?.[1] ?? 0);
  const lines = Number(/first (\d+) lines?/.exec(terms)?.[1] ?? Number.POSITIVE_INFINITY);
  let result = '';
  for (const part of block.split(/^(?=\$ )/m).filter(Boolean)) {
    const [command = '', ...rest] = part.split('\n');
    const ran = command.startsWith('$ omk ') ? await runOmk(wordsOf(command), stage) : otherProgram(command, stage);
    expect(ran.code, `${command}\n${ran.stdout}${ran.stderr}`).toBe(exit);
    const shown = rest.join('\n').trimEnd();
    const real = outputOf(ran).split('\n').slice(0, lines).join('\n').trimEnd();
    const said = plain(shown) === plain(real) ? shown : real;
    result += said === '' ? `${command}\n` : `${command}\n${said}\n`;
  }
  return result;
}

/** git and ssh-keygen, which the pages may show beside omk; each must end well. */
function otherProgram(command: string, { cwd, env }: Stage): Ran {
  const [program = '', ...args] = wordsOf(command.replace(/^\$ /, '').replaceAll('~/', `${env['HOME']}/`));
  const given = { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...env };
  return {
    code: 0,
    stderr: '',
    stdout: execFileSync(program, args, { cwd, env: given, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  };
}

const outputOf = ({ code, stdout, stderr }: Ran): string => (code === 2 ? stderr : stdout);

/** The words behind `$ omk`; quotes keep words together. */
const wordsOf = (command: string): readonly string[] =>
  [...command.replace(/^\$ omk /, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);

/** What differs each time looks the same: ports, ids, moments. */
const plain = (text: string): string =>
  text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'GUID')
    .replace(/(status|messages)\/\d+/g, '$1/ID')
    .replace(/sha256:[0-9a-f]{64}/g, 'DIGEST')
    .replace(/SHA256:[A-Za-z0-9+/]{43}/g, 'FINGERPRINT')
    .replace(/groupPost:4510-\d+/g, 'groupPost:4510-ID')
    .replace(/20\d\d-\d\d-\d\d-(our-first-post|ons-eerste-bericht)/g, 'DAY-$1')
    .replace(/\d{1,2} \p{L}{3,} 20\d\d, \d\d:\d\d/gu, 'MOMENT');
