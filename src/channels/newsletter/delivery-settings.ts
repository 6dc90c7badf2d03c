/** How fast and when mail goes out, from the settings of the project. */
import type { ChannelOptions } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { parseQuiet, type Quiet } from './quiet.ts';

export interface DeliverySettings {
  readonly connections: number;
  readonly messagesPerConnection: number;
  /** Mails a second; absent: as fast as the server takes them. */
  readonly rate?: number;
  /** Mails a second to one domain of readers; absent: as fast as the others. */
  readonly perDomain?: number;
  readonly quiet?: Quiet;
}

const whole = { least: 1, most: 100 } as const;
const counts = ['connections', 'messagesPerConnection'] as const;
const rates = ['rate', 'perDomain'] as const;

export function deliverySettings(options: ChannelOptions): DeliverySettings {
  const number = (key: string): number | undefined => (typeof options[key] === 'number' ? options[key] : undefined);
  const [rate, perDomain] = [number('rate'), number('perDomain')];
  const quiet = typeof options['quiet'] === 'string' ? parseQuiet(options['quiet']) : undefined;
  return {
    connections: number('connections') ?? 5,
    messagesPerConnection: number('messagesPerConnection') ?? 100,
    ...(rate !== undefined && { rate }),
    ...(perDomain !== undefined && { perDomain }),
    ...(quiet && { quiet }),
  };
}

/** Numbers that no server could be spoken to with. */
export function deliveryProblems(options: ChannelOptions): readonly Problem[] {
  const isWrong = (key: string, isRight: (value: number) => boolean): boolean => typeof options[key] === 'number' && !isRight(options[key]);
  const wrong = [
    ...counts.filter((key) => isWrong(key, (value) => Number.isInteger(value) && value >= whole.least && value <= mostOf(key))),
    ...rates.filter((key) => isWrong(key, (value) => value > 0 && Number.isFinite(value))),
  ];
  return wrong.map((key) => problem('config-bad-value', { name: `newsletter.${key}`, expected: 'number' }));
}

const mostOf = (key: (typeof counts)[number]): number => (key === 'connections' ? whole.most : Number.MAX_SAFE_INTEGER);
