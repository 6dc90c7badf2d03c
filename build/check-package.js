/** Packs omk, installs it as a user would (no compiler, no scripts, no development packages) and publishes a sample post with it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const maxBytes = 60_000_000;
const expected = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'bin/omk.js',
  'dist/cli/main.js',
  'dist/LICENCES.txt',
  'content/omk.yaml',
  '.env.example',
];
const unwanted = /^(src|test|bench|node_modules)\/|(^|\/)\.env$|(^|\/)subscribers\.csv$|\.db$/;

/** What is wrong with the package, and how large each way of installing it is. */
export function checkPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'omk-package-'));
  try {
    npm(['run', 'build'], root);
    const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
    const files = packed.files.map(({ path }) => path);
    const installs = [fromLock(folder, join(folder, packed.filename)), fromArchive(folder, join(folder, packed.filename))];
    return {
      packedBytes: packed.size,
      installs,
      problems: [
        ...expected.filter((path) => !files.includes(path)).map((path) => `not in the package: ${path}`),
        ...files.filter((path) => unwanted.test(path)).map((path) => `should not be in the package: ${path}`),
        ...installs.filter(({ bytes }) => bytes > maxBytes).map(({ name, bytes }) => `${name}: ${bytes} bytes, more than ${maxBytes}`),
        ...installs.flatMap(({ problem }) => problem ?? []),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The archive unpacked, with the lock beside it: what `npm ci` gives. */
function fromLock(folder, archive) {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  const place = join(folder, 'package');
  copyFileSync(join(root, 'package-lock.json'), join(place, 'package-lock.json'));
  npm(['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], place);
  return { name: 'npm ci', bytes: sizeOf(place), problem: publishes(join(place, 'bin', 'omk.js'), folder, 'ci') };
}

function fromArchive(folder, archive) {
  const place = join(folder, 'installed');
  mkdirSync(place);
  npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', place, archive], place);
  return {
    name: 'npm install',
    bytes: sizeOf(place),
    problem: publishes(join(place, 'node_modules', 'omk', 'bin', 'omk.js'), folder, 'install'),
  };
}

/** The sample post in a project of its own; undefined when it reached every channel. */
function publishes(omk, folder, name) {
  const project = join(folder, `project-${name}`);
  cpSync(join(root, 'content'), project, { recursive: true, filter: (path) => !path.includes('.omk') });
  try {
    const out = execFileSync(process.execPath, [omk, 'publish', '2026-11-03-koersbesluit-vastgesteld.md', '--json'], {
      cwd: project,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const deliveries = JSON.parse(out).posts[0]?.deliveries ?? [];
    return deliveries.length === 5 && deliveries.every(({ state }) => state === 'sent')
      ? undefined
      : `${name}: the sample did not reach all five channels: ${out}`;
  } catch (error) {
    return `${name}: the sample could not be published: ${error.stdout ?? ''}${error.stderr ?? error.message}`;
  }
}

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function sizeOf(path) {
  const found = lstatSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size;
}

if (process.argv[1] === import.meta.filename) {
  const { packedBytes, installs, problems } = checkPackage();
  console.log([`packed ${megabytes(packedBytes)}`, ...installs.map(({ name, bytes }) => `${name} ${megabytes(bytes)}`)].join(', '));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
