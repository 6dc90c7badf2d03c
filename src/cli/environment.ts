/** What the process was started with; light, because help and the version need it too. */
import { ownPackage } from './package-root.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The only reader of `process.env`. */
export const processEnvironment = (): Environment => process.env;

export type MessageLanguage = 'nl' | 'en';

/** Language of help and of what goes wrong before a project is found. */
export const helpLanguage = (env: Environment = processEnvironment()): MessageLanguage => (env.OMK_LANGUAGE === 'en' ? 'en' : 'nl');

/** For who has a page read aloud, or cannot use colours and columns: set once, it holds for every command. */
export const asksForPlain = (env: Environment = processEnvironment()): boolean => !['', '0', undefined].includes(env.OMK_PLAIN);

/** Where a debugging person wants the process to end, if anywhere. */
export const crashPoint = (env: Environment = processEnvironment()): string | undefined => env.OMK_CRASH_AT;

export const version = (): string => ownPackage().version;
