/** Schemes that a reader may be led to; everything else becomes plain text. */
const allowed = /^(?:https?:\/\/[^/?#\s]|mailto:[^\s]|tel:[^\s])/i;

/** Characters that no address may hold as they are: they would end it in a text, or in HTML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

/** The address as written, made safe to put into a text or a page; `undefined` when nobody may be led there. */
export function safeHref(written: string): string | undefined {
  // Browsers skip control characters inside a scheme, so they are taken out before looking at it.
  const href = written.replace(controls, '').trim();
  if (!allowed.test(href) || !URL.canParse(href)) return undefined;
  return href.replace(/[\s"<>\\^`{|}]/g, encodeURIComponent);
}
