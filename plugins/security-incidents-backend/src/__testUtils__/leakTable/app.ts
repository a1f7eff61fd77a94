import type { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  type BundleContents,
  incidentBreakGlassPermission,
  incidentRestrictedReadPermission,
} from 'backstage-plugin-security-incidents-common';
import type { Response } from 'supertest';
import { listBundledKeys } from '../bundles';
import { ENTITIES, startApp, type TestApp } from '../harness';
import { LEAK, leakPlan } from '../plans';
import type { Answer, Request } from './LeakTable';
import { PEOPLE, PERSONAS, REPORTER } from './people';

export function send(
  app: TestApp,
  user: string,
  { method, path, body, isForm }: Request,
) {
  const caller = app.as(user);
  if (isForm) {
    return caller.post(path).attach('file', Buffer.from('A line'), 'a.log');
  }
  return method === 'get' ? caller.get(path) : caller[method](path, body);
}

/** What an answer says. */
export function timeless({
  body,
  text,
  type,
}: Pick<Response, 'body' | 'text' | 'type'>): Answer {
  if (type === 'application/zip') return { keys: listBundledKeys(body) };
  if (type === 'text/csv') return { lines: text.trim().split('\r\n').slice(1) };
  if (Array.isArray(body)) return { items: body };
  if (body.keyOnly) {
    // Each export adds an entry to what it exported.
    return {
      ...body,
      entries: undefined,
      sizeBytes: undefined,
      parts: body.parts.map(
        ({ part, files }: BundleContents['parts'][number]) => [part, files],
      ),
    };
  }
  return { ...body, to: undefined, at: undefined, asOf: undefined };
}

/** Applies the plan that everybody may read. */
export async function followPlan(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .post(`/incidents/${incident.id}/plan-runs`, { planRef: LEAK })
    .expect(201);
}

/** Starts a review with an action. */
export async function startReview(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .put(`/incidents/${incident.id}/review`, { summary: 'Nightjar was read' })
    .expect(200);
  await app
    .as(REPORTER)
    .post(`/incidents/${incident.id}/review/actions`, {
      type: 'fix',
      title: 'Rename Nightjar',
      ownerRef: PEOPLE.commander,
      dueAt: '2020-01-01T00:00:00Z',
    })
    .expect(201);
}

/** Adds the insiders as members, except the one who may read everything. */
export async function letPeopleIn(app: TestApp, incident: { id: string }) {
  await app
    .as(REPORTER)
    .put(`/incidents/${incident.id}/roles/incident-commander`, {
      principalRef: PEOPLE.commander,
    })
    .expect(200);
  await addMembers(app, incident);
}

/** Adds the insiders who have no role. */
export async function addMembers(app: TestApp, incident: { id: string }) {
  for (const principalRef of [PEOPLE.invited, 'group:default/invited']) {
    await app
      .as(REPORTER)
      .post(`/incidents/${incident.id}/members`, { principalRef })
      .expect(200);
  }
}

/** Starts the plugin with the people of the tables and their permissions. */
export async function startLeakApp(engine: TestDatabaseId): Promise<TestApp> {
  const app = await startApp(engine, {
    entities: [...ENTITIES, leakPlan()],
    settings: { obligations: { regimes: ['gdpr'] } },
  });
  await app.refreshPlans();
  for (const persona of PERSONAS) {
    if (persona !== 'overseer') {
      app.deny(PEOPLE[persona], incidentRestrictedReadPermission.name);
    }
    if (persona !== 'keeper of the hammer') {
      app.deny(PEOPLE[persona], incidentBreakGlassPermission.name);
    }
  }
  app.belong(PEOPLE['member of an invited group'], 'group:default/invited');
  app.belong(PEOPLE['owner of the service'], 'group:default/team-payments');
  return app;
}
