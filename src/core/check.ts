/** What `omk doctor` looked at, and what it found. */
import type { LookRemarkParams } from './look-remark.ts';
import { OmkError, type Problem, type ProblemCode, type ProblemParams, problem } from './problem.ts';

/** The thing that was looked at: a row of the table. */
export type CheckSubject =
  | 'settings'
  | 'login'
  | 'ledger'
  | 'clock'
  | 'zone'
  | 'disk'
  | 'runtime'
  | 'files'
  | 'readers'
  | 'templates'
  | 'channel'
  | 'account'
  | 'cookie'
  | 'token'
  | 'version'
  | 'destination'
  | 'permission'
  | 'access'
  | 'reading'
  | 'limits'
  | 'server'
  | 'dkim'
  | 'spf'
  | 'dmarc'
  | 'alignment'
  | 'bounces';

/** Told the Date header of each answer, as soon as it is there: for the computer's own clock. */
export type SawDate = (header: string | null | undefined) => void;

/** Every remark that is no problem, with the values of its sentence. Sentences live in cli/messages, as those of problems do. */
export interface RemarkParams extends LookRemarkParams {
  'settings-complete': Readonly<Record<never, never>>;
  /** Practising needs none of them. */
  'settings-practice': Readonly<Record<never, never>>;
  /** `until`: when a person has to log in again. */
  'login-kept': { readonly account: string; readonly since: string; readonly until?: string };
  /** It is renewed without a person as soon as it is used. */
  'login-renewable': { readonly account: string; readonly since: string };
  'ledger-verified': { readonly events: number };
  'ledger-none': Readonly<Record<never, never>>;
  /** The channel cannot be asked without posting. */
  'channel-unchecked': Readonly<Record<never, never>>;
  /** Not opened: its settings have to be mended first. */
  'channel-incomplete': Readonly<Record<never, never>>;
  'server-open': { readonly host: string; readonly security: 'tls' | 'starttls' | 'plain'; readonly isLoggedIn: boolean };
  'dkim-good': { readonly name: string };
  /** omk has no key, so what signs is beyond it. */
  'dkim-by-relay': { readonly domain: string };
  'spf-good': { readonly domain: string; readonly end: string; readonly lookups: number };
  'dmarc-good': { readonly domain: string; readonly policy: string };
  'alignment-both': { readonly domain: string };
  'alignment-dkim': { readonly domain: string; readonly envelope: string };
  /** omk does not sign; what the relay signs for, it cannot see. */
  'alignment-spf': { readonly domain: string };
  'bounces-arrive': { readonly domain: string; readonly host: string };
}

export type RemarkCode = keyof RemarkParams;

export type Remark = { [Code in RemarkCode]: { readonly code: Code; readonly params: RemarkParams[Code] } }[RemarkCode];

const remark = <Code extends RemarkCode>(code: Code, params: RemarkParams[Code]): Remark => ({ code, params }) as Remark;

/** What has to stand in the domain name system, to be copied as it is. Made by omk: plain ASCII on one line. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'TXT' | 'MX';
  readonly value: string;
}

/** One thing that was looked at. */
export type Check =
  /** `unchecked`: nobody looked, and the remark says why. */
  | { readonly about: CheckSubject; readonly result: 'ok' | 'unchecked'; readonly remark: Remark }
  /** `fault`: to be mended, or a warning, as the problem is. `unreachable`: could not be looked at now; later it may. */
  | {
      readonly about: CheckSubject;
      readonly result: 'fault' | 'unreachable';
      readonly problem: Problem;
      readonly record?: DnsRecord;
    };

/** All is well. As the others below: the compiler checks that the values fit the code. */
export const good = <Code extends RemarkCode>(about: CheckSubject, code: Code, params: RemarkParams[Code]): Check => ({
  about,
  result: 'ok',
  remark: remark(code, params),
});

/** Nobody looked, and why. */
export const unchecked = <Code extends RemarkCode>(about: CheckSubject, code: Code, params: RemarkParams[Code]): Check => ({
  about,
  result: 'unchecked',
  remark: remark(code, params),
});

/** `record`: what has to be published instead. */
export const fault = <Code extends ProblemCode>(
  about: CheckSubject,
  code: Code,
  params: ProblemParams[Code],
  record?: DnsRecord,
): Check => ({
  about,
  result: 'fault',
  problem: problem(code, params),
  ...(record && { record }),
});

/** It could not be looked at now. */
export const unreachable = <Code extends ProblemCode>(about: CheckSubject, code: Code, params: ProblemParams[Code]): Check => ({
  about,
  result: 'unreachable',
  problem: problem(code, params),
});

/** What has to be mended before anybody can look is an answer too. */
export async function answered(about: CheckSubject, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof OmkError)) throw error;
    return error.problems.map((found) => ({ about, result: 'fault', problem: found }));
  }
}
