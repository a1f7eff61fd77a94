import { createHash } from 'node:crypto';
import type { TestApp } from '../../../__testUtils__/harness';

/** Rows of the intake. */
export function readIntake(app: () => TestApp) {
  const rejections = async () => {
    const rows = await app().knex('detection_rejections').select();
    return Object.fromEntries(
      rows.map(row => [
        `${row.source_id} ${row.reason}`,
        rows
          .filter(
            other =>
              other.source_id === row.source_id && other.reason === row.reason,
          )
          .reduce((sum, { total }) => sum + Number(total), 0),
      ]),
    );
  };
  const stored = async () => ({
    deliveries: await app().knex('detection_deliveries').select('id'),
    detections: await app()
      .knex('detections')
      .select('id', 'seen_count', 'version'),
    sightings: await app().knex('detection_sightings').select('seq'),
    replays: await app().knex('detection_replays').select(),
  });
  const find = async (externalKey: string, sourceId = 'scanner') => {
    const fingerprint = createHash('sha256')
      .update(`${sourceId}\u001f${externalKey}`)
      .digest('hex');
    return app().knex('detections').where({ fingerprint }).orderBy('episode');
  };
  /** Runs a request, and returns by how much it raised each counter. */
  const counted = async (request: () => PromiseLike<unknown>) => {
    const before = await rejections();
    await request();
    const after = await rejections();
    return Object.fromEntries(
      Object.entries(after)
        .map(([name, total]) => [name, total - (before[name] ?? 0)] as const)
        .filter(([, more]) => more > 0),
    );
  };
  return { stored, find, counted };
}
