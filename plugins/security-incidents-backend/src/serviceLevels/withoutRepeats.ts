import { ServiceUnavailableError } from '@backstage/errors';
import type { EscalationRecipient } from 'backstage-plugin-security-incidents-common';

const REPEATED = 'was notified of another step at the same time';

/**
 * Leaves out people whom an earlier step of the same run notifies, so that each person is told once.
 *
 * @param notified - people whom earlier steps notify; those of this step are added
 * @param findUsers - the people behind a ref
 */
export async function withoutRepeats(
  recipients: readonly EscalationRecipient[],
  notified: Set<string>,
  findUsers: (refs: readonly string[]) => Promise<string[]>,
): Promise<EscalationRecipient[]> {
  const answer: EscalationRecipient[] = [];
  for (const recipient of recipients) {
    const people = recipient.told
      ? await findPeople(recipient.ref, findUsers)
      : [];
    const fresh = people.filter(person => !notified.has(person));
    people.forEach(person => notified.add(person));
    if (fresh.length === people.length) {
      answer.push(recipient);
      continue;
    }
    answer.push({ ref: recipient.ref, told: false, why: REPEATED });
    answer.push(...fresh.map(ref => ({ ref, told: true })));
  }
  return answer;
}

/** While the catalog is unavailable a group counts as one; a second notification does less harm than none. */
async function findPeople(
  ref: string,
  findUsers: (refs: readonly string[]) => Promise<string[]>,
): Promise<string[]> {
  try {
    const people = await findUsers([ref]);
    return people.length > 0 ? people : [ref];
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return [ref];
    throw error;
  }
}
