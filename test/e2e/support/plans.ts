import { expect } from '@playwright/test';
import type {
  ApplicablePlans,
  Coverage,
  Incident,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { prepareClosing } from './closing';
import type { Demo } from './demo';

const REFRESH_PLANS =
  '/.backstage/scheduler/v1/tasks/refresh-response-plans/trigger';

/** The plans that would apply to a service, the first one first. */
export async function plansFor(
  demo: Demo,
  entityRef: string,
): Promise<ApplicablePlans['items']> {
  const { items } = await demo.get<ApplicablePlans>(
    'responder',
    `/response-plans?entityRef=${entityRef}`,
  );
  return items;
}

/** The coverage, with the row of one service. */
export async function coverageOf(demo: Demo, entityRef: string) {
  const { items, ...coverage } = await demo.get<Coverage>(
    'responder',
    '/response-plans/coverage?limit=200',
  );
  return { ...coverage, row: items.find(row => row.entityRef === entityRef) };
}

/** Has the catalog read the file of a plan again, until that version of it is offered to a service. */
export async function readAgain(
  demo: Demo,
  plan: { planRef: string; version: string; entityRef: string },
): Promise<void> {
  const { planRef, version, entityRef } = plan;
  const refreshed = await demo.ask('responder', '/refresh', {
    plugin: 'catalog',
    method: 'POST',
    body: { entityRef: planRef },
  });
  expect(refreshed.status).toBe(200);
  await expect
    .poll(
      async () => {
        // Refused while it runs, which does as well.
        const { status } = await demo.ask('responder', REFRESH_PLANS, {
          method: 'POST',
        });
        expect([200, 409]).toContain(status);
        const plans = await plansFor(demo, entityRef);
        return plans.find(offer => offer.planRef === planRef)?.version;
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe(version);
}

/** Marks everything done that is due by a status, each with a note, in the order of the plan. */
async function doTasks(demo: Demo, key: string): Promise<void> {
  const { runs } = await demo.get<PlanRuns>(
    'responder',
    `/incidents/${key}/plan-runs`,
  );
  for (const { id, title, state } of runs.flatMap(({ phases }) =>
    phases.flatMap(({ tasks }) => tasks),
  )) {
    if (state === 'open') {
      await demo.must('responder', `/incidents/${key}/tasks/${id}`, {
        method: 'PATCH',
        body: { state: 'done', note: `Practised: ${title}.` },
      });
    }
  }
}

/** Handles a new incident to the end, as the responder, and says when it was closed. */
export async function handle(
  demo: Demo,
  key: string,
  facts: { class: string; commander: string },
): Promise<string> {
  const incident = `/incidents/${key}`;
  const move = (to: string, more: object = {}) =>
    demo.must<Incident>('responder', `${incident}/transitions`, {
      method: 'POST',
      body: { to, ...more },
    });
  await demo.must('responder', `${incident}/roles/incident-commander`, {
    method: 'PUT',
    body: { principalRef: facts.commander },
  });
  await move('triage');
  const { affected } = await demo.must<Incident>('responder', incident, {
    method: 'PATCH',
    body: {
      classification: { class: facts.class },
      severity: 'high',
      urgency: 'high',
    },
  });
  // Required tasks of triage block the end of it.
  await doTasks(demo, key);
  await move('containment');
  const services = affected.flatMap(entity =>
    entity.withheld ? [] : entity.entityRef,
  );
  for (const entityRef of services) {
    await demo.must('responder', `${incident}/affected`, {
      method: 'POST',
      body: { entityRef, compromise: 'not-compromised' },
    });
  }
  await doTasks(demo, key);
  await move('eradication');
  await move('recovery');
  await move('resolved', {
    resolution: {
      code: 'contained',
      summary: 'Every task was walked through.',
      rootCause: 'Nothing happened.',
    },
  });
  await prepareClosing(demo, key);
  const { closedAt = '' } = await move('closed');
  return closedAt;
}
