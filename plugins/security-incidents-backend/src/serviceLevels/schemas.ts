import {
  type Escalation,
  ESCALATION_KINDS,
  type Escalations,
  MAJOR_STATES,
  type MajorIncidentStatus,
  type ServiceLevels,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { actor, count, entityRef, text, time } from '../http/fields';

const clockSchema = z.strictObject({
  clock: z.enum(['acknowledge', 'contain', 'resolve', 'updateEvery']),
  state: z.enum(['running', 'at-risk', 'breached', 'met']),
  startedAt: time,
  dueAt: time,
  atRiskAt: time.describe('From then on the clock is at risk.'),
  stoppedAt: time
    .optional()
    .describe('When the clock stopped; later than `dueAt` means `breached`.'),
  words: text.describe('The rule in words.'),
});

export const serviceLevelsSchema = component<ServiceLevels>()(
  'ServiceLevels',
  z.strictObject({
    source: z.enum(['plan', 'config']).describe('Where durations come from.'),
    planRef: entityRef.optional(),
    planTitle: text.optional(),
    clocks: z
      .array(clockSchema)
      .describe('Empty while the incident is dismissed or merged.'),
    pauseRule: text.describe('When clocks pause, in words.'),
  }),
);

export const majorStatusSchema = component<MajorIncidentStatus>()(
  'MajorIncidentStatus',
  z.strictObject({
    state: z.enum(MAJOR_STATES),
    at: time.optional().describe('Time of the proposal or the last decision.'),
    by: actor.optional().describe('Who decided. Absent for a proposal.'),
    reason: text.optional(),
    proposedBecause: z.array(text).describe('Why it is or was proposed.'),
  }),
);

const recipientSchema = z.strictObject({
  ref: text.describe('Entity ref, or `role:<id>` for a role nobody holds.'),
  told: z.boolean().describe('Whether the notification reached somebody.'),
  why: text.optional().describe('Why it did not.'),
});

export const escalationSchema = component<Escalation>()(
  'Escalation',
  z.strictObject({
    id: text,
    firedAt: time,
    kind: z.enum(ESCALATION_KINDS),
    reason: text,
    to: z.array(recipientSchema),
    by: actor.optional().describe('Who escalated. Absent when a rule did.'),
    deliveredAt: time
      .optional()
      .describe(
        'When the notifications were sent. Absent while delivery is retried, or when nobody can be notified.',
      ),
    failedBecause: text
      .optional()
      .describe(
        'Why delivery was given up, or that there is no channel to deliver through.',
      ),
    raisedToMajor: z.boolean().optional(),
    seq: count.describe('Its entry in the timeline.'),
  }),
);

export const escalationsSchema = component<Escalations>()(
  'Escalations',
  z.strictObject({
    items: z.array(escalationSchema).describe('Oldest first.'),
    next: z
      .strictObject({
        at: time,
        reason: text,
        to: z.array(recipientSchema).describe('As far as it is known now.'),
      })
      .optional()
      .describe('The next escalation unless somebody acts.'),
  }),
);

export const exampleEscalation: Escalation = {
  id: '0d0c8f0e-6a53-4a7e-9a44-2b8f5a1c2d3e',
  firedAt: '2026-11-25T12:00:12.000Z',
  kind: 'clock',
  reason:
    'Contain within 4 hours since it was recorded: overdue since 2026-11-25 12:00 UTC',
  to: [{ ref: 'group:default/team-payments', told: true }],
  deliveredAt: '2026-11-25T12:00:13.000Z',
  seq: 7,
};
