import { z } from 'zod';
import { responsePlanSpecSchema } from './document';
import { RESPONSE_PLAN_API_VERSION, RESPONSE_PLAN_KIND } from './kind';

/**
 * JSON Schema (draft-07) of a response plan, for editors. References between the parts of a plan are checked by the catalog
 * only.
 *
 * @public
 */
export function getResponsePlanJsonSchema(): Record<string, unknown> {
  const { $schema, ...spec } = z.toJSONSchema(responsePlanSpecSchema, {
    io: 'input',
    target: 'draft-7',
  });
  return {
    $schema,
    title: 'Response plan for security incidents',
    type: 'object',
    properties: {
      apiVersion: { const: RESPONSE_PLAN_API_VERSION },
      kind: { const: RESPONSE_PLAN_KIND },
      // As the catalog has it for every kind.
      metadata: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 63 },
          namespace: { type: 'string', minLength: 1, maxLength: 63 },
          title: { type: 'string', minLength: 1 },
          description: { type: 'string' },
          annotations: {
            type: 'object',
            additionalProperties: { type: 'string' },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          tags: { type: 'array', items: { type: 'string' } },
        },
        required: ['name'],
      },
      spec,
    },
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
  };
}
