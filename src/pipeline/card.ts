/** What a digest will tell of a post, as far as the post itself says. */
import type { Card, CardEvent } from '../core/card.ts';
import type { EventDetails } from '../core/post.ts';
import { firstParagraph } from './plain-text.ts';
import type { Content } from './template-variables.ts';

/** No digest shows more; the first paragraph of a post may be a page. */
const maxSummary = 600;

export function cardOf({ post, original, corrects }: Pick<Content, 'post' | 'original' | 'corrects'>, isClosed: boolean): Card {
  const summary = post.summary ?? firstParagraph(original, { addresses: false });
  return {
    title: post.title,
    language: post.language,
    ...(summary && { summary: summary.slice(0, maxSummary) }),
    ...(post.audience && { audience: post.audience }),
    ...(post.event && { event: eventOf(post.event) }),
    ...(post.corrects !== undefined && {
      corrects: {
        post: post.corrects,
        ...(corrects && { title: corrects.title }),
        ...(corrects?.link !== undefined && { link: corrects.link }),
      },
    }),
    ...(post.link !== undefined && { link: post.link }),
    channels: post.channels.map(({ channel }) => channel),
    ...(isClosed && { isClosed }),
  };
}

const eventOf = ({ start, end, location, signup }: EventDetails): CardEvent => ({
  start: start.toISOString(),
  ...(end && { end: end.toISOString() }),
  ...(location !== undefined && { location }),
  ...(signup !== undefined && { signup }),
});
