/** What an issue of the newsletter says, the same for every reader but for the markers of their own values. */
import type { ComposeInput, Composition, Limits, Rules } from '../../core/channel.ts';
import type { Json } from '../../core/json.ts';
import { type Message, READER, WEB_VERSION } from '../../core/message.ts';
import type { ChannelRequest } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { webAddress } from '../../core/web-paths.ts';
import { inlineMedia, placeImages } from './images.ts';
import { quotedPrintableLength } from './quoted-printable.ts';

/** Gmail cuts a mail off at about 102 KB of html (contract newsletter 11). */
export const htmlLimits = { warnBytes: 80 * 1024, maxBytes: 100 * 1024 } as const;

const limits: Limits = {
  maxLength: htmlLimits.maxBytes,
  length: quotedPrintableLength,
  maxMedia: 50,
  minGapMs: 0,
};

export const rules: Rules = { limits, variables, compose };

/** Links that there are only where `omk serve` is reached. */
function variables({ options: { web } }: ChannelRequest): Readonly<Record<string, Json>> {
  const { preferences, ...reader } = READER;
  if (typeof web !== 'string') return { reader: { ...reader, preferences: null }, web: null };
  return { reader: { ...reader, preferences }, web: { version: WEB_VERSION, archive: webAddress(web, 'archive') } };
}

function compose({ post, request, rendered, link, media, project }: ComposeInput): Composition {
  const { options } = request;
  const inlined = options['images'] === 'hub' ? [] : inlineMedia(media);
  const subject = oneLine(typeof options['subject'] === 'string' ? options['subject'] : post.title);
  const details: Record<string, Json> = {
    project,
    language: post.language,
    ...(typeof options['listId'] === 'string' && { listId: options['listId'] }),
    ...(post.preheader !== undefined && { preheader: post.preheader }),
    ...(post.audience && { audience: post.audience }),
  };
  const message: Message = {
    subject,
    text: rendered.text ?? '',
    html: placeImages(rendered.html ?? '', inlined, link),
    ...(link !== undefined && { link }),
    media: inlined,
    details,
  };
  return { message, problems: problemsOf(message) };
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function problemsOf({ html = '', text }: Message): readonly Problem[] {
  const length = quotedPrintableLength(html);
  const size = { what: 'html', length };
  return [
    ...(length > htmlLimits.maxBytes ? [problem('content-too-long', { ...size, max: htmlLimits.maxBytes })] : []),
    ...(length > htmlLimits.warnBytes && length <= htmlLimits.maxBytes
      ? [problem('content-nearly-too-long', { ...size, max: htmlLimits.maxBytes })]
      : []),
    // Nobody may get a mail without a way to stop it, whatever the template (contract newsletter 7).
    ...(html.includes(READER.unsubscribe) && text.includes(READER.unsubscribe)
      ? []
      : [problem('template-lacks', { variable: 'reader.unsubscribe' })]),
  ];
}
