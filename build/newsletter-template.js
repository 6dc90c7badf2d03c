// Compiles templates/newsletter.mjml into the committed templates/newsletter.html; Liquid fills it in later.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const source = fileURLToPath(new URL('../templates/newsletter.mjml', import.meta.url));
const target = fileURLToPath(new URL('../templates/newsletter.html', import.meta.url));

/** The template as html, or an error that names every fault in the source. */
export async function compileNewsletter() {
  const { html, errors } = await mjml2html(await readFile(source, 'utf8'), { validationLevel: 'strict', keepComments: false, fonts: {} });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return `${inReadingDirection(tidy(html))}\n`;
}

/** Without indentation: every reader is sent each of these bytes. */
const tidy = (html) =>
  html
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** MJML knows the language's direction only on the outside. */
const inReadingDirection = (html) =>
  html
    .replaceAll('direction:ltr', 'direction:{{ direction }}')
    .replaceAll('text-align:left', 'text-align:{{ side }}')
    .replaceAll('align="left"', 'align="{{ side }}"');

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await compileNewsletter());
