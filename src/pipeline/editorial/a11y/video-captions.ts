import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

const host =
  /^(?:https?:)?\/\/(?:www\.|m\.|player\.)?(?:youtube(?:-nocookie)?\.com\/(?:watch|shorts|embed|live)|youtu\.be\/\w|vimeo\.com\/(?:video\/)?\d|(?:www\.)?dailymotion\.com\/video)/i;
const file = /\.(?:mp4|m4v|webm|mov|ogv|avi)(?:[?#]|$)/i;

const isVideo = (address: string): boolean => host.test(address) || file.test(address.split(/[?#]/, 1)[0] ?? '');

/** Who does not hear well, or looks without sound, needs the words (WCAG 2.1, 1.2.2). */
export const videoCaptions: Rule = {
  ids: ['a11y-video-captions'],
  *find({ passages, post, tokens }): Iterable<Problem> {
    if (post.captions) return;
    const told = new Set<string>();
    const fresh = (address: string): boolean => !told.has(address) && Boolean(told.add(address));
    if (post.link !== undefined && isVideo(post.link) && fresh(post.link)) {
      const line = post.lines.link;
      yield problem('a11y-video-captions', { address: post.link }, { file: post.file, ...(line !== undefined && { line }), field: 'link' });
    }
    for (const passage of passages)
      for (const { href } of passage.links)
        if (isVideo(href) && fresh(href)) yield problem('a11y-video-captions', { address: href }, whereIn(passage, post.file));
    for (const raw of htmlIn(tokens))
      for (const address of embedded(raw))
        if (fresh(address))
          yield problem(
            'a11y-video-captions',
            { address },
            { file: post.file, line: post.bodyLine + lineOf(post.body, raw), field: 'body' },
          );
  },
};

interface AnyToken {
  readonly type: string;
  readonly raw: string;
  readonly tokens?: unknown;
  readonly items?: unknown;
}

/** Tags within a line stand among its words. */
function htmlIn(tokens: readonly AnyToken[]): readonly string[] {
  return tokens.flatMap((token) => {
    if (token.type === 'html') return [token.raw];
    return [token.tokens, token.items].flatMap((inner) => (Array.isArray(inner) ? htmlIn(inner as readonly AnyToken[]) : []));
  });
}

const lineOf = (body: string, raw: string): number => body.slice(0, Math.max(0, body.indexOf(raw))).split('\n').length - 1;

/** In HTML a video can bring its own captions: `<track kind="captions">`. */
function embedded(html: string): readonly string[] {
  if (!/<(?:video|iframe|source)\b/i.test(html) || /<track\b/i.test(html)) return [];
  const sources = [...html.matchAll(/<(?:video|iframe|source)\b[^<>]{0,500}?\ssrc\s*=\s*["']?([^"'\s>]{1,300})/gi)].map(
    ([, src = '']) => src,
  );
  return /<video\b/i.test(html) ? [sources[0] ?? '<video>'] : sources.filter(isVideo);
}
