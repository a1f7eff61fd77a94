import {
  type CacaoFinding,
  type CacaoPlaybook,
  type CacaoStep,
  importCacaoPlaybook,
} from '../../index';
import { checkCacaoPlaybook } from '../structure';

/** `action:1` as an id of CACAO: the same number is the same step. */
export function toId(name: string): string {
  const [type, number] = name.split(':');
  return `${type}--00000000-0000-4000-8000-${number.padStart(12, '0')}`;
}

const POINTERS = [
  ...['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false'],
  ...['agent'],
];

/** A playbook of somebody else; steps name each other as `action:1`. */
export function makePlaybook(
  steps: Record<string, Partial<CacaoStep>>,
  more: Partial<CacaoPlaybook> = {},
): CacaoPlaybook {
  const workflow = Object.entries(steps).map(([name, fields]) => {
    const [type] = name.split(':');
    const step: Record<string, unknown> = { type, ...fields };
    if (type === 'action') step.agent ??= 'group:1';
    for (const key of POINTERS) {
      if (step[key]) step[key] = toId(step[key] as string);
    }
    if (fields.next_steps) step.next_steps = fields.next_steps.map(toId);
    if (fields.targets) step.targets = fields.targets.map(toId);
    if (fields.cases) {
      step.cases = Object.fromEntries(
        Object.entries(fields.cases).map(([key, to]) => [
          key,
          Array.isArray(to) ? to.map(toId) : toId(to),
        ]),
      );
    }
    return [toId(name), step as unknown as CacaoStep];
  });
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: toId('playbook:1'),
    name: 'Härten & prüfen',
    created_by: toId('identity:1'),
    created: '2026-11-25T09:00:00.000Z',
    modified: '2026-11-25T09:00:00.000Z',
    workflow_start: toId('start:0'),
    workflow: Object.fromEntries([
      [toId('start:0'), { type: 'start', on_completion: toId('action:1') }],
      [toId('end:0'), { type: 'end' }],
      ...workflow,
    ]),
    agent_definitions: {
      [toId('group:1')]: { type: 'group', name: 'Security team' },
      [toId('ssh:1')]: { type: 'ssh', name: 'Jump host' },
    },
    target_definitions: {
      [toId('net-address:1')]: { type: 'net-address', name: 'Firewall' },
    },
    ...more,
  };
}

export const manual = (command: string) => ({
  commands: [{ type: 'manual', command }],
});

export const action = (number: number, more: Partial<CacaoStep> = {}) => ({
  name: `Step ${number}`,
  ...manual(`Do ${number}.`),
  ...more,
});

export function importPlaybook(playbook: CacaoPlaybook) {
  expect(checkCacaoPlaybook(playbook)).toEqual([]);
  return importDraft(playbook);
}

/** Imports a playbook that the standard does not accept yet. */
export function importDraft(playbook: CacaoPlaybook) {
  const { plan, findings } = importCacaoPlaybook(playbook);
  const tasks = plan!.spec.phases.flatMap(phase => phase.tasks);
  return { plan: plan!, findings, tasks };
}

export const getFindings = (
  findings: CacaoFinding[],
  level: CacaoFinding['level'],
) => findings.filter(finding => finding.level === level);

/** Which task waits for which, and what its text starts with. */
export const outline = (playbook: CacaoPlaybook) =>
  importPlaybook(playbook).tasks.map(
    ({ title, dependsOn = [], instructions }) => [
      title,
      dependsOn.join(' '),
      instructions?.split('\n\n')[0],
    ],
  );
