/**
 * Which way imports point, checked by dependency-cruiser over everything in src, type imports included.
 * Each rule says why it is there and what to do instead; the picture behind them is in src/README.md.
 */

const part = (name) => `^src/${name}/`;
const anyPackage = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'];

/** A part of src imports from the named places only (paths inside src). */
const only = (from, allowed, reason) => ({
  name: `${from.replaceAll('/', '-')}-imports`,
  severity: 'error',
  comment: reason,
  from: { path: part(from) },
  to: { path: '^src/', pathNot: allowed.map((place) => `^src/${place}`) },
});

/** Packages are at home in one place of src, so that changing one touches one folder. */
const home = (name, packages, places, reason) => ({
  name: `home-of-${name}`,
  severity: 'error',
  comment: `${reason} Import it there and hand on plain values, or move the code that needs it.`,
  from: { path: '^src/', pathNot: places.map((place) => `^src/${place}`) },
  to: { path: packages.map((one) => `^node_modules/(@types/)?${one}/`) },
});

const homes = [
  home(
    'text-packages',
    ['gray-matter', 'zod', 'yaml', 'marked', 'marked-footnote', 'liquidjs', 'sanitize-html', 'temporal-polyfill', 'fastest-levenshtein'],
    ['pipeline/'],
    'Reading and rendering text belongs to the pipeline.',
  ),
  home('holidays', ['date-holidays'], ['pipeline/'], 'A calendar is large: one file asks it, and is loaded only where holidays count.'),
  home('graphql', ['graphql'], ['channels/[^/]+/simulat', 'sandbox/'], 'A GraphQL server exists only where a service is pretended.'),
  home(
    'hono',
    ['hono', '@hono/node-server'],
    ['channels/[^/]+/simulat', 'sandbox/', 'web/', 'preview/'],
    'A web server exists only for readers, for whoever writes, and where a service is pretended.',
  ),
  home(
    'mail-reading',
    ['postal-mime'],
    ['channels/newsletter/simulat', 'sandbox/', 'cli/bounces/'],
    'omk reads mail only where it pretends to receive it, and where mail that came back is brought in.',
  ),
  home('name-serving', ['dns-packet'], ['sandbox/'], 'Only the sandbox answers questions about names.'),
  home('mail-receiving', ['smtp-server'], ['sandbox/'], 'Only the sandbox receives mail.'),
  home('rate-limits', ['rate-limiter-flexible'], ['web/'], 'Only the pages for readers are asked by strangers.'),
  home('x-packages', ['twitter-api-v2', 'twitter-text'], ['channels/x/'], 'What X needs stays in the folder of X.'),
  home(
    'linkedin-package',
    ['linkedin-api-client'],
    ['channels/linkedin/'],
    'What LinkedIn needs stays in its folder; its licence forbids more.',
  ),
  home('oauth', ['oauth4webapi'], ['channels/shared/'], 'Two channels log in with OAuth 2, by the same few calls.'),
  home('mail-sending', ['nodemailer'], ['channels/newsletter/'], 'What the newsletter needs stays in its folder.'),
  home(
    'feed-packages',
    ['htmlparser2', 'hast-util-to-mdast', 'mdast-util-to-markdown', 'mdast-util-gfm-table', 'mdast-util-gfm-strikethrough'],
    ['sources/feed/'],
    'What websites write is read where it comes in, and nowhere else.',
  ),
  home('text-comparison', ['diff'], ['preview/'], 'What changed since is told by a preview alone.'),
  home('sqlite', ['@photostructure/sqlite'], ['ledger/'], 'Only the ledger speaks to a database, through the port in core.'),
  home(
    'terminal-packages',
    ['commander', 'inquirer', 'dotenv', 'picocolors', 'listr2', 'csv-parse', 'image-size', 'validator', 'disposable-email-domains-js'],
    ['cli/'],
    'Command line, files and settings are the business of cli.',
  ),
  home(
    'network-packages',
    ['undici', 'https-proxy-agent', 'proxy-from-env'],
    ['cli/'],
    'The way out is chosen once, in cli, and handed to channels.',
  ),
];

const homed = homes.flatMap((rule) => rule.to.path);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one thought in two places: move the shared part into a third, further inwards.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports and that imports nothing is left over: use it or delete it.',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The import leads nowhere, so no rule can judge it: correct the path or install the package.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'src-never-imports-test',
      severity: 'error',
      comment: 'What ships must not need what tests it: move the shared part into src.',
      from: { path: '^src/' },
      to: { path: ['^test/', '^bench/', '^build/'] },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      comment: 'cli joins the parts and knows them all; a part that knows cli makes a circle. Take what you need as an argument.',
      from: { path: '^src/', pathNot: part('cli') },
      to: { path: part('cli') },
    },
    only('core', ['core/'], 'core holds the nouns and depends on nothing. Move the code outwards, or the noun inwards.'),
    only(
      'pipeline',
      ['core/', 'pipeline/'],
      'The steps know channels and ledger only as ports in core. Add to the port, and let cli hand in the real one.',
    ),
    only('ledger', ['core/', 'ledger/'], 'The memory knows nothing but the nouns. Take plain values from core.'),
    only('channels/shared', ['core/', 'channels/shared/'], 'What all channels share knows none of them. Take what differs as an argument.'),
    {
      name: 'channels-imports',
      severity: 'error',
      comment: 'A channel is one folder and never knows another. Move what two need to channels/shared, or to core.',
      from: { path: '^src/channels/(?!shared/)([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/channels/shared/', '^src/channels/$1/'] },
    },
    {
      name: 'registry-imports',
      severity: 'error',
      comment: 'The registry is one line per channel: it sees their fronts only. Put the rest behind channels/<id>/index.ts.',
      from: { path: '^src/channels/index\\.ts$' },
      to: { pathNot: ['^src/channels/[^/]+/index\\.ts$', '^src/core/'] },
    },
    only(
      'sandbox',
      ['core/', 'sandbox/', 'channels/index\\.ts$', 'pipeline/report\\.ts$'],
      'The sandbox sees channels as the registry shows them. Extend the simulator port in core instead.',
    ),
    only(
      'web',
      ['core/', 'web/'],
      'The pages for readers know the nouns only. Add a port to web/site.ts, and let cli hand in the real one.',
    ),
    only(
      'sources/feed',
      ['core/', 'sources/feed/'],
      'A source says what is there, and decides nothing. Add to the port in core/source.ts, and let cli hand in what it needs.',
    ),
    only(
      'preview',
      ['core/', 'preview/'],
      'A preview shows what it is handed, in words that are ready. Add to preview/preview.ts, and let cli fill it in.',
    ),
    only(
      'cli',
      [
        'core/',
        'cli/',
        'pipeline/',
        'sandbox/(server|faults|switches)\\.ts$',
        'web/(server|site|programme/files)\\.ts$',
        'preview/(preview|page|server|reloading|changes|words)\\.ts$',
        'channels/index\\.ts$',
        'sources/feed/index\\.ts$',
        'ledger/index\\.ts$',
      ],
      'cli joins parts by their fronts, and turns the switches of a sandbox that it does not start. Export what it needs from a front file.',
    ),
    {
      name: 'core-needs-no-package',
      severity: 'error',
      comment: 'core holds rules without any effect. Do the work in pipeline or in a channel and hand core plain values.',
      from: { path: part('core') },
      to: { dependencyTypes: anyPackage },
    },
    {
      name: 'core-knows-node-as-types-only',
      severity: 'error',
      comment: 'core has no effects; the shape of something from Node may be named, not used. Use `import type`, or move the code.',
      from: { path: part('core') },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pipeline-knows-crypto-only',
      severity: 'error',
      comment: 'The steps take values and give values: files, sockets and processes are handed in by cli. Only hashing is theirs.',
      from: { path: part('pipeline') },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    ...homes,
    {
      name: 'every-package-has-a-home',
      severity: 'error',
      comment: 'A new package needs a place: name its home in this file, and the reason in the README of that folder.',
      from: { path: '^src/' },
      to: { dependencyTypes: anyPackage, pathNot: homed },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'types', 'default'],
    },
  },
};
