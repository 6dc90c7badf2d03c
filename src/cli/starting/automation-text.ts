/** A line for cron: who runs omk without a person. */
import type { InitWords } from '../messages/init-words.ts';

/** One word of a shell; in a crontab a percent sign would end the line. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`.replaceAll('%', '\\%');

export interface CronParts {
  readonly root: string;
  readonly node: string;
  readonly program: string;
  readonly words: InitWords;
}

export const cronText = ({ root, node, program, words: { cron } }: CronParts): string => `# ${cron.head}
# ${cron.what}
*/5 * * * * ${[node, program, 'run', '--project', root, '--quiet'].map(shellWord).join(' ')} >> ${shellWord(`${root}/.omk/run.log`)} 2>&1
`;
