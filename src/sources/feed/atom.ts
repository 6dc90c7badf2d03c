/** Atom (RFC 4287), and its draft 0.3. */
import { resolved } from './addresses.ts';
import type { RawEntry, RawFeed, Written } from './document.ts';
import { isOlder } from './rss.ts';
import { childrenOf, textOf, type XmlNode } from './xml-tree.ts';

/** `undefined`: this is no Atom. */
export function atomFeed(root: XmlNode, address: string): RawFeed | undefined {
  if (root.name !== 'atom:feed') return root.name === 'feed' ? atomFeed(withNamespace(root), address) : undefined;
  const base = resolved(root.base, address) ?? address;
  const [next] = childrenOf(root, 'atom:link').filter(({ attributes }) => isOlder(attributes['rel']));
  const feedAuthor = authorOf(root);
  return {
    home: linkOf(root, base),
    next: next && resolved(next.attributes['href'] ?? '', base),
    language: root.attributes['xml:lang'],
    entries: childrenOf(root, 'atom:entry').map((entry) => entryOf(entry, address, feedAuthor)),
  };
}

/** Somebody forgot to say that it is Atom. */
const withNamespace = (node: XmlNode): XmlNode => ({
  ...node,
  name: node.name.includes(':') ? node.name : `atom:${node.name}`,
  children: node.children.map(withNamespace),
});

function entryOf(entry: XmlNode, address: string, feedAuthor: string | undefined): RawEntry {
  const base = resolved(entry.base, address) ?? address;
  const [content] = childrenOf(entry, 'atom:content');
  const [summary] = childrenOf(entry, 'atom:summary');
  const [title] = childrenOf(entry, 'atom:title');
  const updated = textOf(entry, 'atom:updated', 'atom:modified');
  const link = linkOf(entry, base);
  const body = written(content);
  return {
    id: textOf(entry, 'atom:id'),
    link,
    title: written(title),
    ...(body ? { content: body, summary: written(summary) } : { content: written(summary) }),
    published: textOf(entry, 'atom:published', 'atom:issued', 'atom:created') ?? updated,
    updated,
    author: authorOf(entry) ?? authorOf(childrenOf(entry, 'atom:source')[0]) ?? feedAuthor,
    tags: childrenOf(entry, 'atom:category').map(({ attributes }) => attributes['label'] ?? attributes['term'] ?? ''),
    image: imageOf(entry, base),
    language: content?.attributes['xml:lang'] ?? entry.attributes['xml:lang'],
    base: resolved((content ?? summary)?.base || (link ?? base), address),
  };
}

const authorOf = (node: XmlNode | undefined): string | undefined => textOf(childrenOf(node, 'atom:author')[0], 'atom:name');

/** A page for people goes before other forms of it. */
function linkOf(node: XmlNode, base: string): string | undefined {
  const links = childrenOf(node, 'atom:link').filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate');
  const page = links.find(({ attributes }) => /^(?:text\/html|application\/xhtml)/.test(attributes['type'] ?? 'text/html')) ?? links[0];
  return page && resolved(page.attributes['href'] ?? '', page.base ? resolved(page.base, base) : base);
}

/** RFC 4287, 3.1 and 4.1.3: text unless it says otherwise; content that stands elsewhere or is no text counts as absent. */
function written(node: XmlNode | undefined): Written | undefined {
  if (!node || node.attributes['src'] !== undefined) return undefined;
  const type = node.attributes['type']?.toLowerCase() ?? 'text';
  if (type === 'xhtml' || node.children.length > 0) return some({ html: node.inner.trim() });
  if (type === 'html' || type.startsWith('text/html')) return some({ html: node.text.trim() });
  return type.startsWith('text') ? some({ text: node.text.trim() }) : undefined;
}

const some = (one: Written): Written | undefined => (Object.values(one)[0] === '' ? undefined : one);

function imageOf(entry: XmlNode, base: string): RawEntry['image'] {
  for (const group of [entry, ...childrenOf(entry, 'media:group')])
    for (const node of childrenOf(group, 'media:content', 'media:thumbnail')) {
      const isPicture =
        node.name === 'media:thumbnail' || node.attributes['medium'] === 'image' || node.attributes['type']?.startsWith('image/');
      const address = isPicture ? resolved(node.attributes['url'] ?? '', base) : undefined;
      if (address) return { url: address, alt: textOf(node, 'media:description') };
    }
  return undefined;
}
