import type { Severity } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
} from 'backstage-plugin-security-incidents-node/alpha';
import { z } from 'zod';
import { parseOptions } from './options';
import {
  getList,
  getText,
  getTime,
  getValue,
  ignored,
  isRecord,
  isTestEvent,
  type JsonRecord,
  single,
  toDetection,
  toTestBody,
  unmapped,
} from './read';
import {
  accept,
  getHeader,
  hmac,
  matchesHmac,
  readSignatures,
  refuse,
} from './signatures';

const SIGNATURE_HEADER = 'x-pagerduty-signature';
const DELIVERY_HEADER = 'x-webhook-id';

const names = z.array(z.string().min(1).max(100)).min(1).max(200);
const optionsSchema = z
  .strictObject({
    all: z.literal(true).optional(),
    services: names.optional(),
    priorities: names.optional(),
    customFields: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(100),
          value: z.string().min(1).max(200),
        }),
      )
      .min(1)
      .max(20)
      .optional(),
  })
  .refine(
    ({ all, services, priorities, customFields }) =>
      all || services || priorities || customFields,
    'say which incidents are about security by services, priorities or customFields, or set all to true',
  );
type PagerDutyOptions = z.infer<typeof optionsSchema>;

/** Events that change what the detection says. The others are about people and notes. */
const STATE_BY_EVENT: Readonly<Record<string, 'firing' | 'resolved'>> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.escalated': 'firing',
  'incident.priority_updated': 'firing',
  'incident.resolved': 'resolved',
};

const SEVERITY_BY_LEVEL: Readonly<Record<string, Severity>> = {
  '1': 'critical',
  '2': 'high',
  '3': 'medium',
  '4': 'low',
  '5': 'informational',
};
const PRIORITY_NAME = /^(?:p|sev-?) ?([1-5])$/i;

function toSeverity(priority: string | undefined, urgency: string | undefined) {
  const level = PRIORITY_NAME.exec(priority ?? '')?.[1];
  if (level !== undefined) return SEVERITY_BY_LEVEL[level];
  if (urgency === 'high') return 'high' as const;
  return urgency === 'low' ? ('low' as const) : undefined;
}

function isAllowed(incident: JsonRecord, options: PagerDutyOptions): boolean {
  const { all, services, priorities, customFields } = options;
  const service = getText(incident, 'service', 'id');
  const priority = getText(incident, 'priority', 'summary');
  return (
    all === true ||
    (service !== undefined && services?.includes(service) === true) ||
    (priority !== undefined && priorities?.includes(priority) === true) ||
    customFields?.some(({ name, value }) =>
      getList(incident, 'custom_fields')
        .slice(0, 50)
        .some(
          field =>
            getText(field, 'name') === name &&
            getText(field, 'value') === value,
        ),
    ) === true
  );
}

function mapIncident(
  state: 'firing' | 'resolved',
  payload: unknown,
  delivery: DetectionDelivery,
  options: PagerDutyOptions,
): DetectionMapping {
  const incident = getValue(payload, 'event', 'data');
  const id = getText(incident, 'id');
  const occurredAt = getTime(payload, 'event', 'occurred_at');
  if (!isRecord(incident) || !id || !occurredAt) {
    return unmapped('An incident without id, or an event without occurred_at');
  }
  const isTest = isTestEvent(payload);
  if (!isTest && !isAllowed(incident, options)) {
    return ignored('The incident is not about security by the options');
  }
  const priority = getText(incident, 'priority', 'summary');
  const urgency = getText(incident, 'urgency');
  const serviceId = getText(incident, 'service', 'id');
  return single(
    toDetection(
      {
        externalKey: id,
        fingerprintBasis: 'id of the incident',
        titles: [getText(incident, 'title'), `PagerDuty incident ${id}`],
        severity: toSeverity(priority, urgency),
        statedSeverity: priority ?? (urgency && `urgency ${urgency}`),
        ruleId: serviceId,
        ruleName: getText(incident, 'service', 'summary'),
        sourceState: state,
        occurredAt: getTime(incident, 'created_at'),
        // Events can arrive in another order.
        lastSeenAt: occurredAt,
        url: getText(incident, 'html_url'),
        labels: [
          ['pagerdutyServiceId', serviceId],
          ['pagerdutyService', getText(incident, 'service', 'summary')],
          ['team', getText(incident, 'teams', 0, 'summary')],
          ['number', getText(incident, 'number')],
          ['incidentKey', getText(incident, 'incident_key')],
          ['status', getText(incident, 'status')],
          ['assignee', getText(incident, 'assignees', 0, 'summary')],
          ['resolveReason', getText(incident, 'resolve_reason', 'type')],
        ],
        isTest: isTest || undefined,
      },
      delivery,
    ),
  );
}

/** PagerDuty, webhooks of version 3. */
export const pagerduty: DetectionSource<PagerDutyOptions> = {
  type: 'pagerduty',
  title: 'PagerDuty',
  proof: 'HMAC-SHA256 in X-PagerDuty-Signature',
  readOptions: options => parseOptions(optionsSchema, options),
  verify(delivery, secrets) {
    const header = getHeader(delivery, SIGNATURE_HEADER);
    if (!header) return refuse('no-signature');
    return matchesHmac(readSignatures(header, 'v1='), secrets, delivery.body)
      ? accept('hmac-sha256', getHeader(delivery, DELIVERY_HEADER))
      : refuse('bad-signature');
  },
  map(payload, delivery, options) {
    const event = getText(payload, 'event', 'event_type');
    if (event === undefined) return unmapped('Not an event of PagerDuty');
    return Object.hasOwn(STATE_BY_EVENT, event)
      ? mapIncident(STATE_BY_EVENT[event], payload, delivery, options)
      : ignored(`Event ${event} changes no finding`);
  },
  createTestEvent(secret, nowMs) {
    const at = new Date(nowMs).toISOString();
    const body = toTestBody({
      event: {
        id: `test-${nowMs}`,
        event_type: 'incident.triggered',
        resource_type: 'incident',
        occurred_at: at,
        data: {
          id: `TEST${nowMs}`,
          type: 'incident',
          status: 'triggered',
          created_at: at,
          title: 'Test event',
          urgency: 'low',
        },
      },
    });
    return {
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: `v1=${hmac(secret, body).toString('hex')}`,
        [DELIVERY_HEADER]: `test-${nowMs}`,
      },
      body,
    };
  },
};
