import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  IncidentStatus,
  ParsedCreateIncident,
  PlanOffset,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  companyCatalog,
  DATABASES,
  ENGINES,
  REPORT,
} from '../__testUtils__/harness';
import { leakPlan } from '../__testUtils__/plans';
import { createSeedingServices, withoutAuthorization } from '../seeding';

jest.setTimeout(120_000);

const FACTS: ParsedCreateIncident = {
  ...REPORT,
  severity: 'high',
  urgency: 'high',
  classification: { class: 'information-content-security' },
};

describe.each(ENGINES)('due times on %s', engine => {
  const credentials = mockCredentials.user(ADA);

  /** An incident whose plan has one task with an offset, declared at a time. */
  async function declaredAt(start: string, due: PlanOffset, phase?: string) {
    let now = new Date(start);
    const plan = leakPlan((changed: ResponsePlan) => {
      const [first] = changed.spec.phases;
      changed.spec.phases = [
        {
          ...first,
          maps: (phase ?? 'containment') as IncidentStatus,
          tasks: [{ id: 'only', title: 'The only task', due }],
        },
      ];
    });
    const service = await createSeedingServices({
      auth: mockServices.auth(),
      catalog: companyCatalog([plan]),
      clock: () => now,
      config: mockServices.rootConfig({
        data: { securityIncidents: { firstCatalogReadsEvery: { seconds: 0 } } },
      }),
      database: mockServices.database({ knex: await DATABASES.init(engine) }),
      userInfo: mockServices.userInfo(),
    });
    await service.tasks.planRefresh.run(new AbortController().signal);
    const context = withoutAuthorization({ credentials });
    const { value } = await service.incidents.create(FACTS, context);
    const { id } = value;
    await service.access.assignRole(
      id,
      'assignee',
      { principalRef: ADA },
      context,
    );
    const move = (to: IncidentStatus, fields = {}) =>
      service.incidents.transition(id, { to, ...fields }, context);
    await move('triage');
    await move('containment');
    return {
      service,
      id,
      context,
      move,
      pass: (to: string) => {
        now = new Date(to);
      },
      only: async () => {
        const { runs } = await service.planRuns.getPlanRuns(id, context);
        const [task] = runs[0].phases.flatMap(({ tasks }) => tasks);
        return task;
      },
    };
  }

  it.each([
    // Daylight saving time changes in Europe and the United States.
    ['2026-03-28T23:30:00.000Z', 'P1D', '2026-03-29T23:30:00.000Z'],
    ['2026-10-24T23:30:00.000Z', 'PT4H', '2026-10-25T03:30:00.000Z'],
    ['2026-03-08T06:59:00.000Z', 'PT2H', '2026-03-08T08:59:00.000Z'],
    ['2026-11-01T05:30:00.000Z', 'P1W', '2026-11-08T05:30:00.000Z'],
    // Ends of months, one of them in a leap year.
    ['2026-01-31T10:00:00.000Z', 'P1M', '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 'P1M', '2028-02-29T10:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', 'P1Y', '2029-02-28T23:59:59.999Z'],
    ['2026-12-31T23:30:00.000Z', 'PT72H', '2027-01-03T23:30:00.000Z'],
  ])('declared at %s and due after %s is %s', async (start, after, dueAt) => {
    const { only } = await declaredAt(start, { after, from: 'declared' });
    expect(await only()).toMatchObject({ dueAt });
  });

  it('are unknown until the anchor is known', async () => {
    const { service, id, context, move, pass, only } = await declaredAt(
      '2026-01-30T08:00:00.000Z',
      { after: 'P1M', from: 'contained' },
    );
    const waiting = await only();
    expect(waiting).toMatchObject({ dueWhen: 'contained' });
    expect(waiting.dueAt).toBeUndefined();
    pass('2026-01-31T09:00:00.000Z');
    await service.incidents.recordStep(
      id,
      { kind: 'containment', text: 'Revoked' },
      context,
    );
    await move('eradication');
    const started = await only();
    expect(started.dueAt).toBe('2026-02-28T09:00:00.000Z');
    expect(started.dueWhen).toBeUndefined();
    // Only the first containment counts.
    pass('2026-02-02T09:00:00.000Z');
    await move('containment', { reason: 'It spread' });
    await move('eradication');
    expect((await only()).dueAt).toBe('2026-02-28T09:00:00.000Z');
  });

  it('count from when the incident became major, while it is', async () => {
    const { service, id, context, pass, only } = await declaredAt(
      '2026-01-30T08:00:00.000Z',
      { after: 'PT1H', from: 'major' },
    );
    expect((await only()).dueWhen).toBe('major');
    pass('2026-01-30T12:00:00.000Z');
    await service.serviceLevels.decideMajor(
      id,
      { decision: 'declare', reason: 'Payments are down' },
      context,
    );
    expect((await only()).dueAt).toBe('2026-01-30T13:00:00.000Z');
    await service.serviceLevels.decideMajor(
      id,
      { decision: 'end', reason: 'Payments work again' },
      context,
    );
    expect((await only()).dueAt).toBeUndefined();
  });

  it('count from the first time that the phase was entered', async () => {
    const { service, id, context, move, pass, only } = await declaredAt(
      '2026-01-30T08:00:00.000Z',
      { after: 'PT1H', from: 'phase-start' },
      'eradication',
    );
    expect((await only()).dueAt).toBeUndefined();
    pass('2026-01-30T10:00:00.000Z');
    await service.incidents.recordStep(
      id,
      { kind: 'containment', text: 'Revoked' },
      context,
    );
    await move('eradication');
    expect((await only()).dueAt).toBe('2026-01-30T11:00:00.000Z');
  });

  it('may be up to a hundred years away', async () => {
    const start = '2026-01-30T08:00:00.000Z';
    const { only } = await declaredAt(start, {
      after: 'P100Y',
      from: 'declared',
    });
    expect((await only()).dueAt).toBe('2126-01-30T08:00:00.000Z');
    const { service, id, context } = await declaredAt(start, {
      after: 'P101Y',
      from: 'declared',
    });
    expect(await service.planRuns.getPlanRuns(id, context)).toMatchObject({
      runs: [],
    });
  });
});
