/** What an issue of the newsletter says, the same for every reader but for the markers of their own values. */
import type { ComposeInput, Composition, Limits, Rules } from '../../core/channel.ts';
import { EVERYBODY_ELSE, INTRO, type Intro, type IntroText, introsOf } from '../../core/intro.ts';
import type { Json } from '../../core/json.ts';
import { type Message, READER, WEB_VERSION } from '../../core/message.ts';
import type { ChannelRequest, Post } from '../../core/post.ts';
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

export const rules: Rules = { limits, variables, intros, compose, isForChosen: ({ details }) => details['audience'] !== undefined };

/** Links that there are only where `omk serve` is reached. */
function variables(request: ChannelRequest): Readonly<Record<string, Json>> {
  const { web } = request.options;
  const { preferences, ...reader } = READER;
  const intro = intros(request).length > 0 ? INTRO : null;
  if (typeof web !== 'string') return { reader: { ...reader, preferences: null }, web: null, intro };
  return { reader: { ...reader, preferences }, intro, web: { version: WEB_VERSION, archive: webAddress(web, 'archive') } };
}

/** One for everybody, or one for each segment. */
function intros({ options: { intro } }: ChannelRequest): readonly IntroText[] {
  if (typeof intro === 'string') return [{ segment: EVERYBODY_ELSE, markdown: intro }];
  if (intro === null || typeof intro !== 'object') return [];
  return Object.entries(intro).flatMap(([segment, markdown]) => (typeof markdown === 'string' ? [{ segment, markdown }] : []));
}

function compose({ post, request, rendered, link, media, project, intros: read = [] }: ComposeInput): Composition {
  const { options } = request;
  const inlined = options['images'] === 'hub' ? [] : inlineMedia(media);
  const subject = oneLine(typeof options['subject'] === 'string' ? options['subject'] : post.title);
  const details: Record<string, Json> = {
    project,
    language: post.language,
    ...(typeof options['listId'] === 'string' && { listId: options['listId'] }),
    ...(post.preheader !== undefined && { preheader: post.preheader }),
    ...(post.audience && { audience: post.audience }),
    ...(read.length > 0 && { intros: inOrder(read, post.audience).map((intro) => ({ ...intro })) }),
  };
  const message: Message = {
    subject,
    text: rendered.text ?? '',
    html: placeImages(rendered.html ?? '', inlined, link),
    ...(link !== undefined && { link }),
    media: inlined,
    details,
  };
  return { message, problems: [...problemsOf(message), ...introProblems(message, post)] };
}

/** A reader with several segments gets the intro of the first that the post names. */
function inOrder(intros: readonly Intro[], audience: readonly string[] = []): readonly Intro[] {
  const rank = ({ segment }: Intro): number => placeOf(segment, audience) + 1 || audience.length + 1;
  return intros.toSorted((a, b) => rank(a) - rank(b));
}

const placeOf = (segment: string, audience: readonly string[]): number =>
  audience.findIndex((one) => one.toLowerCase() === segment.toLowerCase());

function introProblems(message: Message, { audience }: Pick<Post, 'audience'>): readonly Problem[] {
  const found = introsOf(message);
  const where = { field: 'newsletter.intro' };
  const isShown = message.html?.includes(INTRO) === true && message.text.includes(INTRO);
  return [
    ...(found.length > 0 && !isShown ? [problem('template-lacks', { variable: 'intro' })] : []),
    ...found
      .filter(({ segment }) => audience && segment !== EVERYBODY_ELSE && placeOf(segment, audience) < 0)
      .map(({ segment }) => problem('content-intro-unread', { segment, audience: audience ?? [] }, where)),
  ];
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function problemsOf(message: Message): readonly Problem[] {
  const { html = '', text } = message;
  const longestIntro = Math.max(0, ...introsOf(message).map((intro) => quotedPrintableLength(intro.html)));
  const length = quotedPrintableLength(html) + longestIntro;
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
