import { ADA, BOB, REPORT, type TestApp } from './harness';

export const CAROL = 'user:default/carol';

/** What a review needs before it can be completed. */
export const WRITTEN = {
  summary: 'The token was readable in a public build log for eight hours.',
  rootCauses: [
    { category: 'process', text: 'Nobody rotates tokens of retired pipelines' },
  ],
  attendees: [ADA, BOB],
};

export interface ReviewedIncident {
  id: string;
  key: string;
  path: string;
}

/** Reports an incident that Bob commands, and brings it to the status `resolved`. */
export async function resolveIncident(
  app: TestApp,
  body: object = {},
  { isMajor = false } = {},
): Promise<ReviewedIncident> {
  const bob = app.as(BOB);
  const { body: reported } = await app
    .as(ADA)
    .post('/incidents', {
      ...REPORT,
      severity: 'high',
      urgency: 'high',
      classification: { class: 'information-content-security' },
      ...body,
    })
    .expect(201);
  const path = `/incidents/${reported.key}`;
  await bob
    .put(`${path}/roles/incident-commander`, { principalRef: BOB })
    .expect(200);
  await bob.post(`${path}/transitions`, { to: 'triage' }).expect(200);
  if (isMajor) {
    await bob
      .post(`${path}/major`, { decision: 'declare', reason: 'All of them' })
      .expect(200);
  }
  for (const { entityRef } of reported.affected) {
    await bob
      .post(`${path}/affected`, { entityRef, compromise: 'not-compromised' })
      .expect(200);
  }
  await bob
    .post(`${path}/transitions`, {
      to: 'resolved',
      reason: 'Contained before it was reported',
      resolution: { code: 'contained', summary: 'Revoked and rotated.' },
    })
    .expect(200);
  return { id: reported.id, key: reported.key, path };
}

/** Writes and completes the review of a resolved incident, as Bob. */
export async function completeReview(
  app: TestApp,
  { path }: ReviewedIncident,
  fields: object = {},
) {
  await app
    .as(BOB)
    .put(`${path}/review`, { ...WRITTEN, ...fields })
    .expect(200);
  return app.as(BOB).post(`${path}/review/complete`, {});
}
