/** A person says yes in their browser, which comes back to this computer. */
import type { BrowserWay } from '../../core/channel.ts';
import { failed, type Grant, type LoginResult } from '../../core/login.ts';
import { problem } from '../../core/problem.ts';
import { openCallback } from './callback.ts';
import { openBrowser } from './open-browser.ts';
import type { LoginDesk } from './way.ts';

const waitMinutes = 10;

/** `prove` is asked before the browser is told how it ended. */
export async function throughBrowser<T>(
  way: BrowserWay,
  desk: LoginDesk,
  prove: (grant: Grant) => Promise<LoginResult<T>>,
): Promise<LoginResult<T>> {
  const { words, say, warn, clock, signal } = desk;
  const callback = await openCallback({
    redirectUrl: way.redirectUrl,
    page: words.page,
    begin: way.begin,
    onForeign: () => warn(problem('login-foreign', {})),
  });
  try {
    say(`\n${words.openPage(callback.startUrl)}\n${words.waiting(waitMinutes)}`);
    if (desk.isAsked) openBrowser(callback.startUrl);
    const answer = await callback.answer({ clock, waitMs: waitMinutes * 60_000, signal });
    if (!answer) return failed(signal.aborted ? problem('login-stopped', {}) : problem('login-too-late', { minutes: waitMinutes }));
    const granted = await callback.visit.finish(answer, signal);
    const proved = granted.kind === 'done' ? await prove(granted.value) : granted;
    callback.end(proved.kind === 'done');
    return proved;
  } finally {
    await callback.close();
  }
}
