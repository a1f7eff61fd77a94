import type {
  EntityWatch,
  IncidentDetections,
  WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import { detection, details, minutesAgo, proposal } from './detections';

/** A source that watches a service. */
export function watching(
  sourceId: string,
  title: string,
  changes: Partial<WatchingSource> = {},
): WatchingSource {
  return {
    sourceId,
    title,
    state: 'healthy',
    lastEventAt: minutesAgo(6),
    way: 'repository',
    value: 'acme/payments-api',
    detections: 8,
    real: 6,
    ...changes,
  };
}

/** Who would report a problem of a service, and what waits. */
export function entityWatch(changes: Partial<EntityWatch> = {}): EntityWatch {
  return {
    entityRef: 'component:default/payments-api',
    sources: [
      watching('github', 'GitHub'),
      watching('guardduty', 'GuardDuty', {
        way: 'cloud',
        value: 'service=payments-api',
        detections: 3,
        real: 2,
      }),
      watching('falco', 'Falco', {
        way: 'kubernetes',
        value: 'payments/payments-api',
        state: 'silent',
        stateSince: minutesAgo(32 * 60),
        lastEventAt: minutesAgo(56 * 60),
        detections: 2,
        real: 1,
      }),
    ],
    missing: [
      {
        sourceId: 'wazuh',
        title: 'Wazuh',
        remedy: 'Add a pattern for the label host.',
      },
    ],
    waiting: [
      detection('d2', 'Instance credentials used from outside AWS', {
        proposal,
      }),
      detection('d4', 'Refund volume 6 times the usual', {
        severity: 'medium',
        sourceId: 'alertmanager',
        count: 5,
      }),
    ],
    ...changes,
  };
}

/** The detections of an incident. */
export function incidentDetections(
  changes: Partial<IncidentDetections> = {},
): IncidentDetections {
  return {
    attached: [
      details(
        detection('a1', 'Payment gateway key, still valid', {
          sourceId: 'github',
          status: 'promoted',
          count: 3,
          decision: { at: minutesAgo(100), by: 'user:default/ada' },
        }),
      ),
      details(
        detection('a2', 'Calls with the key from an unknown network', {
          sourceId: 'guardduty',
          severity: 'medium',
          status: 'attached',
          sourceState: 'resolved',
          count: 4,
          decision: {
            at: minutesAgo(90),
            rule: { id: 'r1', name: 'Repeat of something open' },
          },
        }),
        { resolvedAt: minutesAgo(50) },
      ),
    ],
    proposed: [
      detection('d2', 'Instance credentials used from outside AWS', {
        proposal,
      }),
    ],
    withheld: 0,
    sources: [
      watching('github', 'GitHub'),
      watching('falco', 'Falco', { state: 'silent' }),
    ],
    sourceTitles: { github: 'GitHub', guardduty: 'Amazon GuardDuty' },
    ...changes,
  };
}
