/** What an editorial rule is: a pure look at one post, as it was written and as every channel will show it. */
import type { CheckSettings, RuleId } from '../../core/editorial.ts';
import type { Message } from '../../core/message.ts';
import type { ChannelRequest, ParsedPost } from '../../core/post.ts';
import type { Problem } from '../../core/problem.ts';
import type { MarkdownToken } from '../markdown-tokens.ts';
import type { Passage } from './passage.ts';

/** What one channel will show. */
export interface ShownMessage {
  readonly channel: string;
  readonly request: ChannelRequest;
  readonly message: Message;
  /** Only some people may read it where it stands. */
  readonly isClosed: boolean;
  /** How long the text is and may be, as the channel counts. */
  readonly length: number;
  readonly maxLength: number;
  /** Everybody may read it: it is neither closed nor a mailing to a chosen part of the readers. */
  readonly isOpen: boolean;
  /** Meant for a closed group alone. */
  readonly isConfidential: boolean;
  /** "@name" is somebody there. */
  readonly knowsMentions: boolean;
  /** When and where an event is stands in fields of the channel's own, beside the text. */
  readonly showsEvent: boolean;
}

export interface RuleInput {
  readonly post: ParsedPost;
  /** Everything that readers see, with the lines on which it stands: front matter first, then the body in order. */
  readonly passages: readonly Passage[];
  /** The body taken apart, for rules that look at its form. */
  readonly tokens: readonly MarkdownToken[];
  readonly messages: readonly ShownMessage[];
  readonly settings: CheckSettings;
  readonly hub: string | undefined;
  readonly timeZone: string;
  readonly now: Date;
  /** When the post went out; absent: not yet. */
  readonly goesOut?: Date;
}

/** Looks for everything that belongs to one thought, under one id or a few. */
export interface Rule {
  readonly ids: readonly RuleId[];
  /** Languages of a post (primary subtags) that it knows; absent: all. */
  readonly languages?: readonly string[];
  find(input: RuleInput): Iterable<Problem>;
}
