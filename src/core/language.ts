/** Languages as BCP 47 names them. */

/** The tag in its usual spelling. Tags of four letters and more (`dutch`) are well-formed, but name no language. */
export function languageTag(value: string): string | undefined {
  try {
    const tag = Intl.getCanonicalLocales(value)[0];
    return tag && /^(?:[a-z]{2,3}|x)(?:-|$)/i.test(tag) ? tag : undefined;
  } catch {
    return undefined;
  }
}

/** The same for a language that exists: `en-GB`, not `gb`. */
export function knownLanguage(value: string): string | undefined {
  const tag = languageTag(value);
  const language = primary(tag ?? '');
  return language !== '' && names().of(language) !== undefined ? tag : undefined;
}

let made: Intl.DisplayNames | undefined;
/** Made when it is first asked for: it takes a while. */
function names(): Intl.DisplayNames {
  made ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return made;
}

const rightToLeft = new Set(['ar', 'arc', 'ary', 'arz', 'ckb', 'dv', 'fa', 'he', 'iw', 'prs', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** How a language is written (WCAG 2.1, 1.3.2). */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.has(primary(tag)) ? 'rtl' : 'ltr');

/** The language itself, without script or country. */
export const primary = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';
