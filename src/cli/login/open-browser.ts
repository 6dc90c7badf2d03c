/** Opens an address in the person's browser, where there is one; the address was shown as well, so failing is no problem. */
import { spawn } from 'node:child_process';
import { type Environment, processEnvironment } from '../environment.ts';

/** `undefined`: there is no screen, as over ssh. */
function commandFor(platform: NodeJS.Platform, env: Environment): readonly string[] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}

export function openBrowser(address: string): void {
  const [program, ...args] = commandFor(process.platform, processEnvironment()) ?? [];
  if (program === undefined) return;
  spawn(program, [...args, address], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
}
