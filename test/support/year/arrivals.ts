/** What stands at the pretend channels, and since when. */
import { arrived } from '../project.ts';

export interface Arrival {
  readonly channel: string;
  readonly at: number;
  /** Of a mail: to whom. */
  readonly to?: string;
  /** Name and version of the post, as the channel shows it. */
  readonly name: string;
  readonly version: number;
  /** Where a person would see it. */
  readonly url: string;
}

type Fields = Readonly<Record<string, unknown>>;

interface Shape {
  readonly kind: string;
  readonly at: (record: Fields) => number;
  readonly url: (record: Fields) => string;
}

const shapes: Readonly<Record<string, Shape>> = {
  pleio: {
    kind: 'post',
    at: ({ timeCreated }) => Date.parse(String(timeCreated)),
    url: ({ guid }) => `https://omhetkind.pleio.nl/blog/view/${guid}/wijkavond`,
  },
  x: { kind: 'post', at: ({ at }) => Number(at), url: ({ id }) => `https://x.com/i/web/status/${id}` },
  linkedin: { kind: 'post', at: ({ createdAt }) => Number(createdAt), url: ({ id }) => `https://www.linkedin.com/feed/update/${id}/` },
  yammer: { kind: 'message', at: ({ at }) => Number(at), url: ({ id }) => `https://www.yammer.com/contoso.example/messages/${id}` },
  newsletter: { kind: 'mail', at: ({ at }) => Date.parse(String(at)), url: () => '' },
};

export const channelNames = Object.keys(shapes);

export function arrivalsAt(root: string, channel: string): readonly Arrival[] {
  const shape = shapes[channel];
  if (!shape) throw new Error(`No channel ${channel}.`);
  return arrived(root, channel, shape.kind).map((record) => {
    const [, name = '', version = '0'] = /(bericht-\d+|crisis) v(\d+)/.exec(JSON.stringify(record)) ?? [];
    return {
      channel,
      at: shape.at(record),
      name,
      version: Number(version),
      url: shape.url(record),
      ...(typeof record['to'] === 'string' && { to: record['to'] }),
    };
  });
}

export const allArrivals = (root: string): readonly Arrival[] => channelNames.flatMap((channel) => arrivalsAt(root, channel));

/** Repeats that a mailbox drops in silence. */
export const repeatedMails = (root: string): number => arrived(root, 'newsletter', 'duplicate').length;
