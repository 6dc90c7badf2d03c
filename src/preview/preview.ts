/** What a preview is made of: plain values, the sentences in them already in the reader's language. */
import type { Drawing } from '../core/channel.ts';
import type { Changes } from './changes.ts';

export interface ProblemView {
  readonly code: string;
  readonly isWarning: boolean;
  readonly message: string;
  readonly hint?: string;
  /** Key of the front matter, or another file. */
  readonly place?: string;
  /** Of the post's own file, counted from 1. */
  readonly line?: number;
  /** Label of the channel that it is about. */
  readonly channel?: string;
}

export interface MessageView {
  readonly channel: string;
  readonly label: string;
  readonly destination: string;
  readonly isMail: boolean;
  /** Absent where there is no message to show. */
  readonly drawing?: Drawing;
  /** Where it stands or why it will not go; state, length, cost, number of readers. */
  readonly facts: readonly string[];
  /** Of each part of a thread. */
  readonly partFacts: readonly string[];
  readonly problems: readonly ProblemView[];
  readonly standing?: StandingView;
}

/** What readers have had already. */
export interface StandingView {
  /** A moment in words. */
  readonly since: string;
  /** Absent: it stands there just like this. */
  readonly changes?: Changes;
}

export interface PostView {
  /** As seen from where the command was given. */
  readonly file: string;
  /** Name of its page, without `.html`; may hold folders. */
  readonly slug: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Why it will not go out as a whole, such as a draft. */
  readonly note?: string;
  /** Lines of the file; empty where it could not be read. */
  readonly source: readonly string[];
  readonly messages: readonly MessageView[];
  /** Those of a channel are with its message, too. */
  readonly problems: readonly ProblemView[];
}

export interface Preview {
  readonly posts: readonly PostView[];
  /** Of the project, or of no post that could be found. */
  readonly problems: readonly ProblemView[];
}
