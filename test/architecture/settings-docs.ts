/** What .env.example and the README say about settings, from the registry of channels and the switches of omk itself. */
import { channels } from '../../src/channels/index.ts';
import type { Setting } from '../../src/core/channel.ts';

type Documented = Pick<Setting, 'env' | 'help' | 'default'>;

/** Read by the command line, for no channel in particular. */
const ownSettings: readonly Documented[] = [
  {
    env: 'OMK_MODE',
    default: 'sandbox',
    help: { nl: 'sandbox of live; gaat voor wat omk.yaml zegt', en: 'sandbox or live; goes before what omk.yaml says' },
  },
  {
    env: 'OMK_LANGUAGE',
    help: { nl: 'taal van de meldingen: nl of en', en: 'language of the messages: nl or en' },
  },
  {
    env: 'OMK_DATABASE_URL',
    default: 'sqlite:.omk/omk.db',
    help: { nl: 'waar omk onthoudt wat waar staat', en: 'where omk remembers what went where' },
  },
  {
    env: 'OMK_SECRET',
    help: {
      nl: 'ondertekent afmeldlinks en Message-IDs; zonder maakt omk er zelf een',
      en: 'signs unsubscribe links and Message-IDs; without it omk makes one itself',
    },
  },
  {
    env: 'HTTPS_PROXY',
    help: {
      nl: 'proxy waar omk doorheen gaat; nooit voor deze computer zelf',
      en: 'proxy that omk goes through; never for this computer itself',
    },
  },
  { env: 'NO_PROXY', help: { nl: 'adressen waarvoor de proxy niet geldt', en: 'addresses that the proxy is not for' } },
  {
    env: 'OMK_NOTIFY_WEBHOOK',
    help: {
      nl: 'waar --notify een melding heen stuurt (notify.webhook); wie het adres kent kan er schrijven, dus geheim',
      en: 'where --notify sends a notice (notify.webhook); who knows the address can write there, so it is secret',
    },
  },
  {
    env: 'OMK_NOTIFY_HEARTBEAT',
    help: {
      nl: 'adres dat na elke geslaagde ronde met --notify wordt geroepen; blijft dat uit, dan slaat die dienst alarm',
      en: 'address that is called after each run with --notify that did its work; a service there raises an alarm when that stays away',
    },
  },
  { env: 'OMK_PLAIN', help: { nl: '1: woorden in plaats van tekens en kolommen', en: '1: words instead of signs and columns' } },
  { env: 'NO_COLOR', help: { nl: 'geen kleuren op het scherm', en: 'no colours on the screen' } },
];

const groups: readonly { readonly title: string; readonly settings: readonly Documented[] }[] = [
  { title: 'omk', settings: ownSettings },
  ...channels.map(({ label, settings }) => ({ title: label.en, settings: Object.values(settings) })),
];

const introduction = `# Instellingen van omk, voor een bestand .env naast omk.yaml. Alles hier hoort buiten git.
# Oefenen in de zandbak vraagt niets hiervan. Haal het hekje weg voor wat u invult; zet een waarde met # tussen aanhalingstekens.
#
# Settings of omk, for a file .env beside omk.yaml. Keep all of it out of git.
# Practising in the sandbox needs none of it. Remove the # before what you fill in; quote a value that holds a #.`;

const example = ({ env, help, default: value = '' }: Documented): string => `# ${help.nl}\n# ${help.en}\n#${env}=${value}`;

export const environmentExample = (): string =>
  `${[introduction, ...groups.map(({ title, settings }) => [`## ${title}`, ...settings.map(example)].join('\n\n'))].join('\n\n')}\n`;

export const settingsTable = (): string =>
  [
    '| Setting | For | What it is | Default |',
    '| --- | --- | --- | --- |',
    ...groups.flatMap(({ title, settings }) =>
      settings.map(
        ({ env, help, default: value }) => `| \`${env}\` | ${title} | ${help.en} | ${value === undefined ? '' : `\`${value}\``} |`,
      ),
    ),
  ].join('\n');
