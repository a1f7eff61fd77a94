import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createPlanAction } from './createPlan';
import type { PlanInput } from './toPlan';

const workspace = createMockDirectory();
beforeEach(() => workspace.clear());

const INPUT: PlanInput & { path?: string } = {
  name: 'lost-badge',
  title: 'Lost badge',
  owner: 'group:default/security',
  tasks: [
    { title: 'Block the badge', phase: 'containment' },
    { title: 'Block the badge', phase: 'containment' },
    { title: '1. Frag nach: wer?', phase: 'recovery' },
  ],
};

async function run(changes: Partial<typeof INPUT> = {}) {
  const output: Record<string, unknown> = {};
  await createPlanAction().handler({
    input: { ...INPUT, ...changes },
    logger: mockServices.logger.mock(),
    workspacePath: workspace.path,
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
  } as never);
  return output as { path: string; yaml: string };
}

describe('the action that writes a plan', () => {
  it('writes the file, gives each task an id of its own, and can be tried again', async () => {
    const { path, yaml } = await run({ path: 'plans/lost-badge.yaml' });
    expect(path).toBe('plans/lost-badge.yaml');
    expect(readFileSync(join(workspace.path, path), 'utf8')).toBe(yaml);
    expect(yaml.match(/- id: .*/g)).toEqual(
      expect.arrayContaining([
        '- id: block-the-badge',
        '- id: block-the-badge-2',
        '- id: task-1-frag-nach-wer',
      ]),
    );
    expect(await run({ path })).toMatchObject({ path, yaml });
  });

  it('does not overwrite what is in the workspace', async () => {
    writeFileSync(join(workspace.path, 'lost-badge.yaml'), 'kind: Component');
    await expect(run()).rejects.toThrow(
      'path: lost-badge.yaml exists in the workspace with other content',
    );
  });

  it.each([
    [{ path: '../elsewhere.yaml' }, /outside|not allowed|relative path/i],
    [{ name: '../x' }, /^name: must be/],
    [{ tasks: [] }, /spec\.phases/],
    [
      { tasks: [{ title: 'Look', phase: 'sometime' }] },
      /spec\.phases\[0\].*must be/,
    ],
    [
      { tasks: [{ title: 'Look', phase: 'triage', dueWithin: '4 hours' }] },
      /spec\.phases\[0\]\.tasks\[0\]\.due\.after: .*ISO-8601/,
    ],
    [{ spec: { colour: 'red' } }, /colour/],
    [{ classifications: ['rsit:nothing'] }, /rsit:nothing/],
  ])('refuses %j and says why', async (changes, message) => {
    await expect(run(changes)).rejects.toThrow(message);
  });

  it('takes fields of the spec in place of those made of the form', async () => {
    const { yaml } = await run({
      spec: { sla: { high: { contain: 'PT4H' } }, version: '2.0.0' },
    });
    expect(yaml).toContain('version: 2.0.0');
    expect(yaml).toContain('contain: PT4H');
  });
});
