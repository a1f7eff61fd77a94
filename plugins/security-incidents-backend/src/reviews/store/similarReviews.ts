import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type { ReadAccess } from '../../incidents/store/records';
import { FINISHED } from './registerFilters';
import {
  countActions,
  selectReadable,
  toReview,
  withIncident,
} from './registerQueries';
import type { ReviewLikeness, SimilarReview } from './ReviewsStore';

/** How many services, systems and words similar reviews are searched by. */
const MAX_TERMS = 20;

/** What a review has in common with an incident, as 0 or 1, and the number of words. */
function sharedWith(db: Knex, likeness: ReviewLikeness) {
  const entityRefs = likeness.entityRefs.slice(0, MAX_TERMS);
  const systems = likeness.systems.slice(0, MAX_TERMS);
  const words = likeness.words.slice(0, MAX_TERMS);
  const scopes = (relation: string, refs: string[]) =>
    db('incident_scopes')
      .whereRaw('incident_scopes.incident_seq = incidents.seq')
      .where({ relation })
      .whereIn('scope_ref', refs);
  const exists = (rows: Knex.QueryBuilder) =>
    db.raw('CASE WHEN EXISTS ? THEN 1 ELSE 0 END', [rows.select(db.raw('1'))]);
  return {
    scopes: db('incident_scopes')
      .select(db.raw('1'))
      .whereRaw('incident_scopes.incident_seq = incidents.seq')
      .where(either =>
        either
          .where(entity =>
            entity
              .where({ relation: 'entity' })
              .whereIn('scope_ref', entityRefs),
          )
          .orWhere(system =>
            system.where({ relation: 'system' }).whereIn('scope_ref', systems),
          ),
      ),
    columns: {
      same_class: db.raw('CASE WHEN incidents.class = ? THEN 1 ELSE 0 END', [
        likeness.class ?? '',
      ]),
      same_service: exists(scopes('entity', entityRefs)),
      same_system: exists(scopes('system', systems)),
      shared_words: db('search_words')
        .countDistinct('word')
        .whereRaw('search_words.incident_seq = incidents.seq')
        .whereIn('word', words),
    },
  };
}

/** Finished reviews of incidents like one, the most similar first. */
export async function findSimilarReviews(
  db: Knex,
  likeness: ReviewLikeness,
  access: ReadAccess,
  limit: number,
): Promise<SimilarReview[]> {
  const { notSeq } = likeness;
  const shared = sharedWith(db, likeness);
  const found = withIncident(selectReadable(db, 'reviews', access))
    .select('reviews.*', countActions(db), shared.columns)
    .whereRaw(...FINISHED)
    .where(alike => {
      if (likeness.class) alike.orWhere('incidents.class', likeness.class);
      alike.orWhereExists(shared.scopes);
    });
  if (notSeq !== undefined) found.whereNot('incidents.seq', notSeq);
  const candidates = db(found.as('candidates') as unknown as string)
    .select('candidates.*')
    .orderByRaw(
      'same_service * 4 + same_class * 3 + same_system * 2 + shared_words DESC, completed_at DESC',
    )
    .limit(limit);
  const rows: Row[] = await candidates;
  return rows.map(row => ({
    ...toReview(row),
    sameClass: Number(row.same_class) > 0,
    sameService: Number(row.same_service) > 0,
    sameSystem: Number(row.same_system) > 0,
    sharedWords: Number(row.shared_words),
  }));
}
