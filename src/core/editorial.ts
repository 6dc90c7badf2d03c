/** The editorial rules: what each may find, how much it weighs, and what a project may set. Every rule's id is a problem's code. */
import { type A11yProblemParams, a11yLevels } from './a11y-problem.ts';
import { type CraftProblemParams, craftLevels } from './craft-problem.ts';
import { type FactsProblemParams, factsLevels } from './facts-problem.ts';
import { type LanguageProblemParams, languageLevels } from './language-problem.ts';
import { type PrivacyProblemParams, privacyLevels } from './privacy-problem.ts';
import type { Level, RuleLevels } from './rule.ts';

export interface EditorialProblemParams
  extends A11yProblemParams,
    LanguageProblemParams,
    FactsProblemParams,
    CraftProblemParams,
    PrivacyProblemParams {}

export type RuleId = keyof EditorialProblemParams;

export const ruleLevels: RuleLevels<RuleId> = { ...privacyLevels, ...a11yLevels, ...languageLevels, ...factsLevels, ...craftLevels };

export const isRuleId = (code: string): code is RuleId => Object.hasOwn(ruleLevels, code);

/** A person's word, in the front matter, that a rule does not count for this post. */
export interface Waiver {
  readonly rule: RuleId;
  readonly reason: string;
  /** A second person who agrees, where the rule asks for one. */
  readonly by?: string;
  /** Of the file. */
  readonly line?: number;
}

/** That somebody whose story is told agreed to it; the proof itself stays elsewhere. */
export interface Consent {
  readonly who: string;
  readonly date: Date;
  readonly reference?: string;
  /** After this the consent has to be asked for again. */
  readonly until?: Date;
}

/** The section `checks` of omk.yaml. */
export interface CheckSettings {
  /** `off`: the rule is not looked at. */
  readonly levels: Readonly<Partial<Record<RuleId, Level | 'off'>>>;
  /** What may stand in a post although a rule of privacy would find it: numbers, addresses and accounts of offices. */
  readonly allow: Readonly<Record<AllowedKind, readonly string[]>>;
  /** People who are named in public by their function: officials, speakers. */
  readonly names: readonly string[];
  /** Officialese of this organisation, with the plain word for it. */
  readonly words: Readonly<Record<string, string>>;
  /** Regular expressions of numbers that never belong in a post, such as those of cases. */
  readonly numbers: readonly string[];
  /** Looks for them; absent: without a limit of time. */
  readonly search?: SearchExpressions;
  /** The longest sentence, in words. */
  readonly sentence: number;
  /** Flesch-Douma below which a text is said to be hard (editorial checks, section 2). */
  readonly readability: number;
  /** The one tag for counting that may stay in addresses of the project's own sites; every other one is taken out. */
  readonly campaign?: Campaign;
}

/** The places of these expressions in a text. */
export type SearchExpressions = (
  text: string,
  expressions: readonly string[],
) => readonly { readonly start: number; readonly end: number }[];

export interface Campaign {
  /** `utm_campaign`, or `utm_campaign=najaar` for that value alone. */
  readonly tag: string;
  /** `example.nl`, or `*.example.nl` for a domain with all that is below it. */
  readonly hosts: readonly string[];
}

export const allowedKinds = ['phones', 'emails', 'accounts', 'addresses'] as const;
export type AllowedKind = (typeof allowedKinds)[number];

export const defaultChecks: CheckSettings = {
  levels: {},
  allow: { phones: [], emails: [], accounts: [], addresses: [] },
  names: [],
  words: {},
  numbers: [],
  sentence: 25,
  readability: 60,
};
