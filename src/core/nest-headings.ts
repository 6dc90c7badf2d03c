/** Moves the headings of sanitised HTML below the heading that they stand under. */
export function nestHeadings(html: string, level: number): string {
  const levels = [...html.matchAll(/<h([1-6])[\s>]/gi)].map(([, found]) => Number(found));
  const shift = level - Math.min(...levels);
  return levels.length === 0 || shift === 0
    ? html
    : html.replace(/<(\/?)h([1-6])(?=[\s>])/gi, (_all, slash: string, found: string) => `<${slash}h${Math.min(6, Number(found) + shift)}`);
}
