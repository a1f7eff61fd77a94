/*
 * `npm run bench -- --detections --watches`: what the table `service_watches` is worth on PostgreSQL. The same code reads it, and a
 * view of the same name that finds out who watches a service from detections and declared names.
 */
import Knex from 'knex';
import { deepStrictEqual } from 'node:assert';
import { AT, fillCoverage, openCoverage, SERVICE_NAMES } from '../coverage';
import { compare, type Effort } from '../measure';

const DETECTIONS = 100_000;
const SOURCES = ['alertmanager', 'falco', 'grafana', 'guardduty', 'wazuh'];
const SCHEMA = 'without_table';

/** 100,000 decided detections of five sources within 80 days, twenty about each service. */
async function fillDetections(db: Knex.Knex, entityRefs: readonly string[]) {
  await db.raw(
    `insert into detections (id, source_id, fingerprint, episode, is_latest, fingerprint_basis, title, severity, severity_rank,
       status, source_state, entity_ref, mapping, mapping_tried, first_seen_at, last_seen_at, seen_count, is_test, labels,
       search_text, verified_by, redactions, delivery_id, payload_sha256, version)
     select 'detection-' || n, (?::text[])[1 + n % ?], 'fingerprint-' || n, 1, true, 'key', 'Detection ' || n, 'high', 4,
       'dismissed', 'firing', (?::text[])[1 + n % ?], '{"way":"label","value":"service"}', '[]', seen.at, seen.at, 1, false, '{}',
       'detection', 'hmac', 0, 'delivery-' || n, repeat('0', 64), 1
     from generate_series(1, ?) as n
     cross join lateral (
       select to_char(?::timestamp - n % 80 * interval '1 day' - n % 1000 * interval '1 minute',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     ) as seen`,
    [
      SOURCES,
      SOURCES.length,
      entityRefs,
      entityRefs.length,
      DETECTIONS,
      AT.slice(0, -1),
    ] as never,
  );
  for (let at = 0; at < SERVICE_NAMES.length; at += 1_000) {
    await db('detection_service_keys').insert(
      SERVICE_NAMES.slice(at, at + 1_000).map(
        ({ entityRef, kind, key, path }) => ({
          entity_ref: entityRef,
          kind,
          key,
          path,
        }),
      ),
    );
  }
}

/** A view that stands for the table to whoever finds its schema first. */
async function createView(db: Knex.Knex): Promise<void> {
  await db.raw('create schema ??', [SCHEMA]);
  await db.raw(
    `create view ??.service_watches as
     select entity_ref, source_id, 'label' as way, '' as value
     from detections
     where not is_test and entity_ref is not null
       and first_seen_at >= to_char(timestamp '${AT.slice(
         0,
         -1,
       )}' - interval '90 days', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
       and mapping like '%"value":%'
       and not exists (
         select 1 from incidents where incidents.seq = detections.incident_seq and visibility = 'restricted'
       )
     union
     select name.entity_ref, source.id, 'repository', ''
     from detection_service_keys as name
     cross join (values ('github'), ('gitlab')) as source (id)
     where name.kind = 'repository'`,
    [SCHEMA],
  );
  await db.raw('analyze');
}

/** Compares reading the table with finding out, for one service and for all. */
export async function measureWatches(
  url: string,
  effort: Effort,
  say: (text: string) => void,
): Promise<boolean> {
  const connect = (searchPath: string[]) =>
    Knex({
      client: 'pg',
      connection: url,
      searchPath,
      pool: { min: 1, max: 1 },
    });
  const db = connect(['public']);
  const without = connect([SCHEMA, 'public']);
  try {
    await fillCoverage(db);
    const entityRefs: string[] = await db('known_services').pluck('entity_ref');
    say(`Writing ${DETECTIONS} detections ...`);
    await fillDetections(db, entityRefs);
    const table = await openCoverage(db);
    const began = performance.now();
    await table.watches.rebuild(SERVICE_NAMES);
    const firstMs = performance.now() - began;
    const again = performance.now();
    await table.watches.rebuild(SERVICE_NAMES);
    say(
      `Rebuilt the table in ${Math.round(
        firstMs,
      )} ms, and unchanged in ${Math.round(performance.now() - again)} ms`,
    );
    await createView(db);
    const view = await openCoverage(without);
    const read = ({ watches }: typeof table, turn: number) =>
      watches.getWatches([entityRefs[turn % entityRefs.length]]);
    deepStrictEqual(
      await read(table, 1),
      await read(view, 1),
      'Both must find the same',
    );
    const arms = {
      'one service': {
        product: (turn: number) => read(table, turn),
        yardstick: (turn: number) => read(view, turn),
      },
      ...Object.fromEntries(
        Object.keys(table.calls).map(name => [
          `coverage of 5,000 services, ${name}`,
          {
            product: () => table.calls[name as 'the CSV'](),
            yardstick: () => view.calls[name as 'the CSV'](),
          },
        ]),
      ),
    };
    for (const [name, pair] of Object.entries(arms)) {
      const { productMs, yardstickMs, ratio, rounds } = await compare(
        pair,
        effort,
      );
      say(
        `${name}: ${productMs.toFixed(1)} ms with, ${yardstickMs.toFixed(
          1,
        )} ms without; without is ${(1 / ratio.median).toFixed(
          1,
        )} times as long (${(1 / ratio.p90).toFixed(1)} to ${(
          1 / ratio.p10
        ).toFixed(1)}, ${rounds} rounds)`,
      );
    }
    return true;
  } finally {
    await db.destroy();
    await without.destroy();
  }
}
