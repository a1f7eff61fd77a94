import { TestDatabases } from '@backstage/backend-test-utils';
import {
  noPlans,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import {
  OPEN_STATUSES,
  type PlanRunTask,
} from 'backstage-plugin-security-incidents-common';
import {
  createDemoCatalog,
  seedDemo,
  type SeededDemo,
} from '../__testUtils__/seededDemo';
import { FILES } from '../evidence/files';
import { PERSONAS } from '../personas';
import { actingAs, type SeedOptions } from '../stage';
import { stories } from '.';

jest.setTimeout(180_000);

const PAYMENTS = 'component:default/payments-api';
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('the history of the demo, told through the service', () => {
  let catalog: SeedOptions['catalog'];
  beforeAll(async () => {
    catalog = await createDemoCatalog();
  });

  async function told(
    which = stories,
    settings: Pick<SeedOptions, 'plans'> = {},
  ): Promise<SeededDemo> {
    const knex = await databases.init('SQLITE_3');
    return seedDemo({ knex, catalog, stories: which, ...settings });
  }

  describe('with the plans of the catalog', () => {
    let service: SeededDemo['service'];
    let context: SeededDemo['context'];
    let items: SeededDemo['items'];
    beforeAll(async () => {
      ({ service, context, items } = await told());
    });

    /** The tasks of each incident that follows a plan, by its title. */
    async function tasksByTitle(): Promise<Map<string, PlanRunTask[]>> {
      const tasks = new Map<string, PlanRunTask[]>();
      for (const { id, title } of items) {
        const { runs } = await service.planRuns.getPlanRuns(id, context);
        if (runs.length > 0) {
          tasks.set(
            title,
            runs.flatMap(run => run.phases.flatMap(phase => phase.tasks)),
          );
        }
      }
      return tasks;
    }

    it('is accepted from the first story to the last', async () => {
      expect(items.map(({ title }) => title).sort()).toEqual(
        stories.map(({ report }) => report.title).sort(),
      );
      const payments = await service.incidents.list(
        { limit: 200, entityRef: [PAYMENTS], status: [...OPEN_STATUSES] },
        context,
      );
      expect(payments.items.map(({ title }) => title).sort()).toEqual([
        'Card testing bursts on the refund endpoint',
        'Live gateway key in a public repository',
      ]);
    });

    it('has the plan that each story says, selected by the service', async () => {
      for (const { plan, report, events } of stories) {
        const { id } = items.find(({ title }) => title === report.title)!;
        const { runs, noPlan } = await service.planRuns.getPlanRuns(
          id,
          context,
        );
        expect({
          title: report.title,
          plans: runs.map(({ planRef }) => planRef),
          noPlan: noPlan?.reason,
        }).toEqual({
          title: report.title,
          plans: plan ? [plan] : [],
          noPlan: events
            .flatMap(event => (event.do === 'decline' ? event.reason : []))
            .pop(),
        });
      }
    });

    it('says in the timeline and on the escalation card alike who was notified', async () => {
      let escalations = 0;
      for (const { id, title } of items) {
        const timeline = await service.incidents.getTimeline(id, {}, context);
        const said = new Map<unknown, unknown>();
        for (const entry of timeline.items) {
          const data = entry.data as { escalationId?: string; to?: unknown };
          if (data.escalationId) said.set(data.escalationId, data.to);
        }
        const card = await service.serviceLevels.listEscalations(id, context);
        const shown = new Map(card.items.map(item => [item.id, item.to]));
        expect({ title, said }).toEqual({ title, said: shown });
        for (const item of card.items) {
          escalations += 1;
          expect({ title, isNotified: item.deliveredAt !== undefined }).toEqual(
            { title, isNotified: item.to.some(({ told: isTold }) => isTold) },
          );
        }
      }
      expect(escalations).toBeGreaterThan(0);
    });

    it('leaves tasks of all sorts, each with a name to it', async () => {
      const tasks = await tasksByTitle();
      const isOpen = (title: string) =>
        items.some(item => item.title === title && item.status !== 'closed');
      for (const [title, ofPlan] of tasks) {
        if (!isOpen(title)) continue;
        const count = (state: string) =>
          ofPlan.filter(task => task.state === state).length;
        expect({ title, done: count('done') > 0 }).toEqual({
          title,
          done: true,
        });
        expect(count('open')).toBeGreaterThan(0);
        for (const { state, assigneeRef, reason, stepId } of ofPlan) {
          expect({
            isNamed: assigneeRef !== undefined,
            isExplained: reason !== undefined,
            isRecorded: stepId !== undefined,
          }).toEqual({
            isNamed: true,
            isExplained: state === 'skipped',
            isRecorded: state === 'done',
          });
        }
      }
      expect(
        Object.fromEntries(
          (tasks.get('Live gateway key in a public repository') ?? []).map(
            ({ planTaskId, state, assigneeRef }) => [
              planTaskId,
              `${state}, ${assigneeRef?.split('/')[1]}`,
            ],
          ),
        ),
      ).toEqual({
        confirm: 'done, amara.quistel',
        preserve: 'done, ines.halvorsen',
        'list-holders': 'done, maya.castellan',
        revoke: 'in-progress, ines.halvorsen',
        'block-abuse': 'open, maya.castellan',
        'review-use': 'in-progress, security-operations',
        remove: 'open, ines.halvorsen',
        prevent: 'open, security-operations',
        verify: 'open, ines.halvorsen',
        'decide-notification': 'open, pavel.hruskin',
        review: 'open, amara.quistel',
        shorten: 'open, ines.halvorsen',
      });
    });

    it('settled every required task of the closed ones by the first version of their plan', async () => {
      const tasks = await tasksByTitle();
      const closed = stories.filter(({ isFirstVersion }) => isFirstVersion);
      expect(closed).toHaveLength(20);
      for (const { report } of closed) {
        const open = tasks
          .get(report.title)!
          .filter(({ state }) => state !== 'done' && state !== 'skipped');
        expect({ title: report.title, open }).toEqual({
          title: report.title,
          open: [],
        });
        const { id } = items.find(({ title }) => title === report.title)!;
        const { runs } = await service.planRuns.getPlanRuns(id, context);
        expect(runs[0].version).toBe('0.9.0');
      }
    });

    it.each([
      ['engineer', PAYMENTS, 'Block known abuse at the edge'],
      ['engineer', 'component:default/checkout-web', 'Warn staff and partners'],
      ['service-owner', PAYMENTS, 'Revoke and rotate'],
    ] as const)('tells the %s on %s to: %s', async (persona, ref, text) => {
      const { nextActions } = await service.entities.getEntityOverview(
        ref,
        withoutAuthorization({ credentials: actingAs(PERSONAS[persona]) }),
      );
      expect(nextActions[0]).toMatchObject({ because: 'task', text });
    });

    it('has the files of each story, with their types and custody', async () => {
      for (const [title, files] of Object.entries(FILES)) {
        const incident = items.find(item => item.title === title)!;
        const list = await service.evidence.list(incident.id, {}, context);
        expect(list.items.map(({ fileName }) => fileName)).toEqual(
          files.map(({ name }) => name),
        );
        for (const { id, location } of list.items) {
          if (location) continue;
          const { status } = await service.evidence.verify(
            incident.id,
            id,
            context,
          );
          expect(status).toBe('ok');
        }
      }
      const key = items.find(({ title }) => title.startsWith('Live gateway'))!;
      const { items: files } = await service.evidence.list(key.id, {}, context);
      expect(files[1]).toMatchObject({
        mediaType: 'application/gzip',
        legalHold: { by: 'user:default/judith.amselin' },
        taskId: expect.any(String),
      });
      const phishing = items.find(({ title }) => title.startsWith('Phishing'))!;
      const { items: pictures } = await service.evidence.list(
        phishing.id,
        {},
        context,
      );
      expect(
        pictures.map(({ mediaType, falseMediaType }) => [
          mediaType,
          falseMediaType,
        ]),
      ).toEqual([
        ['image/png', undefined],
        ['text/plain', 'image/jpeg'],
      ]);
    });

    it('has 21 improvement actions, five of them overdue or unproven', async () => {
      const page = await service.reviews.listActions({ limit: 1 }, context);
      expect(page).toMatchObject({
        totalItems: 21,
        incidents: 13,
        exercises: 1,
        counts: {
          overdue: 3,
          'check-overdue': 2,
          open: 5,
          'check-due': 2,
          proven: 9,
          dropped: 0,
        },
      });
      expect(await service.reviews.getFollowUpCounts(context)).toEqual({
        overdue: { reviews: 0, actions: 3, checks: 2 },
        open: { reviews: 1, actions: 12 },
      });
    });

    it('has decided about the obligations of the year, but for eight', async () => {
      const yearAgo = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000);
      const { counts } = await service.obligations.list(
        { from: yearAgo.toISOString(), limit: 1 },
        context,
      );
      expect(counts).toEqual({
        submitted: 13,
        'submitted-late': 1,
        pending: 1,
        'to-assess': 7,
        'not-applicable': 58,
        missed: 0,
      });
    });

    it('has reviewed what the year asks for, but for one that was waived', async () => {
      const { items: reviews } = await service.reviews.listReviews(
        { limit: 200, state: ['finished'] },
        context,
      );
      const yearAgo = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000);
      const ofYear = reviews.filter(
        ({ required, incident }) =>
          required &&
          incident.mode === 'real' &&
          (incident.resolvedAt ?? '') > yearAgo.toISOString(),
      );
      const states = ofYear.map(({ state }) => state);
      expect(states.filter(state => state === 'waived')).toHaveLength(1);
      expect(states.filter(state => state !== 'waived')).toHaveLength(12);
    });

    it('verifies in each record', async () => {
      for (const { key } of items) {
        const { status } = await service.incidents.verify(key, context);
        expect({ key, status }).toEqual({ key, status: 'ok' });
      }
    });
  });

  it('is told all the same, without tasks, where nothing is known of plans', async () => {
    const planned = stories.filter(({ plan }) => plan);
    const { service, context, items } = await told(planned, {
      plans: noPlans,
    });
    expect(items).toHaveLength(planned.length);
    for (const { id } of items) {
      expect((await service.planRuns.getPlanRuns(id, context)).runs).toEqual(
        [],
      );
    }
  });
});
