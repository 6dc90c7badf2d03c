import type { Channel } from '../../core/channel.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { destinationOf, receiptOfAddress } from './destination.ts';
import { accessLevels, types } from './kinds.ts';

/** A site of Pleio: the full text, in a group or on the site itself. Often the hub that the other channels link to. */
export const pleio: Channel = {
  id: 'pleio',
  label: { nl: 'Pleio', en: 'Pleio' },
  formats: ['markdown'],
  reaches: 'place',
  can: { update: true, remove: true },
  settings: {
    cookie: {
      env: 'PLEIO_COOKIE',
      secret: true,
      help: {
        nl: 'sessionid=… uit een browser waarin het functionele account is ingelogd; ongeveer 14 dagen geldig',
        en: 'sessionid=… from a browser in which the functional account is signed in; valid for about 14 days',
      },
      // A value without a name is taken for that of `sessionid`.
      oddity: (value) => (value.includes('=') && !/(?:^|;\s*)sessionid=[^;\s]/.test(value) ? 'no-session' : undefined),
    },
    url: {
      env: 'PLEIO_URL',
      secret: false,
      address: true,
      help: { nl: 'ander adres dan pleio.url', en: 'another address than pleio.url' },
    },
  },
  options: {
    url: {
      kind: 'address',
      scope: 'project',
      help: { nl: 'hoofdadres van de site', en: 'primary address of the site' },
      example: 'https://omhetkind.pleio.nl',
    },
    group: {
      kind: 'text',
      scope: 'both',
      asked: true,
      help: { nl: 'naam of guid van de groep; leeg: de site zelf', en: 'name or guid of the group; none: the site itself' },
      example: 'Om het kind',
    },
    type: {
      kind: 'choice',
      choices: types,
      default: 'blog',
      scope: 'both',
      help: { nl: 'soort bericht', en: 'kind of post' },
      example: 'blog',
    },
    access: {
      kind: 'number-or-choice',
      choices: Object.keys(accessLevels),
      default: 'public',
      scope: 'both',
      help: {
        nl: 'wie het mag lezen; een getal is het niveau op de site zelf',
        en: 'who may read it; a number is a level of the site itself',
      },
      example: 'public',
    },
    sourceGroups: {
      kind: 'texts',
      scope: 'project',
      help: {
        nl: 'groepen waaruit `omk forward` leest, met naam of guid; "1": buiten groepen; leeg: pleio.group',
        en: 'groups that `omk forward` reads, by name or guid; "1": outside groups; none: pleio.group',
      },
      example: '[Om het kind, Wijkteams]',
    },
    sourceTypes: {
      kind: 'choices',
      choices: ['blog', 'news', 'event', 'discussion', 'question', 'statusupdate', 'poll'],
      scope: 'project',
      help: { nl: 'soorten die `omk forward` leest', en: 'kinds that `omk forward` reads' },
      example: '[blog, news, event]',
    },
    sourceLogin: {
      kind: 'boolean',
      scope: 'project',
      help: {
        nl: 'leest ook op een open site ingelogd, zodat `omk forward` ziet wat alleen leden zien',
        en: 'reads signed in on an open site as well, so that `omk forward` sees what members alone see',
      },
      example: 'true',
    },
  },
  source: {
    needs: ({ sourceLogin }) => (sourceLogin === true ? ['cookie'] : []),
    check: ({ settings, options }) => (settings.url || options.url ? [] : [problem('config-missing-key', { key: 'pleio.url' })]),
    open: async (values, deps) => (await import('./source.ts')).openSource(values, deps),
  },
  simulator: {
    settings: ({ http }) => ({ url: http, cookie: 'sessionid=sandbox-redactie; csrftoken=sandbox-csrf' }),
    switches: {
      closed: {
        nl: 'De site is besloten: wie niet is ingelogd ziet alleen de inlogpagina.',
        en: 'The site is closed: whoever is not signed in sees only the login page.',
      },
      'two-factor': {
        nl: 'De site vraagt bij elke aanroep om een tweede stap van het inloggen.',
        en: 'The site asks for a second step of signing in at every call.',
      },
      csrf: { nl: 'De site weigert aanroepen zonder CSRF-token.', en: 'The site refuses calls without a CSRF token.' },
      alias: {
        nl: 'Het adres is een alias: de site doet het werk en verwijst dan door naar het hoofdadres.',
        en: 'The address is an alias: the site does the work and then redirects to its primary address.',
      },
      narrow: {
        nl: 'De groep is besloten: wat openbaar zou zijn, krijgen alleen leden te zien.',
        en: 'The group is closed: what would be public is shown to members only.',
      },
      'strict-groups': { nl: 'Alleen de groepen van de voorbeeldsite bestaan.', en: 'Only the groups of the sample site exist.' },
      colleagues: {
        nl: 'Collega’s plaatsen een paar berichten in de groep, om `omk forward` mee te oefenen.',
        en: 'Colleagues place a few posts in the group, to practise `omk forward` with.',
      },
      'no-editor': {
        nl: 'Het account is geen redacteur en mag geen nieuws plaatsen.',
        en: 'The account is not an editor and may not post news.',
      },
    },
    open: async (world) => (await import('./simulator.ts')).openSimulator(world),
  },
  rules: async () => (await import('./payload.ts')).rules,
  draw: async () => (await import('./look.ts')).draw,
  needs: () => ['cookie'],
  login: {
    fills: ['cookie'],
    needs: [],
    warnDays: 3,
    open: async (values, deps) => (await import('./login.ts')).openLogin(values, deps),
  },
  check: ({ settings, options }) => {
    const found: Problem[] = [];
    if (!settings.url && !options.url) found.push(problem('config-missing-key', { key: 'pleio.url' }));
    // Level 4 without a group shows a post to its author alone (contract pleio 2.4).
    if (options.access === 'group' && !options.group) found.push(problem('config-missing-key', { key: 'pleio.group' }));
    // A header cannot hold such a value, and what cannot be sent would look like a lost answer.
    if (/[^\x20-\x7e]/.test(settings.cookie?.trim() ?? ''))
      found.push(problem('config-bad-value', { name: 'PLEIO_COOKIE', expected: 'text' }));
    return found;
  },
  destination: destinationOf,
  parsePermalink: receiptOfAddress,
  open: async (values, deps) => (await import('./send.ts')).openSender(values, deps),
};
