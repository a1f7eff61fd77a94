import type { Escalation } from 'backstage-plugin-security-incidents-common';
import { ADA, type TestApp } from './harness';

const MOST_QUESTIONS = 1_000;

/** Waits until the first escalation of an incident is recorded as delivered, and returns it. */
export async function firstDelivered(
  app: TestApp,
  idOrKey: string,
): Promise<Escalation> {
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const { body } = await app
      .as(ADA)
      .get(`/incidents/${idOrKey}/escalations`)
      .expect(200);
    if (body.items[0]?.deliveredAt) return body.items[0];
  }
  throw new Error('It was never written down that people were told');
}
