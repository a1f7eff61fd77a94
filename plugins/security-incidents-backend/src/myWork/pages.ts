import type { WorkQuery } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { createCursorCodec, cursorValues } from '../database/cursor';
import type { WorkDraft } from './WorkSource';

const DEFAULT_LIMIT = 20;
const MAX_ID_LENGTH = 400;
/** After every time. */
const NEVER = '9999-12-31T23:59:59.999Z';

type Place = Pick<WorkDraft, 'item'>;

const cursors = createCursorCodec(
  'my work',
  z.strictObject({
    due: cursorValues.time,
    id: z.string().min(1).max(MAX_ID_LENGTH),
  }),
);

function toValues({ item }: Place) {
  return { due: item.due.at ?? NEVER, id: item.id };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Values = ReturnType<typeof toValues>;
const compareValues = (a: Values, b: Values) =>
  compareText(a.due, b.due) || compareText(a.id, b.id);

/** Sorts by due time; work without one comes last. */
export function compareWork(a: Place, b: Place): number {
  return compareValues(toValues(a), toValues(b));
}

/** Cuts one page out of sorted work. The cursor names the last item, so new work does not shift the pages. */
export function cutPage(
  drafts: readonly WorkDraft[],
  { limit = DEFAULT_LIMIT, cursor }: WorkQuery,
): { drafts: WorkDraft[]; nextCursor?: string } {
  const after = cursor === undefined ? undefined : cursors.decode(cursor);
  const rest = after
    ? drafts.filter(draft => compareValues(toValues(draft), after) > 0)
    : drafts;
  const page = rest.slice(0, limit);
  return {
    drafts: page,
    nextCursor:
      rest.length > limit
        ? cursors.encode(toValues(page[page.length - 1]))
        : undefined,
  };
}
