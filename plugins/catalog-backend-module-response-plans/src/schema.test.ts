import Ajv from 'ajv';
import { getResponsePlanJsonSchema } from 'backstage-plugin-security-incidents-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '..');
const schema = JSON.parse(
  readFileSync(join(root, 'schema/response-plan.v1alpha1.json'), 'utf8'),
);
const plans = readdirSync(join(root, 'plans')).map(file => ({
  file,
  plan: parse(readFileSync(join(root, 'plans', file), 'utf8')),
}));

describe('the schema for editors', () => {
  const validate = new Ajv({
    allErrors: true,
    validateFormats: false,
  }).compile(schema);
  const findProblems = (plan: unknown) => {
    validate(plan);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    );
  };

  it('is the one that plans are checked by; `yarn plan-schema` writes it again', () => {
    expect(schema).toEqual(getResponsePlanJsonSchema());
  });

  it.each(plans)('takes $file', ({ plan }) => {
    expect(findProblems(plan)).toEqual([]);
  });

  it('points at what it does not know and at what is missing', () => {
    const [{ plan }] = plans;
    const { roles: _roles, ...rest } = plan.spec;
    expect(findProblems({ ...plan, spec: { ...rest, rolls: [] } })).toEqual([
      "/spec must have required property 'roles'",
      '/spec must NOT have additional properties',
    ]);
    expect(findProblems({ ...plan, kind: 'Plan' })).toEqual([
      '/kind must be equal to constant',
    ]);
  });
});
