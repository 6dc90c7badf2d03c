/** Problems with beginning a project or a post, in English. */
import { listed, type StartCatalogue } from './problem-catalogue.ts';

export const startProblemsEn: StartCatalogue = {
  'answers-needed': ({ flags, yes }) => ({
    message: `omk cannot ask anything here, and so does not know yet: ${listed(flags, 'and')}.`,
    hint: yes
      ? 'Add these to the command, or `--yes` for what is usual. On a terminal omk asks the questions.'
      : 'Add these to the command; `--yes` alone is not enough here. On a terminal omk asks the questions.',
  }),
  'set-unreadable': ({ value }) => ({
    message: `--set has "${value}", which is no setting of a channel.`,
    hint: 'Write it like this: `--set channel.setting=value`, for example `--set pleio.group="Om het kind"`.',
  }),
  'title-unreadable': () => ({
    message: 'The post needs a title.',
    hint: 'Put the title between quotes behind the command: `omk new "Open evening about youth care"`.',
  }),
  'answer-empty': () => ({ message: 'Something has to stand here.', hint: 'Type an answer, or stop with Ctrl-C.' }),
  'nothing-to-correct': () => ({
    message: 'This project has no post yet that could be corrected.',
    hint: 'Choose another type, or name the post with `--corrects`.',
  }),
  'editor-failed': ({ editor, detail }) => ({
    message: `The program "${editor}" could not open the post (${detail}).`,
    hint: 'Open the file yourself, or name another program in EDITOR.',
  }),
  'file-kept': ({ path }) => ({
    message: `${path} is there already and stayed as it was.`,
    hint: 'On a terminal omk shows what would change; with `--overwrite` omk replaces it.',
  }),
};
