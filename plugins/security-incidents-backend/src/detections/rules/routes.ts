import {
  createDetectionRuleSchema,
  createMappingPatternSchema,
  createSuppressionSchema,
  detectionConfigurePermission,
  detectionReadPermission,
  type DetectionRule,
  type DetectionSuppression,
  detectionTriagePermission,
  type MappingPattern,
  tryPayloadSchema,
  updateDetectionRuleSchema,
  updateMappingPatternSchema,
  updateSuppressionSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, json } from '../../http/answers';
import { jsonBody } from '../../http/body';
import { pathText } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import type { RequestContext } from '../../kernel/contexts';
import type { DetectionRulesService } from './DetectionRulesService';
import {
  patternSchema,
  removedSchema,
  rulesSchema,
  ruleSchema,
  suppressionSchema,
  tryResultSchema,
} from './schemas';

const tag = 'detection rules';
const permissions = [detectionReadPermission, detectionConfigurePermission];
const params = z.strictObject({ id: pathText.describe('Id.') });
const errors = { 409: 'The version in `If-Match` is stale.' };
const ID = '0b1a6f0e-52c1-4f6e-8a53-1f1f6d7c0a11';
const AT = '2026-11-30T10:08:00.000Z';
const PRIYA = 'user:default/priya';

const condition = { sourceIds: ['falco'], severities: ['low' as const] };
const exampleRule: DetectionRule = {
  id: ID,
  name: 'Low findings of Falco',
  isConfigured: false,
  position: 1,
  isEnabled: true,
  condition,
  action: 'ignore',
  effect: { count: 12, undone: 0, followed: 0 },
  updatedBy: PRIYA,
  updatedAt: AT,
  version: 1,
};
const exampleSuppression: DetectionSuppression = {
  id: ID,
  name: 'Load test',
  condition,
  reason: 'The team tests until Friday',
  createdBy: PRIYA,
  createdAt: AT,
  endsAt: '2026-12-04T18:00:00.000Z',
  isEnded: false,
  heldBack: 4,
  sinceEnd: 0,
  version: 1,
};
const examplePattern: MappingPattern = {
  id: ID,
  name: 'Hosts by name',
  isConfigured: false,
  position: 1,
  label: 'host',
  pattern: '([a-z-]+)-\\d+\\.internal',
  entityRef: 'component:default/$1',
  updatedBy: PRIYA,
  updatedAt: AT,
  version: 1,
};
const pattern = { description: 'The pattern.', example: examplePattern };
const rule = { description: 'The rule.', example: exampleRule };
const suppression = {
  description: 'The suppression.',
  example: exampleSuppression,
};
const removed = { description: 'What was removed.', example: { id: ID } };

function createSuppressionRoutes(
  service: DetectionRulesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/detection-suppressions',
      id: 'createDetectionSuppression',
      tag,
      summary: 'Hold back detections until a time',
      permissions,
      body: jsonBody(createSuppressionSchema, {
        example: {
          name: 'Load test',
          condition,
          reason: 'The team tests until Friday',
          endsAt: '2026-12-04T18:00:00.000Z',
        },
      }),
      answer: created(suppressionSchema, suppression),
      handle: ({ body, context }) => service.createSuppression(body, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/detection-suppressions/:id',
      id: 'updateDetectionSuppression',
      tag,
      summary: 'Move the end of a suppression',
      permissions,
      takesVersion: true,
      params,
      body: jsonBody(updateSuppressionSchema, {
        example: {
          reason: 'The test takes longer',
          endsAt: '2026-12-05T18:00:00.000Z',
        },
      }),
      answer: json(suppressionSchema, suppression),
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.updateSuppression(id, body, context.ifMatch, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/detection-suppressions/:id',
      id: 'endDetectionSuppression',
      tag,
      summary: 'End a suppression now',
      permissions,
      params,
      answer: json(suppressionSchema, suppression),
      handle: ({ params: { id }, context }) =>
        service.endSuppression(id, context),
    }),
  ];
}

function createRuleRoutes(
  service: DetectionRulesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/detection-rules',
      id: 'createDetectionRule',
      tag,
      summary: 'Add a rule behind the others',
      permissions,
      body: jsonBody(createDetectionRuleSchema, {
        example: {
          name: 'Low findings of Falco',
          condition,
          action: 'ignore',
        },
      }),
      answer: created(ruleSchema, rule),
      handle: ({ body, context }) => service.createRule(body, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/detection-rules/:id',
      id: 'updateDetectionRule',
      tag,
      summary: 'Change or move a rule',
      description: 'It counts for detections that are new from then on.',
      permissions,
      takesVersion: true,
      params,
      body: jsonBody(updateDetectionRuleSchema, { example: { position: 1 } }),
      answer: json(ruleSchema, rule),
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.updateRule(id, body, context.ifMatch, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/detection-rules/:id',
      id: 'deleteDetectionRule',
      tag,
      summary: 'Remove a rule',
      permissions,
      params,
      answer: json(removedSchema, removed),
      handle: ({ params: { id }, context }) => service.deleteRule(id, context),
    }),
  ];
}

function createPatternRoutes(
  service: DetectionRulesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/detection-patterns',
      id: 'createMappingPattern',
      tag,
      summary: 'Add a pattern behind the others',
      description:
        'It finds the service of detections that are new from then on.',
      permissions,
      body: jsonBody(createMappingPatternSchema, {
        example: {
          name: 'Hosts by name',
          label: 'host',
          pattern: '([a-z-]+)-\\d+\\.internal',
          entityRef: 'component:default/$1',
        },
      }),
      answer: created(patternSchema, pattern),
      handle: ({ body, context }) => service.createPattern(body, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/detection-patterns/:id',
      id: 'updateMappingPattern',
      tag,
      summary: 'Change or move a pattern',
      permissions,
      takesVersion: true,
      params,
      body: jsonBody(updateMappingPatternSchema, { example: { position: 1 } }),
      answer: json(patternSchema, pattern),
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.updatePattern(id, body, context.ifMatch, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/detection-patterns/:id',
      id: 'deleteDetectionPattern',
      tag,
      summary: 'Remove a pattern',
      permissions,
      params,
      answer: json(removedSchema, removed),
      handle: ({ params: { id }, context }) =>
        service.deletePattern(id, context),
    }),
  ];
}

/** Rules, suppressions and patterns, and what would happen with a payload. */
export function createDetectionRuleRoutes(
  service: DetectionRulesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/detection-rules',
      id: 'getDetectionRules',
      tag,
      summary: 'Get rules, suppressions and patterns with their effect',
      description:
        'Counts are of the last 30 days, and of detections that the caller may see. What names a hidden service is left out.',
      permissions: [detectionReadPermission, detectionTriagePermission],
      answer: json(rulesSchema, {
        description: 'Everything that decides about new detections.',
        example: {
          flow: {
            total: 12,
            inbox: 0,
            suggested: 0,
            attached: 0,
            created: 0,
            ignored: 12,
            suppressed: 0,
            unmapped: 0,
          },
          ways: [{ way: 'label', count: 12 }],
          patterns: [],
          suppressions: [exampleSuppression],
          rules: [exampleRule],
          changes: [],
          mayChange: true,
        },
      }),
      handle: ({ context }) => service.get(context),
    }),
    defineRoute({
      method: 'post',
      path: '/detection-rules/try',
      id: 'tryDetectionPayload',
      tag,
      summary: 'Explain what would happen with a payload',
      description: 'Nothing is stored.',
      permissions,
      body: jsonBody(tryPayloadSchema, {
        limitKilobytes: 600,
        example: { sourceId: 'falco', payload: '{"rule":"Shell"}' },
      }),
      answer: json(tryResultSchema, {
        description: 'Each step, with what was tried and why it did not fit.',
        example: {
          conclusion: 'It would wait in the inbox.',
          steps: [
            {
              step: 'read',
              ok: true,
              text: 'Shell in a container',
              tried: [],
            },
          ],
          payload: '{"rule":"Shell"}',
          redactions: 0,
        },
      }),
      handle: ({ body, context }) => service.tryPayload(body, context),
    }),
    ...createRuleRoutes(service),
    ...createPatternRoutes(service),
    ...createSuppressionRoutes(service),
  ];
}
