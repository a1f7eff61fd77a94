import { createHash } from 'node:crypto';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';
import type { IncidentsService } from 'backstage-plugin-security-incidents-node';
import { stringify } from 'yaml';

/** Id of the action. */
export const REPORT_ACTION = 'security-incidents:incident:report';

const examples = [
  {
    description: 'Report a concern about a service',
    example: stringify({
      steps: [
        {
          id: 'report',
          name: 'Report the concern',
          action: REPORT_ACTION,
          input: {
            title: 'Key in a public repository',
            summary: 'The key of the card gateway is in the history.',
            entityRefs: ['component:default/payments-api'],
          },
        },
      ],
    }),
  },
  {
    description: 'Report something that nobody is sure about',
    example: stringify({
      steps: [
        {
          id: 'report',
          name: 'Report the concern',
          action: REPORT_ACTION,
          input: { title: 'Odd calls at night', entityRefs: [], unsure: true },
        },
      ],
    }),
  },
];

/** Reports a concern with the permissions of the person who runs the template. A retried step is recorded once. */
export function createReportAction(
  incidents: Pick<IncidentsService, 'createIncident'>,
) {
  return createTemplateAction({
    id: REPORT_ACTION,
    description:
      'Reports a security concern as a new incident, with the permissions of whoever runs the template. Owners and responders of the affected services are notified at once.',
    examples,
    schema: {
      input: {
        title: z => z.string().describe('What happened, in one line.'),
        summary: z =>
          z.string().describe('What was seen, where and when.').optional(),
        entityRefs: z =>
          z
            .array(z.string())
            .describe(
              'Full refs of the affected services, such as component:default/payments-api. Empty when the service is not known.',
            ),
        severity: z =>
          z
            .enum(SEVERITIES)
            .describe('Left out, the triage decides.')
            .optional(),
        unsure: z =>
          z
            .boolean()
            .describe('The reporter is not sure that it is an incident.')
            .optional(),
        occurredAt: z =>
          z
            .string()
            .describe('When it happened: ISO-8601 with Z or an offset.')
            .optional(),
      },
      output: {
        key: z =>
          z.string().describe('Key of the incident, such as SEC-2026-0001.'),
        path: z => z.string().describe('Path of its page in the portal.'),
      },
    },
    async handler(ctx) {
      const { title, summary, entityRefs, severity, unsure, occurredAt } =
        ctx.input;
      const request = {
        title,
        summary,
        severity,
        occurredAt,
        affected: entityRefs.map(entityRef => ({ entityRef })),
        ...(entityRefs.length === 0 && { unknownService: true }),
        detection: {
          method: 'staff-report' as const,
          ...(unsure !== undefined && {
            certainty: unsure ? ('unsure' as const) : ('certain' as const),
          }),
        },
      };
      // The same for each try of the step; with `each`, one for each report.
      const content = createHash('sha256')
        .update(JSON.stringify(request))
        .digest('hex');
      const { key } = await incidents.createIncident(request, {
        credentials: await ctx.getInitiatorCredentials(),
        idempotencyKey: `scaffolder:${ctx.task.id}:${content}`,
      });
      ctx.logger.info(`Reported ${key}`);
      ctx.output('key', key);
      ctx.output('path', `/security-incidents/${key}`);
    },
  });
}
