import type { PageRequest } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';
import type { ReadAccess } from '../../incidents/store/records';
import { FINISHED } from './registerFilters';
import {
  countActions,
  selectReadable,
  toReview,
  withIncident,
} from './registerQueries';
import type { RegisteredReview, RegisterPage } from './ReviewsStore';

const DEFAULT_LIMIT = 20;

const textCursor = createCursorCodec(
  'review-texts',
  z.tuple([cursorValues.integer]),
);

/** Finished reviews that may leave the plugin as text, in the order in which their incidents were recorded. */
export async function findReviewTexts(
  db: Knex,
  { limit = DEFAULT_LIMIT, cursor }: PageRequest,
  access: ReadAccess,
): Promise<RegisterPage<RegisteredReview>> {
  const matching = () =>
    selectReadable(db, 'reviews', access)
      .whereRaw(...FINISHED)
      .where('incidents.visibility', 'open')
      .whereNot('incidents.tlp', 'RED');
  const [{ total }]: Row[] = await matching().count({ total: '*' });
  const page = withIncident(matching())
    .select('reviews.*', countActions(db))
    .orderBy('reviews.incident_seq')
    .limit(limit + 1);
  if (cursor) {
    page.where('reviews.incident_seq', '>', textCursor.decode(cursor)[0]);
  }
  const rows: Row[] = await page;
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(toReview),
    totalItems: Number(total),
    ...(rows.length > limit && {
      nextCursor: textCursor.encode([
        Number(shown[shown.length - 1].incident_seq),
      ]),
    }),
  };
}
