/**
 * Adds to package-lock.json what a registry that serves one platform leaves out: the optional packages of the others.
 * Without them `npm ci` calls the lock incomplete and stops. Run by `npm run lock`, after the lock was made anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', 'package-lock.json');

/** Optional packages that the lock names but does not hold: where they would stand, and their entry. */
export function missingOptional(packages) {
  const added = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const standing = find({ ...packages, ...added }, path, name);
      if (standing !== undefined && (standing.version === version || !/^\d/.test(version))) continue;
      const folder = standing === undefined ? '' : path.slice(0, path.lastIndexOf('node_modules/'));
      added[`${folder}node_modules/${name}`] = {
        version: version.replace(/^[\^~]/, ''),
        ...platformOf(name),
        ...(dev && { dev }),
        optional: true,
      };
    }
  }
  return added;
}

/** The package that Node would find from `path`. */
function find(packages, path, name) {
  const parents =
    path === ''
      ? ['']
      : [...path.matchAll(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+/g)].map(({ index, 0: part }) => path.slice(0, index + part.length));
  const places = ['', ...parents].map((parent) => `${parent === '' ? '' : `${parent}/`}node_modules/${name}`);
  return packages[places.findLast((place) => packages[place])];
}

/** Such packages carry their platform in their name: @rolldown/binding-linux-arm64-musl. */
function platformOf(name) {
  const os = /android|darwin|win32|linux|freebsd|openharmony/.exec(name)?.[0];
  const cpu = /arm64|x64|ia32|ppc64|riscv64|s390x|loong64|wasm32|arm/.exec(name)?.[0];
  const libc = /musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

if (process.argv[1] === import.meta.filename) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const { '': own, ...others } = lock.packages;
  const wanted = Object.entries(others).filter(([, { extraneous }]) => !extraneous);
  const all = [...wanted, ...Object.entries(missingOptional(lock.packages))].sort(([one], [other]) => one.localeCompare(other, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: { '': own, ...Object.fromEntries(all) } }, null, 2)}\n`);
}
