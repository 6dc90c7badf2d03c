/** Every command with its arguments, flags and examples. The code of a command is loaded when it runs. */
import type { CommandName, FlagName, HelpWords } from '../messages/words.ts';
import type { Run } from '../run.ts';

export interface Flag {
  readonly name: FlagName;
  /** As commander reads it. */
  readonly flags: string;
  /** May be given several times. */
  readonly repeats?: true;
}

export interface Argument {
  readonly syntax: string;
  readonly word: keyof HelpWords['args'];
  /** What it can be, to complete it; the command itself judges what it is given. */
  readonly choices?: readonly string[];
}

export interface CommandEntry {
  readonly name: Exclude<CommandName, 'help'>;
  readonly args: readonly Argument[];
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
  load(): Promise<Run>;
}

const flag = {
  dryRun: { name: 'dryRun', flags: '--dry-run' },
  channels: { name: 'channels', flags: '--channels <list>' },
  again: { name: 'again', flags: '--again <channel>' },
  adopt: { name: 'adopt', flags: '--adopt' },
  changedSince: { name: 'changedSince', flags: '--changed-since <rev>' },
  to: { name: 'to', flags: '--to <address>' },
  yes: { name: 'yes', flags: '--yes' },
  reason: { name: 'reason', flags: '--reason <text>' },
  notify: { name: 'notify', flags: '--notify' },
} as const satisfies Record<string, Flag>;

/** Flags that every command has. */
export const commonFlags: readonly Flag[] = [
  { name: 'json', flags: '--json' },
  { name: 'project', flags: '--project <dir>' },
  { name: 'quiet', flags: '--quiet' },
  { name: 'verbose', flags: '--verbose' },
  { name: 'noInput', flags: '--no-input' },
  { name: 'plain', flags: '--plain' },
];

export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    args: [{ syntax: '[folder]', word: 'folder' }],
    flags: [
      { name: 'projectName', flags: '--name <name>' },
      { name: 'projectLanguage', flags: '--language <tag>' },
      { name: 'timezone', flags: '--timezone <zone>' },
      { name: 'startChannels', flags: '--channels <list>' },
      { name: 'hub', flags: '--hub <channel>' },
      { name: 'set', flags: '--set <channel.option=value>', repeats: true },
      { name: 'templates', flags: '--templates' },
      { name: 'noTemplates', flags: '--no-templates' },
      { name: 'firstPost', flags: '--post' },
      { name: 'noFirstPost', flags: '--no-post' },
      { name: 'ci', flags: '--ci <list>' },
      { name: 'cron', flags: '--cron' },
      { name: 'noCron', flags: '--no-cron' },
      { name: 'server', flags: '--server <list>' },
      { name: 'overwrite', flags: '--overwrite' },
      { name: 'noSandbox', flags: '--no-sandbox' },
      { name: 'usual', flags: '--yes' },
    ],
    examples: [
      'omk init',
      'omk init omhetkind --yes',
      'omk init --name "Om het kind" --channels pleio,newsletter --set pleio.group="Om het kind" --yes',
      'omk init --ci github --cron --yes',
      'omk init --server systemd,logrotate --yes',
    ],
    load: async () => (await import('./init.ts')).run,
  },
  {
    name: 'new',
    args: [{ syntax: '[title]', word: 'title' }],
    flags: [
      { name: 'type', flags: '--type <type>' },
      { name: 'date', flags: '--date <day>' },
      { name: 'folder', flags: '--folder <folder>' },
      { name: 'who', flags: '--who <text>' },
      { name: 'consentDate', flags: '--consent-date <day>' },
      { name: 'reference', flags: '--reference <text>' },
      { name: 'start', flags: '--start <moment>' },
      { name: 'end', flags: '--end <moment>' },
      { name: 'location', flags: '--location <text>' },
      { name: 'signup', flags: '--signup <url>' },
      { name: 'statement', flags: '--statement <text>' },
      { name: 'choices', flags: '--choices <list>' },
      { name: 'corrects', flags: '--corrects <file>' },
      { name: 'edit', flags: '--edit' },
      { name: 'usual', flags: '--yes' },
    ],
    examples: [
      'omk new "Koersbesluit vastgesteld"',
      'omk new "Inloopavond over opvoeden" --type event --start "2026-12-01 19:30" --location Buurthuis --yes',
      'omk new "Eén gezin, één plan" --type statement --choices "Eens, Oneens, Dat hangt ervan af" --yes',
      'omk new "De inloop is op woensdag" --type correction --corrects content/2026-11-05-inloop.md',
    ],
    load: async () => (await import('./new.ts')).run,
  },
  {
    name: 'publish',
    args: [{ syntax: '[files...]', word: 'files' }],
    flags: [
      flag.dryRun,
      flag.channels,
      flag.changedSince,
      { name: 'plan', flags: '--plan <file>' },
      { name: 'signature', flags: '--signature <file>', repeats: true },
      flag.to,
      { name: 'sample', flags: '--sample <count>' },
      flag.again,
      flag.adopt,
      { name: 'now', flags: '--now' },
      flag.yes,
      flag.notify,
    ],
    examples: [
      'omk publish content/bericht.md',
      'omk publish content/bericht.md --to ik@example.nl',
      'omk publish content/bericht.md --sample 20',
      'omk publish content/ --dry-run',
      'omk publish bericht.md --channels pleio,x --json',
      'omk publish --plan plan.json',
      'omk publish --changed-since HEAD~1 --adopt',
    ],
    load: async () => (await import('./publish.ts')).run,
  },
  {
    name: 'digest',
    args: [],
    flags: [
      { name: 'sinceLast', flags: '--since-last' },
      { name: 'since', flags: '--since <date>' },
      { name: 'intro', flags: '--intro <file>' },
      flag.dryRun,
      flag.to,
      flag.yes,
      flag.notify,
    ],
    examples: [
      'omk digest --dry-run',
      'omk digest --to ik@example.nl',
      'omk digest --intro content/vooraf.md',
      'omk digest --since-last --quiet',
    ],
    load: async () => (await import('./digest.ts')).run,
  },
  {
    name: 'run',
    args: [],
    flags: [flag.notify],
    examples: ['omk run', 'omk run --project /srv/omk --quiet', 'omk run --quiet --notify'],
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'check',
    args: [{ syntax: '[files...]', word: 'files' }],
    flags: [flag.channels, flag.changedSince, { name: 'format', flags: '--format <form>' }, { name: 'online', flags: '--online' }],
    examples: [
      'omk check content/',
      'omk check content/ --online',
      'omk check "content/2026-11-*.md" --json',
      'omk check content/ --format github',
      'omk check --changed-since main',
    ],
    load: async () => (await import('./check.ts')).run,
  },
  {
    name: 'plan',
    args: [{ syntax: '[files...]', word: 'files' }],
    flags: [
      { name: 'output', flags: '-o, --output <file>' },
      { name: 'comment', flags: '--comment <file>' },
      flag.changedSince,
      flag.channels,
      { name: 'forUpdate', flags: '--update' },
      { name: 'correction', flags: '--correction <text>' },
      flag.again,
    ],
    examples: [
      'omk plan content/bericht.md -o plan.json',
      'omk plan content/bericht.md --update -o plan.json',
      'omk publish --plan plan.json --dry-run',
      'omk publish --plan plan.json',
    ],
    load: async () => (await import('./plan.ts')).run,
  },
  {
    name: 'preview',
    args: [{ syntax: '[files...]', word: 'files' }],
    flags: [
      flag.channels,
      flag.changedSince,
      { name: 'html', flags: '--html' },
      { name: 'page', flags: '-o, --output <path>' },
      { name: 'open', flags: '--open' },
      { name: 'watch', flags: '--watch' },
    ],
    examples: [
      'omk preview content/bericht.md',
      'omk preview content/bericht.md --open',
      'omk preview content/bericht.md --watch --open',
      'omk preview content/ --html -o voorbeelden',
    ],
    load: async () => (await import('./preview.ts')).run,
  },
  {
    name: 'status',
    args: [{ syntax: '[file]', word: 'file' }],
    flags: [flag.channels],
    examples: ['omk status', 'omk status content/bericht.md --json'],
    load: async () => (await import('./status.ts')).run,
  },
  {
    name: 'log',
    args: [],
    flags: [
      { name: 'since', flags: '--since <date>' },
      { name: 'channel', flags: '--channel <channel>' },
      { name: 'post', flags: '--post <file>' },
      { name: 'limit', flags: '--limit <count>' },
      { name: 'follow', flags: '--follow' },
    ],
    examples: ['omk log', 'omk log --since 2026-11-01 --channel x', 'omk log --json --follow'],
    load: async () => (await import('./log.ts')).run,
  },
  {
    name: 'resolve',
    args: [
      { syntax: '<file>', word: 'file' },
      { syntax: '<channel>', word: 'channel' },
    ],
    flags: [
      { name: 'published', flags: '--published <url>' },
      { name: 'notPublished', flags: '--not-published' },
      { name: 'resendUnconfirmed', flags: '--resend-unconfirmed' },
      { name: 'leaveUnconfirmed', flags: '--leave-unconfirmed' },
    ],
    examples: [
      'omk resolve content/bericht.md linkedin --published https://www.linkedin.com/feed/update/urn:li:groupPost:4510-7398000000000000001/',
      'omk resolve content/bericht.md x --not-published',
      'omk resolve content/bericht.md newsletter --leave-unconfirmed',
    ],
    load: async () => (await import('./resolve.ts')).run,
  },
  {
    name: 'retry',
    args: [{ syntax: '[file]', word: 'file' }],
    flags: [flag.channels],
    examples: ['omk retry', 'omk retry content/bericht.md --channels x'],
    load: async () => (await import('./retry.ts')).run,
  },
  {
    name: 'cancel',
    args: [{ syntax: '<file>', word: 'file' }],
    flags: [flag.channels],
    examples: ['omk cancel content/bericht.md'],
    load: async () => (await import('./cancel.ts')).run,
  },
  {
    name: 'pause',
    args: [{ syntax: '[file]', word: 'file' }],
    flags: [flag.channels, flag.reason, { name: 'until', flags: '--until <moment>' }],
    examples: [
      'omk pause --reason "calamiteit"',
      'omk pause --until "2026-12-01 09:00" --reason "eerst overleg"',
      'omk pause content/bericht.md --channels newsletter',
      'omk pause content/bericht.md --reason "eerst overleg"',
    ],
    load: async () => (await import('./pause.ts')).run,
  },
  {
    name: 'resume',
    args: [{ syntax: '[file]', word: 'file' }],
    flags: [flag.channels, { name: 'all', flags: '--all' }, { name: 'none', flags: '--none' }],
    examples: ['omk resume', 'omk resume --all', 'omk resume --none', 'omk resume content/bericht.md'],
    load: async () => (await import('./resume.ts')).run,
  },
  {
    name: 'schedule',
    args: [],
    flags: [
      { name: 'weeks', flags: '--weeks <count>' },
      { name: 'from', flags: '--from <day>' },
      flag.channels,
      { name: 'ics', flags: '--ics' },
      { name: 'icsFile', flags: '-o, --output <file>' },
    ],
    examples: [
      'omk schedule',
      'omk schedule --weeks 8 --channels newsletter',
      'omk schedule --from 2026-12-01',
      'omk schedule --ics -o omk.ics',
    ],
    load: async () => (await import('./schedule.ts')).run,
  },
  {
    name: 'update',
    args: [{ syntax: '<files...>', word: 'files' }],
    flags: [flag.channels, { name: 'correction', flags: '--correction <text>' }, flag.yes],
    examples: ['omk update content/bericht.md', 'omk update content/bericht.md --correction "De zaal is nu 3." --yes'],
    load: async () => (await import('./update.ts')).run,
  },
  {
    name: 'retract',
    args: [{ syntax: '<file>', word: 'file' }],
    flags: [flag.reason, flag.channels, flag.yes],
    examples: ['omk retract content/bericht.md --reason "De datum klopt niet" --yes'],
    load: async () => (await import('./retract.ts')).run,
  },
  {
    name: 'ledger',
    args: [
      { syntax: '<action>', word: 'action', choices: ['export', 'import', 'verify'] },
      { syntax: '[file]', word: 'ledgerFile' },
    ],
    flags: [{ name: 'output', flags: '-o, --output <file>' }],
    examples: ['omk ledger export -o ledger.jsonl', 'omk ledger import ledger.jsonl', 'omk ledger verify'],
    load: async () => (await import('./ledger.ts')).run,
  },
  {
    name: 'subscribers',
    args: [
      { syntax: '<action>', word: 'listAction', choices: ['import', 'add', 'remove', 'list', 'export', 'show', 'forget'] },
      { syntax: '[what]', word: 'listTarget' },
    ],
    flags: [
      { name: 'source', flags: '--source <text>' },
      { name: 'wording', flags: '--wording <text>' },
      { name: 'column', flags: '--column <ours=theirs>', repeats: true },
      { name: 'reader', flags: '--name <name>' },
      { name: 'audience', flags: '--audience <list>' },
      { name: 'language', flags: '--language <tag>' },
      { name: 'frequency', flags: '--frequency <how-often>' },
      { name: 'status', flags: '--status <list>' },
      { name: 'output', flags: '-o, --output <file>' },
      flag.dryRun,
      flag.yes,
    ],
    examples: [
      'omk subscribers import leden.csv --source "ledenlijst, mei 2026" --dry-run',
      'omk subscribers import leden.csv --source "aanmeldformulier" --column email=E-mailadres --column name=Naam',
      'omk subscribers add noor@example.nl --name Noor --audience ouders --source "bijeenkomst 12 mei"',
      'omk subscribers list --audience ouders',
      'omk subscribers show noor@example.nl',
      'omk subscribers export -o lezers.csv',
      'omk subscribers remove noor@example.nl',
      'omk subscribers forget noor@example.nl --yes',
    ],
    load: async () => (await import('./subscribers.ts')).run,
  },
  {
    name: 'doctor',
    args: [],
    flags: [flag.channels],
    examples: ['omk doctor', 'omk doctor --channels newsletter', 'omk doctor --json'],
    load: async () => (await import('./doctor.ts')).run,
  },
  {
    name: 'login',
    args: [{ syntax: '[channel]', word: 'channel' }],
    flags: [{ name: 'list', flags: '--list' }, { name: 'logout', flags: '--logout' }, { name: 'stdin', flags: '--stdin' }, flag.yes],
    examples: ['omk login linkedin', 'omk login x --stdin < sleutels.env', 'omk login --list', 'omk login pleio --logout'],
    load: async () => (await import('./login.ts')).run,
  },
  {
    name: 'bounces',
    args: [{ syntax: '[what...]', word: 'returnedMail' }],
    flags: [flag.dryRun],
    examples: ['omk bounces /var/mail/retour', 'omk bounces ~/Maildir --dry-run', 'omk bounces - < bericht.eml'],
    load: async () => (await import('./bounces.ts')).run,
  },
  {
    name: 'serve',
    args: [],
    flags: [
      { name: 'port', flags: '--port <number>' },
      { name: 'host', flags: '--host <address>' },
      { name: 'trustProxy', flags: '--trust-proxy' },
    ],
    examples: ['omk serve', 'omk serve --trust-proxy', 'omk serve --port 8080 --project /srv/omk'],
    load: async () => (await import('./serve.ts')).run,
  },
  {
    name: 'feed',
    args: [],
    flags: [{ name: 'output', flags: '-o, --output <folder>' }],
    examples: ['omk feed', 'omk feed -o public'],
    load: async () => (await import('./feed.ts')).run,
  },
  {
    name: 'forward',
    args: [],
    flags: [
      flag.dryRun,
      flag.channels,
      { name: 'sinceItem', flags: '--since <date>' },
      { name: 'review', flags: '--review' },
      { name: 'updateItems', flags: '--update' },
      { name: 'watchSource', flags: '--watch' },
      { name: 'every', flags: '--every <time>' },
      flag.yes,
      flag.notify,
    ],
    examples: [
      'omk forward --dry-run',
      'omk forward --quiet --notify',
      'omk forward --review',
      'omk forward --since 2026-11-01 --dry-run',
      'omk forward --watch --every 15m',
      'omk forward --update',
    ],
    load: async () => (await import('./forward.ts')).run,
  },
  {
    name: 'sandbox',
    args: [],
    flags: [
      { name: 'port', flags: '--port <number>' },
      { name: 'fault', flags: '--fault <switch>', repeats: true },
    ],
    examples: [
      'omk sandbox',
      'omk sandbox --port 8080',
      'omk sandbox --fault x=accept-and-drop:1',
      'omk sandbox --fault pleio=slow --fault newsletter=later:2',
      'omk sandbox --fault x=none',
      'omk sandbox --fault none',
    ],
    load: async () => (await import('./sandbox.ts')).run,
  },
  {
    name: 'completion',
    args: [{ syntax: '<shell>', word: 'shell', choices: ['bash', 'zsh', 'fish'] }],
    flags: [],
    examples: ['source <(omk completion bash)', 'omk completion fish > ~/.config/fish/completions/omk.fish'],
    load: async () => (await import('./completion.ts')).run,
  },
];
