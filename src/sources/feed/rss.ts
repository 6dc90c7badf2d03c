/** RSS 0.9x, 1.0 and 2.0, with the modules that websites use. */
import { resolved } from './addresses.ts';
import type { RawEntry, RawFeed, Written } from './document.ts';
import { childrenOf, textOf, type XmlNode } from './xml-tree.ts';

/** `undefined`: this is no RSS. */
export function rssFeed(root: XmlNode, address: string): RawFeed | undefined {
  if (root.name !== 'rss' && root.name !== 'rdf:rdf') return undefined;
  const [channel] = childrenOf(root, 'channel');
  if (!channel) return undefined;
  const base = channel.base ? resolved(channel.base, address) : address;
  const home = resolved(textOf(channel, 'link') ?? '', base);
  const [next] = childrenOf(channel, 'atom:link').filter(({ attributes }) => isOlder(attributes['rel']));
  return {
    home,
    language: textOf(channel, 'language', 'dc:language'),
    next: next && resolved(next.attributes['href'] ?? '', address),
    // In RSS 1.0 they stand beside the channel.
    entries: [...childrenOf(channel, 'item'), ...childrenOf(root, 'item')].map((item) => entryOf(item, home ?? base)),
  };
}

/** RFC 5005: a page further on, or an older archive. */
export const isOlder = (rel: string | undefined): boolean => rel === 'next' || rel === 'prev-archive';

function entryOf(item: XmlNode, base: string | undefined): RawEntry {
  const within = item.base ? resolved(item.base, base) : base;
  const [guid] = childrenOf(item, 'guid');
  const id = guid?.text.trim() || item.attributes['rdf:about']?.trim();
  const link =
    linkOf(item, within) ?? (guid?.attributes['isPermaLink']?.toLowerCase() === 'false' ? undefined : resolved(id ?? '', undefined));
  const description = written(childrenOf(item, 'description')[0]);
  const content = written(childrenOf(item, 'content:encoded', 'xhtml:body')[0]);
  const [first] = childrenOf(item, 'title');
  return {
    id,
    link,
    title: written(first) ?? written(childrenOf(item, 'dc:title', 'media:title')[0]),
    ...(content ? { content, summary: description } : { content: description }),
    published: textOf(item, 'pubdate', 'dc:date', 'dcterms:issued', 'dcterms:created', 'atom:published'),
    updated: textOf(item, 'atom:updated', 'dcterms:modified'),
    author: textOf(item, 'dc:creator', 'author') ?? textOf(childrenOf(item, 'atom:author')[0], 'atom:name'),
    tags: childrenOf(item, 'category', 'dc:subject').map(({ text }) => text),
    image: imageOf(item, within),
    language: textOf(item, 'dc:language') ?? item.attributes['xml:lang'],
    base: link ?? within,
  };
}

function linkOf(item: XmlNode, base: string | undefined): string | undefined {
  const plain = textOf(item, 'feedburner:origlink', 'link');
  const atom = childrenOf(item, 'atom:link').find(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate');
  return resolved(plain ?? atom?.attributes['href'] ?? '', base);
}

/** Some write tags into it without escaping them. */
function written(node: XmlNode | undefined): Written | undefined {
  const html = node && (node.children.length > 0 ? node.inner : node.text).trim();
  return html ? { html } : undefined;
}

/** Media RSS: also within its groups. */
function imageOf(item: XmlNode, base: string | undefined): RawEntry['image'] {
  const all = [item, ...childrenOf(item, 'media:group')].flatMap((node) =>
    childrenOf(node, 'media:content', 'media:thumbnail', 'enclosure'),
  );
  for (const node of all) {
    const { url = '', medium, type = '' } = node.attributes;
    const isPicture = node.name === 'media:thumbnail' || medium === 'image' || type.startsWith('image/');
    const address = isPicture ? resolved(url, base) : undefined;
    if (address) return { url: address, alt: textOf(node, 'media:description') };
  }
  return undefined;
}
