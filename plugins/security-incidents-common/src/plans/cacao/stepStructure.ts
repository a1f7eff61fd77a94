import { isRecord, type Reader } from './reader';
import type { CacaoStepType } from './types';

/** Fields with the id of another step, and whether a step of the type must have them. */
const POINTERS = ['on_completion', 'on_success', 'on_failure'] as const;

function checkCommands(step: Reader): void {
  // Drafts have a name or a description only.
  if (!step.has('commands')) step.deviation('is missing', 'commands');
  for (const command of step.list('commands')) {
    const type = command.require('type', 'string');
    const texts = ['command', 'command_b64'].filter(
      key => command.optional(key, 'string') !== undefined,
    );
    command.optional('description', 'string');
    command.optional('playbook_activity', 'string');
    if (type === 'manual' && !texts.length) {
      command.error('needs command or command_b64');
    }
  }
}

function checkCases(step: Reader): void {
  const cases = step.get('cases');
  if (!isRecord(cases) || !Object.keys(cases).length) {
    step.error('must be an object with at least one case', 'cases');
    return;
  }
  for (const [name, target] of Object.entries(cases)) {
    const steps = Array.isArray(target) ? target : [target];
    if (!steps.length || !steps.every(id => typeof id === 'string')) {
      step.error('must name a step', `cases.${name}`);
    }
  }
}

/** One step, or a list of steps as version 1 of the standard had it. */
function checkBranch(step: Reader, key: string): void {
  const value = step.get(key);
  if (Array.isArray(value)) {
    step.deviation('should name one step', key);
    step.texts(key);
  } else {
    step.require(key, 'string');
  }
}

const CHECKS: Record<
  CacaoStepType,
  (step: Reader, agents: ReadonlySet<string>) => void
> = {
  start: step => {
    step.require('on_completion', 'string');
    for (const key of ['on_success', 'on_failure']) {
      if (step.has(key)) step.error('is not allowed on a start step', key);
    }
  },
  end: step => {
    for (const key of POINTERS) {
      if (step.has(key)) step.error('is not allowed on an end step', key);
    }
  },
  action: (step, agents) => {
    checkCommands(step);
    const agent = step.expect('agent', 'string');
    if (agent !== undefined && !agents.has(agent)) {
      step.error('is not among agent_definitions', 'agent');
    }
    step.texts('targets', { optional: true });
  },
  'playbook-action': step => {
    step.identifier('playbook_id', 'playbook');
  },
  parallel: step => {
    step.texts('next_steps');
  },
  'if-condition': step => {
    step.expect('condition', 'string');
    checkBranch(step, 'on_true');
    if (step.has('on_false')) checkBranch(step, 'on_false');
  },
  'while-condition': step => {
    step.expect('condition', 'string');
    checkBranch(step, 'on_true');
  },
  'switch-condition': step => {
    step.expect('switch', 'string');
    checkCases(step);
  },
};

function isStepType(type: string): type is CacaoStepType {
  return Object.prototype.hasOwnProperty.call(CHECKS, type);
}

/** What must be true of one step, apart from the steps that it names. */
export function checkStep(
  id: string,
  step: Reader,
  agents: ReadonlySet<string>,
): void {
  const type = step.require('type', 'string');
  if (type === undefined) return;
  if (!isStepType(type)) {
    step.error(`must be one of ${Object.keys(CHECKS).join(', ')}`, 'type');
    return;
  }
  step.isIdentifier(id, type);
  step.optional('name', 'string');
  step.optional('description', 'string');
  for (const key of POINTERS) step.optional(key, 'string');
  if (
    step.has('on_completion') &&
    (step.has('on_success') || step.has('on_failure'))
  ) {
    step.error('excludes on_success and on_failure', 'on_completion');
  }
  for (const key of ['delay', 'timeout']) {
    const value = step.optional(key, 'number');
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      step.error('must be a whole number of milliseconds', key);
    }
  }
  CHECKS[type](step, agents);
}

/** The ids of other steps in a step, each with the field it stands in. */
export function getStepReferences(step: Reader): Array<[string, string]> {
  const references: Array<[string, unknown]> = POINTERS.map(key => [
    key,
    step.get(key),
  ]);
  const addAll = (place: string, value: unknown) => {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    items.forEach((item, index) =>
      references.push([items.length > 1 ? `${place}[${index}]` : place, item]),
    );
  };
  addAll('on_true', step.get('on_true'));
  addAll('on_false', step.get('on_false'));
  if (step.get('type') === 'parallel') {
    addAll('next_steps', step.get('next_steps'));
  }
  if (step.get('type') === 'switch-condition') {
    Object.entries(step.get('cases') ?? {}).forEach(([name, value]) =>
      addAll(`cases.${name}`, value),
    );
  }
  return references.filter(
    (reference): reference is [string, string] =>
      typeof reference[1] === 'string',
  );
}
