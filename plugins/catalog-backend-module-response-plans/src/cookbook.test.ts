import {
  checkResponsePlan,
  type ResponsePlanDocument,
} from 'backstage-plugin-security-incidents-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const text = readFileSync(
  resolve(__dirname, '../../../docs/plans-cookbook.md'),
  'utf8',
);
const [smallest, ...parts] = text
  .split('```yaml\n')
  .slice(1)
  .map(block => block.slice(0, block.indexOf('```')));

/** The smallest plan with one part of the page added. */
function addTo(plan: string, part: string): ResponsePlanDocument {
  const document = parse(plan);
  const { spec, tasks } = parse(part);
  Object.assign(document.spec, spec);
  if (spec?.roles) document.spec.roles.push(...parse(plan).spec.roles);
  if (tasks) {
    document.spec.roles.push({ id: 'service-owner', title: 'Owner' });
    document.spec.phases[0].tasks.push(...tasks);
  }
  return document;
}

const findErrors = (document: ResponsePlanDocument) => {
  const { plan, findings } = checkResponsePlan(document, {
    now: new Date('2026-05-05T10:00:00Z'),
  });
  expect(plan).toBeDefined();
  return findings.filter(({ level }) => level === 'error');
};

describe('the plans cookbook', () => {
  it('begins with a plan that is valid', () => {
    expect(findErrors(parse(smallest))).toEqual([]);
  });

  it('has parts that can be added to it', () => {
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      expect({ part, errors: findErrors(addTo(smallest, part)) }).toEqual({
        part,
        errors: [],
      });
    }
  });
});
