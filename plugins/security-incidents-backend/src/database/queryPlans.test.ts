import { TestDatabases } from '@backstage/backend-test-utils';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { fillRuns } from '../__testUtils__/fillPlans';
import { insertMany } from './insertMany';
import {
  fillHistory,
  INCIDENTS,
  settle,
  walksOf,
} from '../__testUtils__/queryPlans';
import { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import type { ReadAccess } from '../incidents/store/records';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const READER: ReadAccess = {
  restricted: ['user:default/person-1', 'group:default/team-1'],
};
const SERVICE = 'component:default/service-7';
const YEAR = {
  from: '2021-01-01T00:00:00.000Z',
  to: '2022-01-01T00:00:00.000Z',
};
const NOW = '2026-11-25T08:00:00.000Z';
const LATER = '2026-11-25T20:00:00.000Z';
/** Every walk of a table that grows, by its name or the one that a statement gives it. */
const GROWING =
  /(Seq Scan on|SCAN) (incidents|escalations|service_level_checks|due|resolution_steps|step|correction|plan_runs)\b(?! USING (COVERING )?INDEX)/g;

/** What is due of every incident, now of a few. */
async function fillDue(db: Knex) {
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
}

describe.each(databases.eachSupportedId())('what is asked of %s', engine => {
  let db: Knex;
  let store: DatabaseIncidentsStore;

  beforeAll(async () => {
    db = await databases.init(engine);
    store = await DatabaseIncidentsStore.create({
      getClient: async () => db,
    });
    await fillHistory(db);
    await fillRuns(db);
    await fillDue(db);
    await settle(db);
  });

  it.each<[string, IncidentQuery]>([
    ['what is open', { open: true }],
    ['the newest', {}],
    ['the worst', { orderBy: { field: 'severity', direction: 'desc' } }],
    ['a service', { entityRef: [SERVICE] }],
    [
      'a service, open first',
      {
        entityRef: [SERVICE],
        orderBy: { field: 'openFirst', direction: 'desc' },
      },
    ],
    ['a system', { entityRef: ['system:default/system-3'] }],
    ['an owner', { owner: ['group:default/team-3'], open: true }],
    ['whoever is involved', { involved: ['user:default/person-5'] }],
    ['whoever holds a task', { assignee: ['user:default/person-50'] }],
    ['a word', { q: 'word77' }],
    [
      'what is due next',
      { open: true, orderBy: { field: 'nextDue', direction: 'asc' } },
    ],
    [
      'what is due next of a service',
      {
        entityRef: [SERVICE],
        orderBy: { field: 'nextDue', direction: 'asc' },
      },
    ],
    ['what is overdue', { open: true, due: ['overdue'] }],
    ['what is at risk', { open: true, due: ['at-risk'] }],
    ['a group and all below it', { owner: ['group:default/team-3'] }],
  ])('a list of %s walks no table', async (_name, query) => {
    expect(await walksOf(db, () => store.list(query, READER))).toEqual([]);
  });

  it('a single record walks no table', async () => {
    const walks = await walksOf(db, async () => {
      const incident = await store.findIncident('SEC-2020-77', READER);
      await store.getDetails(incident!);
      await store.plans.getRuns(incident!.seq);
      await store.getSteps(incident!);
      await store.getTimeline(incident!);
      await store.pages.getSteps(incident!, { limit: 1 });
      await store.pages.getTimeline(incident!, { limit: 1 });
    });
    expect(walks).toEqual([]);
  });

  describe.each<[string, ReadAccess]>([
    ['everybody', { restricted: [] }],
    ['a member', READER],
    ['whoever reads what is restricted', { restricted: 'all' }],
  ])('the counts of %s', (_name, access) => {
    // A condition that everything meets: then rows are counted one by one.
    const oneByOne: ReadAccess = {
      ...access,
      onlyIf: { key: 'status', values: ['triage', 'closed'] },
    };

    it.each([
      SERVICE,
      'component:default/service-50',
      'system:default/system-3',
      'group:default/team-50',
    ])('are the same as those of the rows of %s', async ref => {
      const counted = (as: ReadAccess) =>
        Promise.all([
          store.getEntityFigures(ref, as),
          store.getRollUp(ref, 50, as),
          store.getEntityCounts([ref, 'component:default/none'], as),
          ...[undefined, true, false].map(async open => {
            const query = { entityRef: [ref], open, limit: 1 };
            return (await store.list(query, as)).totalItems;
          }),
        ]);
      const kept = await counted(access);
      expect(kept).toEqual(await counted(oneByOne));
      expect(kept[0].total).toBeGreaterThan(0);
    });

    it('walk no table', async () => {
      const ref = 'system:default/system-3';
      const walks = await walksOf(db, async () => {
        await store.getEntityFigures(ref, access);
        await store.getRollUp(ref, 50, access);
        await store.getEntityCounts([ref], access);
        await store.list({ entityRef: [ref], open: true }, access);
      });
      expect(walks).toEqual([]);
    });
  });

  it.each<[string, ReadAccess]>([
    ['a member', READER],
    ['whoever reads what is restricted', { restricted: 'all' }],
  ])('the work of %s walks no table', async (_name, access) => {
    const person = ['user:default/person-50', 'group:default/team-50'];
    const walks = await walksOf(db, async () => {
      const tasks = await store.work.findTasks(person, access, 1_001);
      const answered = await store.work.findAnswered(person, access, 1_001);
      expect(tasks.length).toBeGreaterThan(0);
      expect(answered.length).toBeGreaterThan(0);
      const seqs = answered.map(({ incident }) => incident.seq);
      await store.work.getUnfinishedTitles(tasks.map(({ task }) => task.runId));
      await store.work.getPrimaryRuns(seqs);
      await store.work.getLastUpdates(seqs);
      await store.getResources(answered.map(({ incident }) => incident));
    });
    expect(walks).toEqual([]);
  });

  it.each([SERVICE, 'system:default/system-3'])(
    'an overview of %s walks no table',
    async ref => {
      const walks = await walksOf(db, async () => {
        await store.getEntityFigures(ref, READER);
        await store.getRollUp(ref, 50, READER);
        const query = { entityRef: [ref], open: true, limit: 5 };
        const open = await store.listFirst(query, READER);
        await store.getUnfinishedTasksOfFirst(query, READER);
        await store.countContainmentSteps(open.map(({ incident }) => incident));
        await store.getEntityCounts([ref], READER);
      });
      expect(walks).toEqual([]);
    },
  );

  it.each(['component:default/service-7', 'system:default/system-3'])(
    'the history of %s walks no table',
    async ref => {
      const walks = await walksOf(db, async () => {
        await store.history.getTimes(ref, YEAR, READER);
        await store.history.getMarks(ref, YEAR, 501, READER);
      });
      expect(walks).toEqual([]);
    },
  );

  it.each<[string, IncidentQuery]>([
    ['everything', {}],
    ['a severity', { severity: ['high'] }],
    ['a class', { class: ['fraud'] }],
    ['what is open', { open: true }],
    ['a system', { entityRef: ['system:default/system-3'] }],
    ['a word', { q: 'word77' }],
  ])('a volume of %s walks no table', async (_name, query) => {
    const walks = await walksOf(db, () =>
      store.history.countByMonth({ ...query, ...YEAR }, READER),
    );
    expect(walks).toEqual([]);
  });

  it.each<[string, IncidentQuery]>([
    ['everything', {}],
    ['a system', { entityRef: ['system:default/system-3'] }],
    ['a word', { q: 'word77' }],
  ])('what is due of %s walks no table', async (_name, query) => {
    const walks = await walksOf(db, async () => {
      await store.due.count(query, READER, new Date(NOW), [0]);
      await store.due.getMarks(query, READER, 25);
    });
    expect(walks).toEqual([]);
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
          Array.from(
            { length: INCIDENTS / 1000 - first.length },
            (_, index) => 6000 + index * 1000,
          ),
        );
        await store.escalations.findUndelivered(NOW, 100);
        await store.escalations.list(due.incidentSeq);
        await store.escalations.lastUpdateAt(due.incidentSeq);
        await store.plans.getPrimaryRun(due.incidentSeq);
      },
      { large: GROWING },
    );
    expect(walks).toEqual([]);
  });
});
