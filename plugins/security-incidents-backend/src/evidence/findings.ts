import type { EvidenceCheckResult } from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';
import type { Finding } from '../verification/DatabaseFindings';
import type { EvidenceRecord } from './store/EvidenceStore';

/** What a check of the bytes found wrong. */
export function toFinding(
  { id: incidentId, key }: Pick<IncidentRecord, 'id' | 'key'>,
  { id, fileName }: Pick<EvidenceRecord, 'id' | 'fileName'>,
  status: Exclude<EvidenceCheckResult, 'ok'>,
): Finding {
  const what =
    status === 'missing'
      ? 'its bytes are gone'
      : 'its bytes are not what was recorded';
  return {
    subject: id,
    incidentId,
    status: `evidence-${status}`,
    message: `The evidence ${fileName} of ${key} does not verify: ${what}`,
  };
}
