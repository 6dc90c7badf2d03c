/** Shows an address in the browser of whoever sits at this computer. */
import { spawn } from 'node:child_process';

/** Windows takes it as one word between quotation marks, and nothing in it as a command. */
const openers: Readonly<Partial<Record<NodeJS.Platform, (address: string) => readonly [string, readonly string[]]>>> = {
  darwin: (address) => ['open', [address]],
  win32: (address) => ['cmd', ['/d', '/s', '/c', `"start "" "${address.replaceAll('"', '%22')}""`]],
};

/** How long a program that opens something may take to say that it could not; a browser that stays is a success. */
const patienceMs = 3000;

/** Tells whether it worked, as far as that can be known. */
export function openAddress(address: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, args] = openers[platform]?.(address) ?? ['xdg-open', [address]];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
    const timer = setTimeout(() => resolve(true), patienceMs);
    const done = (isOpen: boolean) => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
    child.unref();
  });
}
