/** What the ways to log in need of the person's side. */
import type { Clock } from '../../core/clock.ts';
import type { Problem } from '../../core/problem.ts';
import type { MessageLanguage } from '../environment.ts';
import type { LoginWords } from '../messages/login-words.ts';

export interface LoginDesk {
  readonly language: MessageLanguage;
  readonly words: LoginWords;
  readonly clock: Clock;
  /** A person sits at a terminal and may be asked. */
  readonly isAsked: boolean;
  /** What they would type comes in on standard input. */
  readonly isFromInput: boolean;
  readonly signal: AbortSignal;
  say(text: string): void;
  warn(found: Problem): void;
}
