/** What publishing for real would meet, told while nothing goes out yet. Practising needs none of it. */
import { type Problem, problem } from '../core/problem.ts';
import { placedInConfig } from './config.ts';
import { type ChannelUse, type Context, channelOf } from './context.ts';
import { channelSettings } from './settings.ts';

/** Credentials that are missing, in one warning: a trial goes on without them. */
export function missingLive({ project }: Pick<Context, 'project'>, uses: readonly ChannelUse[]): readonly Problem[] {
  const problems = uses.flatMap(({ channel, options }) => channelSettings(channel, project, options).problems);
  const names = [...new Set(problems.flatMap((found) => (found.code === 'config-missing' ? [found.params.name] : [])))];
  return names.length === 0 ? [] : [problem('config-missing-live', { names })];
}

/** Settings that are about to stop working, as the calendar has it. */
export function endingSettings({ project, clock }: Pick<Context, 'project' | 'clock'>, uses: readonly ChannelUse[]): readonly Problem[] {
  if (project.mode === 'sandbox') return [];
  const now = clock.now();
  return [...new Set(uses.map(({ channel }) => channel.id))].flatMap((id) => {
    const { ending } = channelOf(id);
    const found = uses.filter(({ channel }) => channel.id === id).flatMap(({ options }) => ending?.({ settings: {}, options }, now) ?? []);
    return found.map((one) => placedInConfig(project, id, one));
  });
}
