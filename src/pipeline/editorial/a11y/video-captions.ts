import { type Problem, problem } from '../../../core/problem.ts';
import { whereIn } from '../passage.ts';
import type { Rule } from '../rule.ts';

const host = /^(?:https?:)?\/\/(?:www\.|m\.|player\.)?(?:youtube(?:-nocookie)?\.com\/(?:watch|shorts|embed|live)|youtu\.be\/\w|vimeo\.com\/(?:video\/)?\d|(?:www\.)?dailymotion\.com\/video)/i;
const file = /\.(?:mp4|m4v|webm|mov|ogv|avi)(?:[?#]|$)/i;

const isVideo = (address: string): boolean => host.test(address) || file.test(address.split(/[?#]/, 1)[0] ?? '');

/** Who does not hear well, or looks without sound, needs the words (WCAG 2.1, 1.2.2). */
export const videoCaptions: Rule = {
  ids: ['a11y-video-captions'],
  *find({ passages, post }): Iterable<Problem> {
    if (post.captions) return;
    const told = new Set<string>();
    const fresh = (address: string): boolean => !told.has(address) && Boolean(told.add(address));
    if (post.link !== undefined && isVideo(post.link) && fresh(post.link)) {
      const line = post.lines.link;
      yield problem('a11y-video-captions', { address: post.link }, { file: post.file, ...(line !== undefined && { line }), field: 'link' });
    }
    for (const passage of passages)
      for (const address of [...passage.links.map(({ href }) => href), ...embedded(passage.kind === 'html' ? passage.text : '')])
        if ((isVideo(address) || address === '<video>') && fresh(address))
          yield problem('a11y-video-captions', { address }, whereIn(passage, post.file));
  },
};

/** In HTML a video can bring its own captions: `<track kind="captions">`. */
function embedded(html: string): readonly string[] {
  if (!/<(?:video|iframe|source)\b/i.test(html) || /<track\b/i.test(html)) return [];
  const sources = [...html.matchAll(/<(?:video|iframe|source)\b[^<>]{0,500}?\ssrc\s*=\s*["']?([^"'\s>]{1,300})/gi)].map(([, src = '']) => src);
  if (/<video\b/i.test(html)) return [sources[0] ?? '<video>'];
  return sources.filter(isVideo);
}
