/** XML as it is found in feeds, often not well-formed. Entities of a document's own are never expanded, nothing is ever loaded. */
import { Parser } from 'htmlparser2';
import { resolved } from './addresses.ts';

export interface XmlNode {
  /** In lower case, with a prefix that depends on its namespace alone: `atom:entry`, `content:encoded`; RSS has none. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, not that of its children. */
  readonly text: string;
  /** What stands in it, as it was written. */
  readonly inner: string;
  /** By xml:base, its own or inherited, resolved as far as it goes; empty: none. */
  readonly base: string;
}

/** Deeper and larger than any feed; what goes beyond is meant to do harm. */
const maxDepth = 200;
const maxNodes = 500_000;

const namespaces: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': 'atom:',
  'http://purl.org/atom/ns#': 'atom:',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dcterms:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://search.yahoo.com/mrss': 'media:',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner:',
  'http://www.w3.org/1999/xhtml': 'xhtml:',
};

interface Open {
  readonly node: { -readonly [Key in keyof XmlNode]: XmlNode[Key] } & { children: XmlNode[] };
  readonly scope: Readonly<Record<string, string>>;
  readonly from: number;
}

class TooMuch extends Error {}

/** The first element of a text; `undefined`: there is none, or far too much of it. */
export function xmlTree(source: string): XmlNode | undefined {
  const open: Open[] = [];
  let root: XmlNode | undefined;
  let count = 0;
  const parser: Parser = new Parser(
    {
      onopentag: (written, attributes) => {
        count += 1;
        if (open.length >= maxDepth || count > maxNodes) throw new TooMuch();
        const parent = open.at(-1);
        const scope = scopeWith(attributes, parent?.scope ?? {});
        const base = baseWithin(attributes['xml:base'], parent?.node.base ?? '');
        const node: Open['node'] = { name: nameOf(written, scope), attributes, children: [], text: '', inner: '', base };
        if (parent) parent.node.children.push(node);
        else root ??= node;
        open.push({ node, scope, from: parser.endIndex + 1 });
      },
      ontext: (text) => {
        const node = open.at(-1)?.node;
        if (node) node.text += text;
      },
      onclosetag: () => {
        const closed = open.pop();
        if (closed) closed.node.inner = source.slice(closed.from, Math.max(closed.from, parser.startIndex));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.end(source);
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
  return root;
}

function scopeWith(attributes: Readonly<Record<string, string>>, outer: Open['scope']): Open['scope'] {
  const own = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  return own.length === 0
    ? outer
    : { ...outer, ...Object.fromEntries(own.map(([name, value]) => [name.slice(6), value.trim().toLowerCase()])) };
}

/** An undeclared prefix means what everybody means by it. */
function nameOf(written: string, scope: Open['scope']): string {
  const lower = written.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = lower.slice(0, Math.max(0, colon));
  const known = namespaces[scope[prefix] ?? ''];
  return known === undefined ? lower : `${known}${lower.slice(colon + 1)}`;
}

const baseWithin = (written: string | undefined, outer: string): string =>
  written === undefined ? outer : (resolved(written, outer) ?? outer);

export const childrenOf = (node: XmlNode | undefined, ...names: readonly string[]): readonly XmlNode[] =>
  node?.children.filter(({ name }) => names.includes(name)) ?? [];

/** The first of these names that is there and says something. */
export function textOf(node: XmlNode | undefined, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = childrenOf(node, name).find(({ text }) => text.trim() !== '');
    if (found) return found.text.trim();
  }
  return undefined;
}
