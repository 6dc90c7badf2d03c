/** The question what of a pause may go now: a line for each post and moment, in the order of the moments. */
import type { Delivery } from '../core/delivery.ts';
import { groupBy } from '../pipeline/group-by.ts';
import type { Context } from './context.ts';
import { heldAsLate } from './late.ts';
import { askingWords } from './messages/asking-words.ts';
import { pauseWords } from './messages/pause-words.ts';
import { titleText } from './title-text.ts';

/** Ids of what goes, or that the person stopped: then nothing has changed. */
export async function askWhatGoes(context: Context, held: readonly Delivery[]): Promise<readonly string[] | 'stopped'> {
  const { askSeveral, StoppedAsking } = await import('./prompt.ts');
  const { messageLanguage } = context.project;
  const words = pauseWords[messageLanguage];
  const groups = groupsOf(held);
  context.output.talk(`${words.choosing}\n`);
  const choices = groups.map((group, index) => ({ value: String(index), label: labelOf(group, context) }));
  try {
    const ticked = await askSeveral(words.question, [], {
      choices,
      keys: askingWords[messageLanguage].severalKeys,
      objection: () => undefined,
    });
    return ticked.flatMap((value) => (groups[Number(value)] ?? []).map(({ id }) => id));
  } catch (error) {
    if (error instanceof StoppedAsking) return 'stopped';
    throw error;
  }
}

/** A post goes to its channels together, unless they have moments of their own. */
const groupsOf = (held: readonly Delivery[]): readonly (readonly Delivery[])[] => [
  ...groupBy(held, ({ post, dueAt }) => JSON.stringify([post, dueAt.getTime()])).values(),
];

/** Left of a choice: the pointer, the box and a space. */
const beforeLabel = 3;
/** A title of fewer columns says nothing. */
const leastTitle = 8;

/** When, what and where on one line; in a narrow terminal without the where. */
function labelOf(group: readonly Delivery[], context: Context): string {
  const { output, project, clock } = context;
  const [first] = group;
  if (!first) return '';
  const words = pauseWords[project.messageLanguage];
  const now = clock.now();
  const mark = heldAsLate(context, group).length > 0 ? words.late : first.dueAt <= now ? words.passed : undefined;
  const places = [...new Set(group.map(({ channel }) => output.label(channel)))].join(', ');
  const when = new Intl.DateTimeFormat(locales[project.messageLanguage], { ...shape, timeZone: project.timezone }).format(first.dueAt);
  const width = (Number.isFinite(output.width) ? output.width : longestLabel) - beforeLabel - when.length - 1;
  const [about = ''] = [[places, mark], [mark]]
    .map((parts) => parts.filter(Boolean).join('; '))
    .filter((text, index) => index === 1 || width - text.length - 6 >= leastTitle + 6);
  const room = about === '' ? width : width - about.length - 3;
  return `${when} ${titleText(first.title, Math.max(leastTitle, room - 3))}${about === '' ? '' : ` (${about})`}`;
}

const locales = { nl: 'nl-NL', en: 'en-GB' } as const;
const shape = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
const longestLabel = 200;
