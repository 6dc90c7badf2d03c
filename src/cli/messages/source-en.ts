/** Problems of what posts are taken over from, in English. */
import type { SourceCatalogue } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const megabytes = (bytes: number): string => (bytes / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 });

const redirects = {
  insecure: 'that is no secure address',
  inside: 'that is a computer on an internal network',
  'too-many': 'that keeps leading further on',
  nonsense: 'that is no address that can be used',
} as const;

export const sourceProblemsEn: SourceCatalogue = {
  'source-address': ({ address }) => ({
    message: `"${address}" is no address where omk can fetch posts or pictures.`,
    hint: 'Give the whole address, beginning with https:// and without a name or password in it.',
  }),
  'source-away': ({ address, detail }) => ({
    message: `${address} cannot be reached now${said(detail)}.`,
    hint: 'If it is an outage, waiting is enough: nothing gets lost. Otherwise open the address in a browser yourself.',
  }),
  'source-gone': ({ address, status }) => ({
    message: `There is nothing at ${address} (any more): the website answers with ${status}.`,
    hint: 'Look for the new address on the website and put it into omk.yaml.',
  }),
  'source-refused': ({ address, status }) => ({
    message: `The website does not give ${address} to omk: it answers with ${status}.`,
    hint: "Choose an address that everybody can open without logging in, or ask the website's administrator to let omk in.",
  }),
  'source-redirect': ({ address, to, reason }) => ({
    message: `${address} leads to ${to === '' ? 'an empty address' : to}, and ${redirects[reason]}.`,
    hint: 'Put the address where it really stands into omk.yaml; where that begins with https://, omk follows a redirect too.',
  }),
  'source-too-large': ({ address, max }) => ({
    message: `What stands at ${address} is larger than ${megabytes(max)} MB, and omk does not fetch that.`,
    hint: "Ask the website's administrator for a smaller file, or for fewer posts on a page of the feed.",
  }),
  'source-page': ({ address, feed }) => ({
    message: `${address} is an ordinary page${feed === undefined ? '' : `; its feed is ${feed}`}.`,
    hint:
      feed === undefined
        ? 'Look for "RSS", "Atom" or "feed" on the website, and put that address into omk.yaml.'
        : 'Put that address into omk.yaml.',
  }),
  'source-unreadable': ({ address }) => ({
    message: `What stands at ${address} is no feed that omk can read (RSS, Atom or JSON Feed).`,
    hint: "Open the address in a browser. If it is the right feed, have the website's administrator look at it.",
  }),
  'source-endless': ({ address, pages }) => ({
    message: `After ${pages} pages the feed ${address} still has a next page.`,
    hint: "Ask for newer posts, or have the website's administrator look at the feed.",
  }),
  'source-group-unknown': ({ name, key }) => ({
    message: `The group "${name}" cannot be found on the site, so omk cannot read its posts.`,
    hint: `Check the name at ${key} in omk.yaml. A closed group is seen only by whoever is signed in: then set pleio.sourceLogin: true as well.`,
  }),
  'source-group-ambiguous': ({ name, key, count }) => ({
    message: `On the site ${count} groups are called "${name}"; omk does not choose one by itself.`,
    hint: `At ${key} in omk.yaml, put the guid of the group, from the address of its page, instead of its name.`,
  }),
  'source-group-closed': ({ name }) => ({
    message: `The group "${name}" is closed: without signing in omk sees none of its posts.`,
    hint: 'Log in with `omk login pleio` and set pleio.sourceLogin: true in omk.yaml, or read an open group.',
  }),
  'source-too-much': ({ count }) => ({
    message: `There are more than ${count} posts since the moment from which omk reads; omk passed none of them on.`,
    hint: 'Choose a later beginning, so that there is less to read in one go.',
  }),
  'source-picture-elsewhere': ({ host }) => ({
    message: `The picture does not stand on the site itself${host === '' ? '' : ` but on ${host}`}; omk only takes pictures from the site itself.`,
    hint: 'Put the picture on the site itself, or let the post go without it.',
  }),
};
