import type { ImageReference } from '../../../core/post.ts';
import { type Problem, problem } from '../../../core/problem.ts';
import type { Passage } from '../passage.ts';
import type { Rule, RuleInput } from '../rule.ts';

/** Says only that there is a picture. */
const generic =
  /^(?:(?:een|de|the|an?) )?(?:mooie |leuke |sfeer)?(?:foto|foto's|foto’s|afbeelding|plaatje|beeld|illustratie|logo|icoon|grafiek|schermafbeelding|screenshot|image|photo|picture|pic|img|graphic|banner|header|kop|omslag|cover)(?: ?\d+)?$/iu;

const fileName =
  /^[^\s]+\.(?:png|jpe?g|gif|webp|svg|heic|tiff?)$|^(?:img|dsc|dscn|pxl|whatsapp[ _-]image|screenshot|schermafbeelding)[ _-]?\d[\w .-]*$/iu;

/** A screen reader says "image" by itself. */
const announced =
  /^(?:een |de |an? |the )?(?:afbeelding|foto|plaatje|illustratie|image|photo|picture) (?:van|met|waarop|of|showing|with) /iu;

type Reason = 'generic' | 'file' | 'repeats' | 'announces';

/** A description that tells nothing to who hears it (WCAG 2.1, 1.1.1). */
export const altUseless: Rule = {
  ids: ['a11y-alt-useless'],
  *find(input: RuleInput): Iterable<Problem> {
    const { post, passages } = input;
    for (const image of post.images.filter(({ alt, decorative }) => alt !== '' && !decorative)) {
      const reason = reasonOf(image, passages);
      if (reason) yield problem('a11y-alt-useless', { alt: image.alt, path: image.path, reason }, placeOf(image, post.file));
    }
  },
};

function reasonOf({ alt, path, line, role }: ImageReference, passages: readonly Passage[]): Reason | undefined {
  const said = plain(alt);
  const file = path.split('/').at(-1) ?? path;
  if (generic.test(alt.trim()) || said === '') return 'generic';
  if (fileName.test(alt.trim()) || said === plain(file) || said === plain(file.replace(/\.\w+$/, ''))) return 'file';
  if (announced.test(alt.trim())) return 'announces';
  const beside = passages.filter(
    (each) => each.kind === 'title' || each.kind === 'summary' || (role === 'inline' && each.field === 'body' && isBeside(each, line)),
  );
  return beside.some((each) => each.kind !== 'alt' && plain(each.text) === said) ? 'repeats' : undefined;
}

/** A caption stands in the same paragraph or right below. */
const isBeside = ({ line = 0, text }: Passage, at: number | undefined): boolean =>
  at !== undefined && line >= at - 2 - text.split('\n').length && line <= at + 2;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const placeOf = ({ line, role }: ImageReference, file: string) => ({
  file,
  ...(line !== undefined && { line }),
  field: role === 'cover' ? 'image' : 'body',
});

/** Longer than one listens to in one go. */
const longest = 60;
/** A picture of a text, by its name or its description. */
const ofText =
  /\b(?:poster|flyer|folder|affiche|infographic|infografiek|screenshot|schermafbeelding|schermafdruk|uitnodiging|aankondiging|tekstbeeld|quote)\b/iu;

/** Words in a picture that stand nowhere else (WCAG 2.1, 1.4.5). */
export const textInImage: Rule = {
  ids: ['a11y-text-in-image'],
  *find({ post }): Iterable<Problem> {
    for (const image of post.images.filter(({ decorative, alt }) => !decorative && alt !== '')) {
      const words = image.alt.split(/\s+/).length;
      const isOfText = ofText.test(image.alt) || ofText.test((image.path.split('/').at(-1) ?? '').replace(/[_\d.-]+/g, ' '));
      const reason = words > longest ? 'long' : isOfText && words < 10 ? 'hidden' : undefined;
      if (reason) yield problem('a11y-text-in-image', { path: image.path, reason }, placeOf(image, post.file));
    }
  },
};
