/** Questions to the domain name system: the only file that asks any. */
import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';

/** What a name holds of one kind. `failed`: nobody could tell. */
export type Answer =
  | { readonly kind: 'found'; readonly records: readonly string[] }
  /** `exists`: the name holds something of another kind. */
  | { readonly kind: 'none'; readonly exists: boolean }
  | { readonly kind: 'failed'; readonly name: string; readonly detail: string };

/** `TXT`: the strings of each record joined. `MX`: names of servers, best first; empty for "no mail here". `address`: IPv4 and IPv6. */
export type Kind = 'TXT' | 'MX' | 'CNAME' | 'address';

export type LookUp = (name: string, kind: Kind) => Promise<Answer>;

export interface LookUpOptions {
  /** `host:port`; absent: the computer's own. */
  readonly server?: string;
  /** For all questions together. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Throws when such an address may not be contacted. */
  readonly permit: (url: string) => void;
}

/** Asks each question once. Throws an OmkError when the resolver may not be contacted. */
export function createLookUp({ server, deadlineMs, signal, permit }: LookUpOptions): LookUp {
  // Waits a quarter, then half of the time: a lost packet is asked for again, and the deadline holds all the same.
  const resolver = new dns.Resolver({ timeout: Math.max(1, Math.ceil(deadlineMs / 4)), tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  for (const one of resolver.getServers()) permit(addressOf(one));
  const ends = [signal, AbortSignal.timeout(deadlineMs)];
  for (const end of ends) end.addEventListener('abort', () => resolver.cancel(), { once: true });
  const known = new Map<string, Promise<Answer>>();
  return (name, kind) => {
    const question = `${kind} ${name.toLowerCase()}`;
    const asked =
      known.get(question) ??
      (ends.some(({ aborted }) => aborted)
        ? Promise.resolve<Answer>({ kind: 'failed', name, detail: 'ETIMEOUT' })
        : ask(resolver, name, kind));
    known.set(question, asked);
    return asked;
  };
}

/** IPv6 comes without brackets where it has no port, and perhaps with the interface that leads there. */
function addressOf(server: string): string {
  const plain = server.replace(/%[^\]]*/, '');
  return `https://${isIP(plain) === 6 ? `[${plain}]` : plain}`;
}

async function ask(resolver: dns.Resolver, name: string, kind: Kind): Promise<Answer> {
  switch (kind) {
    case 'TXT':
      return answered(name, async () => (await resolver.resolveTxt(name)).map((strings) => strings.join('')));
    case 'MX':
      return answered(name, async () =>
        (await resolver.resolveMx(name)).toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange),
      );
    case 'CNAME':
      return answered(name, () => resolver.resolveCname(name));
    case 'address':
      return either(await Promise.all([answered(name, () => resolver.resolve4(name)), answered(name, () => resolver.resolve6(name))]));
  }
}

async function answered(name: string, question: () => Promise<readonly string[]>): Promise<Answer> {
  try {
    const records = await question();
    return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: true };
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    // A name that cannot be one is not asked for at all.
    if (code === dns.NOTFOUND || code === dns.BADNAME) return { kind: 'none', exists: false };
    return code === dns.NODATA ? { kind: 'none', exists: true } : { kind: 'failed', name, detail: detailOf(code) };
  }
}

/** Cancelled at the deadline: for people that is no answer in time. */
const detailOf = (code: string): string => (code === dns.CANCELLED ? dns.TIMEOUT : code);

function either(answers: readonly Answer[]): Answer {
  const found = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  if (found.length > 0) return { kind: 'found', records: found };
  return (
    answers.find(({ kind }) => kind === 'failed') ?? { kind: 'none', exists: answers.some((one) => one.kind === 'none' && one.exists) }
  );
}
