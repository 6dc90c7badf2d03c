/** The section `checks` of omk.yaml: how posts are judged. */
import { allowedKinds, type Campaign, type CheckSettings, defaultChecks, type RuleId, ruleLevels } from '../core/editorial.ts';
import { fixedRule } from '../core/privacy-problem.ts';
import { entriesOf, report } from '../pipeline/yaml-entry.ts';
import { choice, line, list, map, number, type Reader, requireKeys, shaped, wrongType } from '../pipeline/yaml-fields.ts';

const level = choice(['error', 'warning', 'off']);

/** Of the one rule that no project may weaken. */
const fixedLevel: Reader<'error'> = (entry) => {
  const found = level(entry);
  return found === undefined || found === 'error' ? found : report(entry, 'config-rule-fixed', { rule: fixedRule, level: found });
};

const levels = map(Object.fromEntries((Object.keys(ruleLevels) as RuleId[]).map((id) => [id, id === fixedRule ? fixedLevel : level])));
const allow = map(Object.fromEntries(allowedKinds.map((kind) => [kind, list(line)])));

/** `{ derhalve: dus }`: any key, a line of text for each. */
const words: Reader<Readonly<Record<string, string>>> = (entry) => {
  const children = entriesOf(entry);
  if (!children) return wrongType(entry, 'map');
  return Object.fromEntries(children.flatMap(([name, child]) => [[name.toLowerCase(), line(child)] as const]).filter(isRead));
};

const isRead = (found: readonly [string, string | undefined]): found is readonly [string, string] => found[1] !== undefined;

/** A regular expression; what is none is refused. */
const expression: Reader<string> = (entry) => {
  const found = line(entry);
  if (found === undefined) return undefined;
  try {
    new RegExp(found, 'u');
    return found;
  } catch {
    return wrongType(entry, 'expression');
  }
};

const campaignFields = map({ tag: shaped(/^[\w.-]+(?:=[^&#\s]+)?$/, 'text'), hosts: list(line) });

/** One tag, and the sites on which it may stand; both are needed. */
const campaign: Reader<Campaign> = (entry) => {
  const found = campaignFields(entry);
  if (!found) return undefined;
  requireKeys(entry, 'tag', 'hosts');
  const { tag, hosts } = found;
  return tag !== undefined && hosts !== undefined ? { tag, hosts } : undefined;
};

export const checkFields: Reader<Partial<CheckSettings>> = (entry) => {
  const found = map({
    levels,
    allow,
    names: list(line),
    words,
    numbers: list(expression),
    sentence: number,
    readability: number,
    campaign,
  })(entry);
  return found && { ...found, allow: { ...defaultChecks.allow, ...found.allow } };
};
