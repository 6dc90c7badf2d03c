/** Where omk itself is installed, from source and from its bundle alike. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface OwnPackage {
  readonly root: string;
  readonly version: string;
  /** The oldest Node that it runs on: `20.20`. */
  readonly nodeFloor: string;
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly engines?: { readonly node?: string };
}

let found: OwnPackage | undefined;

/** The folder whose package.json is that of omk, with its version. */
export function ownPackage(): OwnPackage {
  found ??= findUpwards(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function findUpwards(folder: string): OwnPackage {
  const manifest = readManifest(join(folder, 'package.json'));
  if (manifest?.name === 'omk')
    return { root: folder, version: String(manifest.version), nodeFloor: (manifest.engines?.node ?? '').replace(/^>=\s*/, '') };
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the package.json of omk is missing');
  return findUpwards(parent);
}

function readManifest(path: string): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return manifest !== null && typeof manifest === 'object' ? manifest : undefined;
  } catch {
    return undefined;
  }
}
