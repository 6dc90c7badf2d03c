/** A visit to a site that is read: as a stranger where it is open, signed in where it is not (contract pleio 8). */
import type { ChannelValues, SourceDeps } from '../../core/channel.ts';
import { languageTag } from '../../core/language.ts';
import type { SendOutcome } from '../../core/outcome.ts';
import { OmkError, type Problem, placed, problem } from '../../core/problem.ts';
import { type Answer, parseJson } from '../shared/http.ts';
import { errorsOf, type Fields, isFields, isJson, readAnswer } from './answers.ts';
import { type Operation, openClient, type PleioClient } from './graphql.ts';
import { missingIn, WHO_READS } from './source-query.ts';

export interface Visit {
  readonly client: PleioClient;
  /** Sees only what everybody sees. */
  readonly isStranger: boolean;
  /** Of the site; BCP 47. */
  readonly language?: string;
  /** The data of an answer. Rejects with an OmkError for anything else, a login that ended on the way included. */
  ask(operation: Operation, variables: Fields, signal: AbortSignal): Promise<Fields>;
  /** The answer as it came, for whoever looks at its errors. */
  raw(operation: Operation, variables: Fields, signal: AbortSignal): Promise<Answer>;
  /** Rejects for what is no answer with data. */
  data(answer: Answer): Fields;
}

export function stop(found: Problem): never {
  throw new OmkError([placed(found, { channel: 'pleio' })]);
}

interface Opening extends ChannelValues {
  readonly deps: SourceDeps;
}

/** Looks first whether the site lets us in, so that a door that is closed never looks like an empty room. */
export async function openVisit(opening: Opening, signal: AbortSignal): Promise<Visit> {
  const cookie = opening.settings.cookie?.trim() ?? '';
  if (opening.options.sourceLogin === true) return signedIn(opening, cookie, signal);
  const stranger = visitAs(opening, '');
  const answer = await stranger.raw(WHO_READS, {}, signal);
  // A closed site shows strangers its login page and nothing else (contract pleio 1.2).
  if (answer.kind === 'answer' && isRefused(answer, opening) && cookie !== '') return signedIn(opening, cookie, signal);
  return { ...stranger, ...languageOf(stranger.data(answer)) };
}

const isRefused = (answer: Answer, { deps }: Opening): boolean => {
  const reply = readAnswer(answer, {
    phase: 'prepare',
    now: deps.clock.now(),
    place: '',
  });
  return reply.kind === 'failed' && reply.outcome.kind === 'rejected' && ['auth', 'forbidden'].includes(reply.outcome.problem.code);
};

async function signedIn(opening: Opening, cookie: string, signal: AbortSignal): Promise<Visit> {
  if (cookie === '') return stop(problem('config-missing', { name: 'PLEIO_COOKIE' }));
  const visit = visitAs(opening, cookie);
  return { ...visit, ...languageOf(await visit.ask(WHO_READS, {}, signal)) };
}

function visitAs({ settings, options, deps }: Opening, cookie: string): Visit {
  const client = openClient(settings.url ?? String(options.url), cookie, deps);
  const isStranger = cookie === '';
  const data = (answer: Answer): Fields => {
    const reply = readAnswer(answer, {
      phase: 'prepare',
      now: deps.clock.now(),
      place: new URL(client.site).host,
    });
    if (reply.kind === 'failed') return stop(problemOf(reply.outcome));
    const { viewer } = reply.data;
    // Signed out, an open site still answers, but shows less: what is missing then is not gone.
    if (!isStranger && 'viewer' in reply.data && !(isFields(viewer) && viewer.loggedIn === true)) return stop(problem('auth', {}));
    return reply.data;
  };
  const raw: Visit['raw'] = async (operation, variables, signal) => {
    if (signal.aborted) return stop(problem('interrupted', {}));
    const answer = await client.ask(operation, variables, signal);
    return signal.aborted && answer.kind !== 'answer' ? stop(problem('interrupted', {})) : answer;
  };
  return {
    client,
    isStranger,
    raw,
    data,
    ask: async (operation, variables, signal) => data(await raw(operation, variables, signal)),
  };
}

const problemOf = (outcome: SendOutcome): Problem =>
  'problem' in outcome && outcome.problem ? outcome.problem : problem('unreadable-answer', { detail: outcome.kind });

function languageOf({ site }: Fields): { readonly language?: string } {
  const tag = isFields(site) && typeof site.language === 'string' ? languageTag(site.language) : undefined;
  return tag === undefined ? {} : { language: tag };
}

/** What a refusal of a query says that this site does not know. */
export function unknownFields(answer: Answer): readonly string[] {
  if (answer.kind !== 'answer' || answer.status !== 400 || !isJson(answer.headers)) return [];
  const json = parseJson(answer.body);
  return isFields(json) ? missingIn(errorsOf(json)) : [];
}
