import {
  type TimelineVerification,
  verifyChain,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';
import type { IncidentsReader } from './store/IncidentsStore';
import type { IncidentRecord } from './store/records';

/**
 * Recomputes the whole chain of an incident, however long it is.
 *
 * @param find - reads the incident again, as it is at the time of the call
 */
export async function verifyTimeline(
  reader: IncidentsReader,
  incident: IncidentRecord,
  find: () => Promise<IncidentRecord>,
  now: Date,
): Promise<TimelineVerification> {
  const entries = await reader.getTimeline(incident);
  // Read again: an entry that was appended in between is no forgery.
  const { chainLength, chainHead } = await find();
  const isSame = chainLength === incident.chainLength;
  const chain = `incident/${incident.key}`;
  const result = verifyChain(
    entries,
    { chain, ...(isSame && { length: chainLength, headHash: chainHead }) },
    sha256Hex,
  );
  return { ...result, chain, checkedAt: now.toISOString() };
}
