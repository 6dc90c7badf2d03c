/** Where returned mail is read from: a maildir, an mbox, a single mail, standard input. Nothing there is moved, marked or deleted. */
import { accessSync, constants, createReadStream, type Stats, statSync } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { OmkError, type Problem, problem } from '../../core/problem.ts';
import { mailsIn, mostBytes } from './mbox.ts';

/** One mail with the place where a person finds it; without bytes it could not be read. */
export interface PlacedMail {
  readonly place: string;
  readonly bytes?: Uint8Array;
}

export interface MailBox {
  /** As it was typed. */
  readonly name: string;
  mails(): AsyncGenerator<PlacedMail>;
}

/** Throws an OmkError with everything that cannot be read, before anything is. `-` is standard input. */
export function openBoxes(names: readonly string[], stdin: () => AsyncIterable<Buffer>): readonly MailBox[] {
  const opened = names.map((name) => (name === '-' ? streamBox(name, stdin) : boxAt(name)));
  const problems = opened.filter((one): one is Problem => 'code' in one);
  if (problems.length > 0) throw new OmkError(problems);
  return opened.filter((one): one is MailBox => 'mails' in one);
}

function boxAt(name: string): MailBox | Problem {
  const found = stats(name);
  if (typeof found === 'string') return problem('bounces-unreadable', { path: name, detail: found });
  if (!found.isDirectory()) return streamBox(name, () => createReadStream(name));
  const folders = ['new', 'cur'].filter((folder) => isFolder(join(name, folder)));
  return folders.length > 0 ? box(name, () => maildirMails(name, folders)) : problem('bounces-no-maildir', { path: name });
}

/** What is there, if it may be read; else the code that the system gives. */
function stats(name: string): Stats | string {
  try {
    accessSync(name, constants.R_OK);
    return statSync(name);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  }
}

const isFolder = (path: string): boolean => {
  const found = stats(path);
  return typeof found !== 'string' && found.isDirectory();
};

const streamBox = (name: string, chunks: () => AsyncIterable<Buffer>): MailBox =>
  box(name, async function* () {
    for await (const { number, bytes } of mailsIn(chunks())) yield { place: `${name}#${number}`, bytes };
  });

/** What goes wrong with it while it is read, is for a person to mend. */
const box = (name: string, mails: () => AsyncGenerator<PlacedMail>): MailBox => ({
  name,
  mails: async function* () {
    try {
      yield* mails();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new OmkError([problem('bounces-unreadable', { path: name, detail: code })], { cause: error });
    }
  },
});

/** `new` first: what a mail program moves meanwhile is found in `cur`. */
async function* maildirMails(name: string, folders: readonly string[]): AsyncGenerator<PlacedMail> {
  for (const folder of folders) {
    for await (const entry of await opendir(join(name, folder), { bufferSize: 1000 })) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      const place = join(name, folder, entry.name);
      const bytes = await beginningOf(place);
      if (bytes !== 'gone') yield { place, ...(bytes && { bytes }) };
    }
  }
}

/** `gone`: moved since its name was read. `undefined`: may not be read. */
async function beginningOf(path: string): Promise<Uint8Array | 'gone' | undefined> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.min(size, mostBytes));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code === 'ENOENT' ? 'gone' : undefined;
  }
}
