/** A post whose addresses tell nobody who clicked; those of its body are cleaned where it is read (markdown.ts). */
import type { Campaign } from '../core/editorial.ts';
import type { Post } from '../core/post.ts';
import { textWithoutTracking } from './tracking.ts';

/** The same one for every channel, so that what is read of it is read once. */
export function cleanPost(post: Post, campaign: Campaign | undefined): Post {
  const known = cleaned.get(post);
  if (known && known.campaign === campaign) return known.post;
  const made = { campaign, post: cleanedPost(post, campaign) };
  cleaned.set(post, made);
  return made.post;
}

const cleaned = new WeakMap<Post, { readonly campaign: Campaign | undefined; readonly post: Post }>();

function cleanedPost(post: Post, campaign: Campaign | undefined): Post {
  const clean = (text: string): string => textWithoutTracking(text, campaign);
  const { summary, preheader, link, event } = post;
  return {
    ...post,
    title: clean(post.title),
    ...(summary !== undefined && { summary: clean(summary) }),
    ...(preheader !== undefined && { preheader: clean(preheader) }),
    ...(link !== undefined && { link: clean(link) }),
    ...(event?.signup !== undefined && { event: { ...event, signup: clean(event.signup) } }),
  };
}
