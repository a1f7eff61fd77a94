import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkResponsePlan,
  formatPlanFinding,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { stringify } from 'yaml';
import { toPlan } from './toPlan';

/** Id of the action. */
export const PLAN_ACTION = 'security-incidents:plan:create';

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

const examples = [
  {
    description: 'Write a plan from the answers of a form',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Write the plan',
          action: PLAN_ACTION,
          input: {
            name: 'lost-badge',
            title: 'Lost badge',
            owner: 'group:default/security',
            classifications: ['rsit:information-content-security'],
            tasks: [
              {
                title: 'Block the badge',
                phase: 'containment',
                dueWithin: 'PT1H',
                required: true,
              },
            ],
          },
        },
      ],
    }),
  },
  {
    description: 'Write a plan with fields of its own',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Write the plan',
          action: PLAN_ACTION,
          input: {
            name: 'lost-badge',
            title: 'Lost badge',
            owner: 'group:default/security',
            path: 'plans/lost-badge.yaml',
            tasks: [{ title: 'Block the badge', phase: 'containment' }],
            spec: { sla: { high: { contain: 'PT4H' } } },
          },
        },
      ],
    }),
  },
];

/** Writes the YAML of a response plan into the workspace. The plan is a draft: it is selected once somebody approved it. */
export function createPlanAction() {
  return createTemplateAction({
    id: PLAN_ACTION,
    description:
      'Writes a response plan as the YAML of a catalog entity into the workspace, as a draft. It is checked by the schema of plans; publish it as a pull request for review.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name in the catalog.'),
        namespace: z => z.string().describe('Namespace.').optional(),
        title: z => z.string().describe('What people call the plan.'),
        description: z => z.string().describe('When it is used.').optional(),
        owner: z =>
          z
            .string()
            .describe('Who owns the plan, such as group:default/security.'),
        version: z => z.string().describe('0.1.0 unless stated.').optional(),
        classifications: z =>
          z
            .array(z.string())
            .describe(
              'Kinds of incidents that it is for, such as rsit:fraud. All unless stated.',
            )
            .optional(),
        severities: z =>
          z
            .array(z.enum(SEVERITIES))
            .describe('Severities that it is for. All unless stated.')
            .optional(),
        entities: z =>
          z
            .array(z.string())
            .describe(
              'Services, systems or domains that it is for. All unless stated.',
            )
            .optional(),
        commander: z =>
          z
            .string()
            .describe('Who leads; the owner of the plan unless stated.')
            .optional(),
        tasks: z =>
          z
            .array(
              z.object({
                title: z.string(),
                phase: z
                  .string()
                  .describe(
                    'triage, containment, eradication, recovery or resolved.',
                  ),
                dueWithin: z
                  .string()
                  .describe('ISO-8601, from the start of the phase: PT4H.')
                  .optional(),
                required: z.boolean().optional(),
                instructions: z.string().optional(),
              }),
            )
            .max(100)
            .describe('What is to be done, in order.')
            .optional(),
        spec: z =>
          z
            .record(z.any())
            .describe('Fields of the spec that replace those made of the rest.')
            .optional(),
        path: z =>
          z
            .string()
            .describe('File in the workspace; <name>.yaml unless stated.')
            .optional(),
      },
      output: {
        path: z => z.string().describe('Path of the file in the workspace.'),
        yaml: z => z.string().describe('The plan as YAML.'),
        entityRef: z => z.string().describe('Full ref of the plan.'),
        findings: z =>
          z
            .array(z.string())
            .describe('What to look at before somebody approves it.'),
      },
    },
    async handler(ctx) {
      const { input, logger, workspacePath } = ctx;
      if (!NAME.test(input.name)) {
        throw new InputError(
          'name: must be at most 63 lower-case letters, digits, dots, dashes and underscores, starting with a letter or digit',
        );
      }
      const document = toPlan(input);
      const { findings } = checkResponsePlan(document);
      const errors = findings.filter(({ level }) => level === 'error');
      if (errors.length > 0) {
        throw new InputError(
          `The plan is not valid. ${errors.map(formatPlanFinding).join('; ')}`,
        );
      }
      const path = input.path ?? `${input.name}.yaml`;
      const file = resolveSafeChildPath(workspacePath, path);
      const yaml = stringify(document);
      // A step that is tried again finds what it wrote.
      if (existsSync(file) && (await readFile(file, 'utf8')) !== yaml) {
        throw new ConflictError(
          `path: ${path} exists in the workspace with other content`,
        );
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, yaml);
      const remarks = findings.map(formatPlanFinding);
      for (const remark of remarks) logger.warn(remark);
      logger.info(`Wrote ${path}`);
      ctx.output('path', path);
      ctx.output('yaml', yaml);
      ctx.output(
        'entityRef',
        `responseplan:${input.namespace ?? 'default'}/${input.name}`,
      );
      ctx.output('findings', remarks);
    },
  });
}
