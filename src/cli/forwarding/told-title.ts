/** The title of an item as it is told in a log or to a person: no rule has looked at it yet, so what may be somebody's number is taken out. */
import type { SourceItem } from '../../core/source.ts';
import { roughMask } from '../../pipeline/editorial/privacy/mask.ts';
import { titleOf } from '../../pipeline/item-post.ts';

export const toldTitle = (item: SourceItem): string => roughMask(titleOf(item));
