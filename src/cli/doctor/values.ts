/** Settings that are there, but look as if something went wrong while they were copied. Their values are told to nobody. */
import type { Channel } from '../../core/channel.ts';
import { type Check, fault } from '../../core/check.ts';
import type { LookProblemParams } from '../../core/look-problem.ts';
import type { Project } from '../config.ts';

type Reason = LookProblemParams['config-odd-value']['reason'];

const signs: readonly (readonly [Reason, RegExp])[] = [
  ['quotes', /^(["'`]).*\1$|^["'“‘]/s],
  ['bearer', /^bearer\s/i],
  ['example', /…|\.\.\.$|^<.*>$|^(?:xxx+|changeme|todo|vul-in)$/i],
];

/** An address, a cookie or a path may hold a space; a key may not. */
const keyed = /(?:KEY|SECRET|TOKEN)$/;

export function oddValues(channel: Channel, { mode, environment }: Pick<Project, 'mode' | 'environment'>): readonly Check[] {
  if (mode === 'sandbox') return [];
  return Object.values(channel.settings).flatMap(({ env, oddity }) => {
    const value = environment[env];
    if (!value) return [];
    const common = signs.find(([, sign]) => sign.test(value))?.[0] ?? (keyed.test(env) && /\s/.test(value) ? 'space' : undefined);
    const reason = common ?? oddity?.(value);
    return reason === undefined ? [] : [fault('settings', 'config-odd-value', { name: env, reason })];
  });
}
