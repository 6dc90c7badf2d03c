/** The pages of docs/rules, made of the texts that the program itself explains a rule with. */
import { rulesEn } from '../../src/cli/messages/rules/en.ts';
import { rulesNl } from '../../src/cli/messages/rules/nl.ts';
import type { RuleText } from '../../src/cli/messages/rules/rule-text.ts';
import { type RuleId, ruleLevels } from '../../src/core/editorial.ts';
import { fixedRule } from '../../src/core/privacy-problem.ts';

export const ruleIds = Object.keys(ruleLevels).sort() as readonly RuleId[];

const levels = {
  error: { nl: 'fout: het bericht gaat niet weg', en: 'error: the post is not published' },
  warning: { nl: 'waarschuwing: het bericht kan weg', en: 'warning: the post can be published' },
};

const fixed = { nl: 'Deze regel kan in omk.yaml niet zachter of uit.', en: 'This rule cannot be weakened or switched off in omk.yaml.' };

export function rulePage(id: RuleId): string {
  return [
    `# ${id}`,
    section(id, 'nl', rulesNl[id]),
    section(id, 'en', rulesEn[id]),
    '[Alle regels / All rules](README.md) · [Niveaus, toegestane waarden en afwijkingen](../checks.md)',
  ]
    .join('\n\n')
    .concat('\n');
}

const words = { nl: { level: 'Niveau', wrong: 'Liever niet', right: 'Wel' }, en: { level: 'Level', wrong: 'Rather not', right: 'Better' } };

function section(id: RuleId, language: 'nl' | 'en', { name, why, instead, wrong, right }: RuleText): string {
  const { [language]: word } = words;
  return [
    `## ${language === 'nl' ? 'Nederlands' : 'English'}: ${name}`,
    `${word.level}: ${levels[ruleLevels[id]][language]}.${id === fixedRule ? ` ${fixed[language]}` : ''}`,
    why,
    instead,
    ...(wrong === undefined ? [] : [`${word.wrong}:`, quoted(wrong)]),
    ...(right === undefined ? [] : [`${word.right}:`, quoted(right)]),
  ].join('\n\n');
}

const quoted = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

const families: Readonly<Record<string, string>> = {
  a11y: 'Toegankelijkheid / Accessibility',
  craft: 'Vorm per kanaal / Channel craft',
  facts: 'Feiten / Facts',
  language: 'Heldere taal / Plain language',
  privacy: 'Privacy',
};

export function rulesIndex(): string {
  const rows = (family: string): string =>
    ruleIds
      .filter((id) => id.startsWith(`${family}-`))
      .map(
        (id) =>
          `| [\`${id}\`](${id}.md) | ${rulesNl[id].name} | ${rulesEn[id].name} | ${ruleLevels[id] === 'error' ? 'fout / error' : 'waarschuwing / warning'} |`,
      )
      .join('\n');
  const present = Object.keys(families).filter((family) => ruleIds.some((id) => id.startsWith(`${family}-`)));
  return [
    '# Regels / Rules',
    'Waar `omk check` op let, per familie. Hoe u een regel zachter zet of ervan afwijkt, staat in [checks.md](../checks.md).',
    '*What `omk check` looks at, by family. [checks.md](../checks.md) says how to weaken a rule or depart from it.*',
    ...present.map(
      (family) => `## ${families[family]}\n\n| Code | Nederlands | English | Niveau / Level |\n| --- | --- | --- | --- |\n${rows(family)}`,
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
