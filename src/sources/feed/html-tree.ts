/** HTML of a stranger as a tree that holds nothing but what Markdown can say, with absolute addresses. */
import { Parser } from 'htmlparser2';
import { resolved, secure } from './addresses.ts';
import { droppedTags, embeddedTags, keptTags, plainBlocks } from './html-tags.ts';

export interface HtmlText {
  readonly type: 'text';
  value: string;
}

/** As hast has it. */
export interface HtmlElement {
  readonly type: 'element';
  readonly tagName: string;
  readonly properties: Readonly<Record<string, string | number | string[]>>;
  readonly children: (HtmlElement | HtmlText)[];
}

/** Deeper and in more pieces than people write; what follows walks the tree by calling itself, and slows down with its size. */
const maxDepth = 60;
const maxElements = 10_000;
/** More than a post may have: a text that reaches it is refused as too large, and nothing is cut off in silence. */
export const maxText = 400_000;

class TooMuch extends Error {}

/** `undefined`: nested too deep, or in too many pieces, to be anything that somebody wrote. */
export function htmlTree(html: string, base: string): HtmlElement['children'] | undefined {
  const builder = new Builder(base);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      ontext: (text) => builder.text(text),
      onclosetag: (name) => builder.close(name),
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  );
  try {
    parser.end(html);
    return builder.top;
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

class Builder {
  readonly top: HtmlElement['children'] = [];
  /** One for each open tag; absent: it leaves its words where they are. */
  private readonly opened: (HtmlElement | undefined)[] = [];
  private hidden = 0;
  private count = 0;
  private size = 0;

  constructor(private readonly base: string) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.count += 1;
    if (this.opened.length >= maxDepth || this.count > maxElements) throw new TooMuch();
    if (embeddedTags.has(name) && this.hidden === 0) this.embedded(attributes);
    if (droppedTags.has(name)) this.hidden += 1;
    const element = this.hidden > 0 ? undefined : this.elementFor(name, attributes);
    if (element) this.children().push(element);
    this.opened.push(element);
  }

  text(value: string): void {
    if (this.hidden > 0 || this.size > maxText) return;
    this.size += value.length;
    const children = this.children();
    const last = children.at(-1);
    const words = value.replace(unreadable, '');
    if (last?.type === 'text') last.value += words;
    else children.push({ type: 'text', value: words });
  }

  close(name: string): void {
    this.opened.pop();
    if (droppedTags.has(name)) this.hidden -= 1;
  }

  private children(): HtmlElement['children'] {
    return this.opened.findLast((element) => element !== undefined)?.children ?? this.top;
  }

  /** A film or a map from elsewhere becomes the way to it. */
  private embedded({ src = '', title = '' }: Readonly<Record<string, string>>): void {
    const href = webAddress(src, this.base);
    if (href === undefined || !/^https?:/.test(href)) return;
    const text: HtmlText = { type: 'text', value: title.trim() || href };
    this.children().push(elementOf('p', {}, [elementOf('a', { href }, [text])]));
  }

  private elementFor(name: string, attributes: Readonly<Record<string, string>>): HtmlElement | undefined {
    if (plainBlocks.has(name)) return elementOf('div');
    if (!keptTags.has(name)) return undefined;
    if (name === 'a') return this.link(attributes);
    if (name === 'img') return this.picture(attributes);
    return elementOf(name, propertiesOf(name, attributes));
  }

  /** A link within a link leads nowhere of its own. */
  private link({ href = '' }: Readonly<Record<string, string>>): HtmlElement | undefined {
    const address = this.opened.some((one) => one?.tagName === 'a') ? undefined : webAddress(href, this.base);
    return address === undefined ? undefined : elementOf('a', { href: address });
  }

  /** Without an alternative text it tells a part of the readers nothing, and it may be a pixel that counts them. */
  private picture(attributes: Readonly<Record<string, string>>): HtmlElement | undefined {
    const { src = '', alt = '', width, height } = attributes;
    const late = attributes['data-src'] ?? attributes['data-lazy-src'];
    const address = webAddress(late !== undefined && src.startsWith('data:') ? late : src, this.base);
    const isPixel = [width, height].some((size) => size !== undefined && Number.parseInt(size, 10) <= 1);
    if (alt.trim() === '' || isPixel || address === undefined || !/^https?:/.test(address)) return undefined;
    return elementOf('img', { src: secure(address), alt: alt.slice(0, 2000).replace(/\s+/g, ' ').trim() });
  }
}

const elementOf = (tagName: string, properties: HtmlElement['properties'] = {}, children: HtmlElement['children'] = []): HtmlElement => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** Characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
export const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A browser takes these out of an address before it looks at the scheme. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

const webAddress = (written: string, base: string): string | undefined => {
  const address = resolved(written.replace(controls, ''), base);
  return address !== undefined && /^(?:https?:\/\/|mailto:.|tel:.)/.test(address) ? address : undefined;
};

const maxSpan = 20;

function propertiesOf(name: string, { colspan, start, class: classes = '' }: Readonly<Record<string, string>>): HtmlElement['properties'] {
  const language = name === 'code' ? /(?:^|\s)(language-[\w+#-]{1,30})(?:\s|$)/.exec(classes)?.[1] : undefined;
  const first = name === 'ol' ? wholeNumber(start, 999_999_999) : undefined;
  const span = name === 'td' || name === 'th' ? wholeNumber(colspan, maxSpan) : undefined;
  return {
    ...(language && { className: [language] }),
    ...(first !== undefined && { start: first }),
    ...(span !== undefined && { colSpan: span }),
  };
}

const wholeNumber = (text: string | undefined, most: number): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Math.min(Number(text), most) : undefined;
