/** What the simulated LinkedIn accepts as a post, and how it shows it (contract linkedin 3, 4, 6 and 10). */
import { unescapeLittle } from './little-text.ts';

export interface SimulatedImage {
  readonly urn: string;
  readonly owner: string;
  readonly state: 'WAITING_UPLOAD' | 'AVAILABLE' | 'PROCESSING_FAILED';
}

export interface StoredPost {
  readonly id: string;
  readonly author: string;
  readonly commentary: string;
  readonly visibility: string;
  readonly container?: string;
  readonly content?: Content;
  readonly createdAt: number;
}

interface Picture {
  readonly id: string;
  readonly altText?: string;
}

export interface Content {
  readonly media?: Picture;
  readonly multiImage?: { readonly images: readonly Picture[] };
  readonly article?: { readonly source: string; readonly title: string; readonly description?: string };
}

export interface Rejection {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type PostRequest = Omit<StoredPost, 'id' | 'createdAt'>;

const required = ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'];
const known = new Set([...required, 'content', 'container', 'isReshareDisabledByAuthor', 'reshareContext']);
const contents = ['article', 'media', 'multiImage', 'poll'];

export const refused = (status: number, code: string, message: string): Rejection => ({ status, body: { status, code, message } });

const schemaError = (message: string): Rejection => ({ status: 422, body: { message: `ERROR :: ${message}\n`, status: 422 } });

export interface Surroundings {
  readonly posts: readonly StoredPost[];
  readonly imageByUrn: (urn: string) => SimulatedImage | undefined;
  readonly grantsGroup: boolean;
}

/** The reason why this is no acceptable post, if there is one. */
export function rejectionOf(
  body: Readonly<Record<string, unknown>>,
  { posts, imageByUrn, grantsGroup }: Surroundings,
): Rejection | undefined {
  const flaw = schemaFlaw(body);
  if (flaw) return schemaError(flaw);
  const post = body as unknown as PostRequest;
  if (!/^urn:li:(organization:\d+|person:[\w-]+)$/.test(post.author)) return refused(400, 'INVALID_URN_TYPE', 'Invalid author');
  if (post.container && !grantsGroup) return refused(403, 'ACCESS_DENIED', 'Not enough permissions to access: posts.CREATE.container');
  return lengthRejection(post.commentary) ?? imageRejection(post, imageByUrn) ?? duplicateRejection(post, posts);
}

const patchable = ['commentary', 'contentCallToActionLabel', 'contentLandingPage', 'lifecycleState', 'adContext'];

/** The reason why this is no acceptable edit, if there is one: `{"patch":{"$set":{"commentary":"…"}}}` (contract linkedin 5). */
export function patchRejection(body: Readonly<Record<string, unknown>>): Rejection | undefined {
  const changes = changesIn(body);
  const foreign = Object.keys(changes).find((field) => !patchable.includes(field));
  if (foreign) return schemaError(`/${foreign} :: unrecognized field found but not allowed`);
  if (typeof changes.commentary !== 'string') return schemaError('/commentary :: is not backed by a String');
  return lengthRejection(changes.commentary);
}

export const commentaryIn = (body: Readonly<Record<string, unknown>>): string => String(changesIn(body).commentary);

function changesIn({ patch }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const changes = typeof patch === 'object' && patch !== null && '$set' in patch ? patch.$set : undefined;
  return typeof changes === 'object' && changes !== null ? { ...changes } : {};
}

const lengthRejection = (commentary: string): Rejection | undefined =>
  shown(commentary, 'all').length > 3000 ? refused(400, 'FIELD_LENGTH_TOO_LONG', 'commentary is longer than 3000 characters') : undefined;

function schemaFlaw(body: Readonly<Record<string, unknown>>): string | undefined {
  const missing = required.find((field) => body[field] === undefined);
  if (missing) return `/${missing} :: field is required but not found and has no default value`;
  const extra = Object.keys(body).find((field) => !known.has(field));
  if (extra) return `/${extra} :: unrecognized field found but not allowed`;
  const wrong = ['author', 'commentary', 'visibility'].find((field) => typeof body[field] !== 'string');
  if (wrong) return `/${wrong} :: is not backed by a String`;
  if (body.lifecycleState !== 'PUBLISHED') return '/lifecycleState :: is not a member of the create states';
  const isContainer = /^urn:li:group:\d+$/.test(String(body.container));
  if ((body.visibility === 'CONTAINER') !== isContainer) return '/container :: must go with visibility CONTAINER';
  const kinds = Object.keys((body.content as object | undefined) ?? { article: 0 });
  return kinds.length === 1 && contents.includes(kinds[0] ?? '') ? undefined : '/content :: union type must have exactly one member';
}

function imageRejection({ author, content }: PostRequest, imageByUrn: Surroundings['imageByUrn']): Rejection | undefined {
  const count = content?.multiImage?.images.length;
  if (count !== undefined && (count < 2 || count > 20)) return refused(400, 'ILLEGAL_ARGUMENT', 'multiImage takes 2 to 20 images');
  for (const { id } of picturesOf(content)) {
    const image = imageByUrn(id);
    if (!image) return refused(400, 'INVALID_URN_ID', `Unknown media ${id}`);
    if (image.owner !== author) return refused(403, 'ACCESS_DENIED', 'Media is not owned by the author');
    if (image.state !== 'AVAILABLE') return refused(422, `MEDIA_ASSET_${image.state}`, `MEDIA_ASSET_${image.state}: ${id}`);
  }
  return undefined;
}

function duplicateRejection(post: PostRequest, posts: readonly StoredPost[]): Rejection | undefined {
  const same = posts.find(({ author, commentary }) => author === post.author && commentary === post.commentary);
  return same && duplicateOf(same.id);
}

const duplicateOf = (urn: string): Rejection => ({
  status: 422,
  body: {
    status: 422,
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    message: `com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of ${urn}`,
    errorDetails: { inputErrors: [{ description: 'Duplicate post is detected', input: {}, code: 'DUPLICATE_POST' }] },
  },
});

export const picturesOf = (content: Content | undefined): readonly Picture[] =>
  content?.multiImage?.images ?? (content?.media ? [content.media] : []);

/** The text as readers see it: mentions by name, escapes gone, and all after an unescaped bracket lost, as at LinkedIn. */
export function shown(commentary: string, how: 'cut' | 'all' = 'cut'): string {
  const named = commentary.replace(/(?<!\\)@\[([^\]]+)\]\(urn:li:[^)]+\)/g, '$1');
  const bracket = named.search(/(?<!\\)(?:\\\\)*\(/);
  return unescapeLittle(how === 'cut' && bracket >= 0 ? named.slice(0, bracket) : named);
}
