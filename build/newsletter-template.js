// Compiles templates/newsletter*.mjml into the committed templates/newsletter*.html; Liquid fills them in later.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const template = (name) => fileURLToPath(new URL(`../templates/${name}`, import.meta.url));

/** What a variant has of its own stands in a file of its own; around it is what every mail has. */
async function sourceOf(variant) {
  const whole = await readFile(template('newsletter.mjml'), 'utf8');
  if (variant === undefined) return whole;
  const own = await readFile(template(`newsletter.${variant}.mjml`), 'utf8');
  return whole.replace(/<mj-wrapper [^/]*>[\s\S]*<\/mj-wrapper>/, () => own);
}

/** The template as html, or an error that names every fault in the source. */
export async function compileNewsletter(variant) {
  const { html, errors } = await mjml2html(await sourceOf(variant), { validationLevel: 'strict', keepComments: false, fonts: {} });
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(template('newsletter.html'), await compileNewsletter());
  await writeFile(template('newsletter.digest.html'), await compileNewsletter('digest'));
}
