import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { insertMany } from '../__testUtils__/insertMany';
import { fillHistory, settle, walksOf } from '../__testUtils__/queryPlans';
import { DatabaseIncidentsStore } from './DatabaseIncidentsStore';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const INCIDENTS = 20_000;
const NOW = '2026-11-25T08:00:00.000Z';
const LATER = '2026-11-25T20:00:00.000Z';
/** Every walk of a table that grows, by its name or the one that a statement gives it. */
const LARGE =
  /(Seq Scan on|SCAN) (incidents|escalations|service_level_checks|due|resolution_steps|step|correction|plan_runs)\b(?! USING (COVERING )?INDEX)/g;

describe.each(databases.eachSupportedId())('escalations on %s', engine => {
  let db: Knex;
  let store: DatabaseIncidentsStore;

  beforeAll(async () => {
    db = await databases.init(engine);
    store = await DatabaseIncidentsStore.create({ getClient: async () => db });
    await fillHistory(db);
    const seqs = Array.from({ length: INCIDENTS }, (_, index) => index + 1);
    await insertMany(
      db,
      'service_level_checks',
      seqs.map(seq => ({
        incident_seq: seq,
        check_at: seq % 1000 === 0 ? '2026-11-25T07:00:00.000Z' : LATER,
      })),
    );
    await insertMany(
      db,
      'escalations',
      seqs.map(seq => ({
        id: `escalation-${seq}`,
        incident_seq: seq,
        seq: 2,
        rule_key: 'clock:acknowledge',
        kind: 'clock',
        fired_at: '2026-11-25T07:00:00.000Z',
        reason: 'Late',
        recipients: '[]',
        raised_to_major: false,
        attempts: 0,
        next_attempt_at: seq % 1000 === 0 ? NOW : null,
      })),
    );
    await settle(db);
  });

  it('finding who is due walks no table, nor does what follows from it', async () => {
    const [due] = await store.escalations.findDueChecks(NOW, 5);
    expect(due).toEqual({
      incidentSeq: 1000,
      incidentId: 'id-1000',
      checkAt: '2026-11-25T07:00:00.000Z',
    });
    const walks = await walksOf(
      db,
      async () => {
        const first = await store.escalations.findDueChecks(NOW, 5);
        expect(first).toHaveLength(5);
        const rest = await store.escalations.findDueChecks(NOW, 100, first[4]);
        expect(rest.map(({ incidentSeq }) => incidentSeq)).toEqual(
          Array.from({ length: 15 }, (_, index) => 6000 + index * 1000),
        );
        await store.escalations.findUndelivered(NOW, 100);
        await store.escalations.list(due.incidentSeq);
        await store.escalations.lastUpdateAt(due.incidentSeq);
        await store.plans.getPrimaryRun(due.incidentSeq);
      },
      { large: LARGE },
    );
    expect(walks).toEqual([]);
  });
});
