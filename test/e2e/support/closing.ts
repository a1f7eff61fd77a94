import type { IncidentObligations } from 'backstage-plugin-security-incidents-common';
import type { Demo } from './demo';

/** Decides what is still to be assessed: nothing has to be notified. */
async function settleObligations(demo: Demo, key: string): Promise<void> {
  const path = `/incidents/${key}/obligations`;
  const { items } = await demo.get<IncidentObligations>('compliance', path);
  for (const { id, state } of items) {
    if (state !== 'to-assess') continue;
    await demo.must('compliance', `${path}/${id}/decision`, {
      method: 'POST',
      body: {
        decision: 'not-applicable',
        reason: 'Nobody outside the company is concerned.',
      },
    });
  }
}

/** Writes and completes the review of a resolved incident. */
async function completeReview(demo: Demo, key: string): Promise<void> {
  const path = `/incidents/${key}/review`;
  await demo.must('responder', path, {
    method: 'PUT',
    body: {
      summary: 'A password was readable in a build log.',
      rootCauses: [
        { category: 'configuration', text: 'The log was not masked' },
      ],
      planFollowed: 'yes',
      planDeviation: 'Every task was done as the plan says.',
      attendees: ['group:default/security-operations'],
    },
  });
  await demo.must('responder', `${path}/complete`, {
    method: 'POST',
    body: {},
  });
}

/** Does what an incident still needs, besides its tasks, before it can be closed. */
export async function prepareClosing(demo: Demo, key: string): Promise<void> {
  await settleObligations(demo, key);
  await completeReview(demo, key);
}
