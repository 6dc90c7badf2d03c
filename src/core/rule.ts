/** How much a finding of an editorial rule weighs: an error blocks publishing, a warning is shown. */
export type Level = 'error' | 'warning';

/** The level of every rule of a family, unless omk.yaml sets another (shared rules: docs/rules). */
export type RuleLevels<Id extends string> = Readonly<Record<Id, Level>>;
