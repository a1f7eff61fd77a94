import type { Knex } from 'knex';
import { z } from 'zod';
import {
  createCursorCodec,
  type CursorCodec,
  cursorValues,
} from '../../database/cursor';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import { isInTextList } from '../../incidents/store/textList';
import type { DetectionAccess, DetectionListQuery } from './DetectionsStore';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_LIMIT = 20;

/** Restricts a query to detections that the caller may see. Every query of a caller must use it. */
export function applyDetectionAccess(
  query: Knex.QueryBuilder,
  { services, seesUnmapped, incidents }: DetectionAccess,
  db: Knex,
): Knex.QueryBuilder {
  query.where(inService => {
    if (services === undefined) inService.whereNotNull('detections.entity_ref');
    else {
      inService.where(isInTextList(db, 'detections.entity_ref', services));
    }
    if (seesUnmapped) inService.orWhereNull('detections.entity_ref');
  });
  return query.where(onIncident => {
    onIncident.whereNull('detections.incident_seq');
    if (incidents === undefined) return;
    onIncident.orWhereExists(
      applyReadAccess(
        db('incidents')
          .select(db.raw('1'))
          .whereRaw('incidents.seq = detections.incident_seq'),
        incidents,
        db,
      ),
    );
  });
}

function applyView(query: Knex.QueryBuilder, asked: DetectionListQuery) {
  const { view = ['new'], from, to, now } = asked;
  const dayAgo = new Date(Date.parse(now) - DAY_MS).toISOString();
  query.where(anyOf => {
    for (const name of view) {
      anyOf.orWhere(inner => {
        switch (name) {
          case 'unmapped':
            inner.where('status', 'new').whereNull('detections.entity_ref');
            break;
          case 'suppressed':
            inner.where('status', 'suppressed');
            break;
          case 'decided':
            inner
              .whereIn('status', ['promoted', 'attached', 'dismissed'])
              .where('decided_at', '>=', from ?? dayAgo);
            if (to) inner.where('decided_at', '<', to);
            break;
          default:
            inner.where('status', 'new').whereNotNull('detections.entity_ref');
        }
      });
    }
  });
}

function toLikePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Narrows a list by its filters. */
export function applyDetectionFilters(
  query: Knex.QueryBuilder,
  asked: DetectionListQuery,
  db: Knex,
): Knex.QueryBuilder {
  const { source, entityRef, owner, severity, rule, q } = asked;
  applyView(query, asked);
  applySourceAndService(query, { source, entityRef });
  if (severity) query.whereIn('severity', severity);
  if (rule) query.whereIn('rule_id', rule);
  if (owner) {
    query.whereIn(
      'detections.entity_ref',
      db('detection_service_keys')
        .select('entity_ref')
        .where('kind', 'owner')
        .whereIn('key', owner),
    );
  }
  const words = (q ?? '').toLocaleLowerCase('en-US').split(/\s+/);
  for (const word of words.filter(Boolean)) {
    query.whereRaw(`search_text like ? escape '\\'`, [toLikePattern(word)]);
  }
  return query;
}

export function applySourceAndService(
  query: Knex.QueryBuilder,
  { source, entityRef }: Pick<DetectionListQuery, 'source' | 'entityRef'>,
): Knex.QueryBuilder {
  if (source) query.whereIn('source_id', source);
  if (entityRef) query.whereIn('detections.entity_ref', entityRef);
  return query;
}

/** A column that orders a list. */
interface Order {
  columns: ReadonlyArray<{ name: string; direction: 'asc' | 'desc' }>;
  codec: CursorCodec<Array<string | number>>;
}

const SEQ = { name: 'seq', direction: 'asc' } as const;

const ORDERS: Record<'severity' | 'age' | 'decided' | 'recorded', Order> = {
  recorded: {
    columns: [SEQ],
    codec: createCursorCodec<Array<string | number>>(
      'detections:recorded',
      z.tuple([cursorValues.integer]),
    ),
  },
  severity: {
    columns: [{ name: 'severity_rank', direction: 'desc' }, SEQ],
    codec: createCursorCodec<Array<string | number>>(
      'detections:severity',
      z.tuple([cursorValues.integer, cursorValues.integer]),
    ),
  },
  age: {
    columns: [SEQ],
    codec: createCursorCodec<Array<string | number>>(
      'detections:age',
      z.tuple([cursorValues.integer]),
    ),
  },
  decided: {
    columns: [
      { name: 'decided_at', direction: 'desc' },
      { name: 'seq', direction: 'desc' },
    ],
    codec: createCursorCodec<Array<string | number>>(
      'detections:decided',
      z.tuple([cursorValues.time, cursorValues.integer]),
    ),
  },
};

function getOrder({ view, orderBy }: DetectionListQuery): Order {
  if (orderBy === 'recorded') return ORDERS.recorded;
  const isDecided = view?.length === 1 && view[0] === 'decided';
  return isDecided ? ORDERS.decided : ORDERS[orderBy ?? 'severity'];
}

/** Rows behind the last row of a page before: those that differ in the first columns, or in a later one with these equal. */
function applyCursor(
  query: Knex.QueryBuilder,
  { columns }: Order,
  values: ReadonlyArray<string | number>,
) {
  query.where(behind => {
    columns.forEach(({ name, direction }, index) => {
      behind.orWhere(inner => {
        for (let before = 0; before < index; before += 1) {
          inner.where(`detections.${columns[before].name}`, values[before]);
        }
        inner.where(
          `detections.${name}`,
          direction === 'asc' ? '>' : '<',
          values[index],
        );
      });
    });
  });
}

/** Orders a list and limits it to one page, with one row more to know whether there is another. */
export function applyDetectionPage(
  query: Knex.QueryBuilder,
  asked: DetectionListQuery,
): Knex.QueryBuilder {
  const order = getOrder(asked);
  if (asked.cursor) {
    applyCursor(query, order, order.codec.decode(asked.cursor));
  }
  return query
    .orderBy(
      order.columns.map(({ name, direction }) => ({
        column: `detections.${name}`,
        order: direction,
      })),
    )
    .limit(getPageLimit(asked) + 1);
}

export function getPageLimit({ limit = DEFAULT_LIMIT }: DetectionListQuery) {
  return limit;
}

/** The cursor behind a row. */
export function toDetectionCursor(
  asked: DetectionListQuery,
  row: Record<string, unknown>,
): string {
  const { columns, codec } = getOrder(asked);
  return codec.encode(columns.map(({ name }) => row[name] as string | number));
}
