import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  DETECTIONS,
  fillDetections,
  NOW,
  WAITING,
} from '../../__testUtils__/fillDetections';
import { fillHistory, walksOf } from '../../__testUtils__/queryPlans';
import { FULL_ACCESS } from '../../authorization/ReadAccess';
import { DatabaseIncidentsStore } from '../../incidents/store/DatabaseIncidentsStore';
import { DatabaseDetectionNotices } from './DatabaseDetectionNotices';
import { DatabaseDetections } from './DatabaseDetections';
import { DatabaseServiceKeys } from './DatabaseServiceKeys';
import { DatabaseServiceWatches } from './DatabaseServiceWatches';
import { DatabaseSourceHealth } from './DatabaseSourceHealth';
import type { DetectionAccess, DetectionListQuery } from './DetectionsStore';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const now = NOW.toISOString();
const SERVICE = 'component:default/service-7';
const EVERYTHING: DetectionAccess = {
  seesUnmapped: true,
  incidents: FULL_ACCESS,
};
/** Of somebody who sees some services of the catalog. */
const SOME: DetectionAccess = {
  services: [SERVICE, 'component:default/service-8'],
  seesUnmapped: false,
  incidents: FULL_ACCESS,
};

describe.each(databases.eachSupportedId())('on %s', engine => {
  let db: Knex;
  let detections: DatabaseDetections;

  beforeAll(async () => {
    db = await databases.init(engine);
    await DatabaseIncidentsStore.create({ getClient: async () => db });
    await fillHistory(db);
    await fillDetections(db);
    detections = new DatabaseDetections(db);
  });

  it.each<[string, Omit<DetectionListQuery, 'now'>]>([
    ['what is new', {}],
    ['what is new, oldest first', { orderBy: 'age' }],
    ['what has no service', { view: ['unmapped'] }],
    ['what was decided', { view: ['decided'] }],
    ['what is new of a source', { source: ['source-3'] }],
    ['what is new of a service', { entityRef: [SERVICE] }],
    ['what is new of a group', { owner: ['group:default/team-7'] }],
    ['what is new and has a word', { q: 'detection' }],
  ])('the list of %s walks no table', async (_name, query) => {
    const walks = await walksOf(db, async () => {
      await detections.list({ ...query, now }, EVERYTHING);
      await detections.list({ ...query, now }, SOME);
    });
    expect(walks).toEqual([]);
  });

  it('the next pages and the totals of the inbox walk no table', async () => {
    const walks = await walksOf(db, async () => {
      const { items, nextCursor } = await detections.list({ now }, EVERYTHING);
      expect(items).toHaveLength(20);
      await detections.list({ now, cursor: nextCursor }, EVERYTHING);
      const counts = await detections.count({ now }, EVERYTHING);
      expect(counts.new + counts.unmapped).toBe(WAITING);
    });
    expect(walks).toEqual([]);
  });

  it('one detection with its history, payload and proposals walks no table', async () => {
    const walks = await walksOf(db, async () => {
      const found = await detections.find(
        `detection-${DETECTIONS - 1}`,
        EVERYTHING,
      );
      await detections.getSightings(found!.seq);
      await detections.getPayload(found!, EVERYTHING);
      await detections.listHistory(
        found!,
        '2026-09-01T00:00:00.000Z',
        10,
        EVERYTHING,
      );
      await detections.listDeclined([found!.seq]);
      const candidates = await detections.listCandidates(
        ['component:default/service-50'],
        { from: '2020-01-01T00:00:00.000Z', to: '2021-06-01T00:00:00.000Z' },
        EVERYTHING,
      );
      expect(candidates).not.toEqual([]);
      await new DatabaseServiceKeys(db).getRelated([SERVICE]);
    });
    expect(walks).toEqual([]);
  });

  it('the detections of an incident and of a service walk no table', async () => {
    const walks = await walksOf(db, async () => {
      await detections.listOfIncident(11, EVERYTHING);
      await detections.countOfIncident(11);
      await detections.listNewOf([SERVICE], 10, EVERYTHING);
      await detections.countNewOf(SERVICE);
      await detections.countNewOfEach([SERVICE]);
      await detections.listSince(SERVICE, '2026-11-29T00:00:00.000Z', 500);
    });
    expect(walks).toEqual([]);
  });

  it('what watches a service is one statement that walks no table', async () => {
    const watches = new DatabaseServiceWatches(db);
    const sources = Array.from({ length: 8 }, (_, at) => `source-${at}`);
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    db.on('query', listen);
    const found = await watches.readSending(
      sources,
      [SERVICE],
      '2026-11-29T10:00:00.000Z',
    );
    db.removeListener('query', listen);
    expect(statements).toHaveLength(1);
    expect(found.flatMap(({ entityRefs }) => entityRefs)).toEqual([SERVICE]);
    expect(found[0].lastEventAt).toMatch(/^2026-11-30/);
    const walks = await walksOf(db, () =>
      watches.readSending(sources, [SERVICE], '2026-11-29T10:00:00.000Z'),
    );
    expect(walks).toEqual([]);
  });

  it('the tasks of every minute walk no table', async () => {
    const health = new DatabaseSourceHealth(db);
    const notices = new DatabaseDetectionNotices(db);
    const walks = await walksOf(db, async () => {
      await detections.listPending(500);
      await health.getLastEvents(['source-1', 'source-2']);
      await notices.wasNotifiedSince(now);
      await notices.listDue(100);
    });
    expect(walks).toEqual([]);
  });
});
