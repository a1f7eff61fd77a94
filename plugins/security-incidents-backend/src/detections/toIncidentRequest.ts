import { InputError } from '@backstage/errors';
import type {
  ParsedCreateIncident,
  ParsedPromoteDetection,
} from 'backstage-plugin-security-incidents-common';
import type { DetectionRecord } from './store/records';

/**
 * The report of an incident from a detection.
 *
 * @param request - what the detection says otherwise
 * @throws InputError when neither of them names a service, and nobody said that it is unknown
 */
export function toIncidentRequest(
  detection: DetectionRecord,
  request: ParsedPromoteDetection = {},
): ParsedCreateIncident {
  const entityRef = request.entityRef ?? detection.entityRef;
  if (entityRef === undefined && request.unknownService !== true) {
    throw new InputError(
      'entityRef: is required, since no service was found; or set unknownService',
    );
  }
  const { firstSeenAt, occurredAt } = detection;
  const incidentClass = request.class ?? detection.class;
  return {
    title: request.title ?? detection.title,
    ...(detection.description && { summary: detection.description }),
    severity: request.severity ?? detection.severity,
    ...(incidentClass && { classification: { class: incidentClass } }),
    affected: entityRef === undefined ? [] : [{ entityRef }],
    ...(entityRef === undefined && { unknownService: true }),
    detection: { method: 'monitoring' },
    detectedAt: firstSeenAt,
    ...(occurredAt && occurredAt <= firstSeenAt && { occurredAt }),
  };
}
