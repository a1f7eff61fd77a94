import { ServiceUnavailableError } from '@backstage/errors';
import type { EscalationRecipient } from 'backstage-plugin-security-incidents-common';

const REPEATED = 'was notified of another step at the same time';

/**
 * Leaves out people whom an earlier step of the same run notifies, so that each person is notified once.
 *
 * @param notified - people whom earlier steps notify; those of this step are added
 * @param findPeople - the people behind users and groups
 */
export async function withoutRepeats(
  recipients: readonly EscalationRecipient[],
  notified: Set<string>,
  findPeople: (refs: readonly string[]) => Promise<string[]>,
): Promise<EscalationRecipient[]> {
  const answer: EscalationRecipient[] = [];
  for (const recipient of recipients) {
    const people = recipient.told
      ? await findAll(recipient.ref, findPeople)
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
async function findAll(
  ref: string,
  findPeople: (refs: readonly string[]) => Promise<string[]>,
): Promise<string[]> {
  try {
    const people = await findPeople([ref]);
    return people.length > 0 ? people : [ref];
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return [ref];
    throw error;
  }
}
