/*
 * `yarn plan-schema`: writes the JSON Schema of response plans again after it has changed. A test compares the file.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getResponsePlanJsonSchema } from 'backstage-plugin-security-incidents-common';

writeFileSync(
  resolve(
    __dirname,
    '../plugins/catalog-backend-module-response-plans/schema/response-plan.v1alpha1.json',
  ),
  `${JSON.stringify(getResponsePlanJsonSchema(), null, 2)}\n`,
);
