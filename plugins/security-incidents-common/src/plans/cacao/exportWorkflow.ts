import { Duration } from 'luxon';
import type { PlanPhase, PlanTask, ResponsePlan } from '../document';
import { toCacaoCondition } from './condition';
import type { CacaoStep, CacaoStepType, CacaoVariable } from './types';
import { uuidV5 } from './uuid';
import { CACAO_EXTENSION_ID, NOTIFICATION, WORK_BY_STATUS } from './vocabulary';

/** The tasks of a plan as a workflow, with its variables. */
export interface ExportedWorkflow {
  start: string;
  workflow: Record<string, CacaoStep>;
  variables: Record<string, CacaoVariable>;
}

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );

/** The extension of a task: everything but its title and instructions. */
function taskExtension(
  task: PlanTask,
  phase: PlanPhase,
  position: number,
): Record<string, unknown> {
  return present({
    task_key: task.id,
    phase: phase.id,
    position,
    role: task.role,
    due_offset: task.due?.after,
    due_anchor: task.due?.from,
    required: task.required,
    evidence_required: task.evidence?.required,
    evidence_kinds: task.evidence?.kinds,
    depends_on: task.dependsOn,
    parallel_with: task.parallelWith,
    severities: task.severities,
    when: task.when,
    obligation: task.obligation,
    links: task.links,
    instructions: task.instructions === undefined ? 'none' : undefined,
  });
}

/** The due offset in milliseconds, where it has a fixed length: months and years have none. */
function getTimeoutMs({ due }: PlanTask): number | undefined {
  if (!due) return undefined;
  const duration = Duration.fromISO(due.after);
  if (!duration.isValid || duration.years || duration.months) return undefined;
  const millis = duration.toMillis();
  return Number.isSafeInteger(millis) ? millis : undefined;
}

/** Groups of tasks that can be done at the same time, in the order of their dependencies. A cycle ends up in one group. */
function toLayers(tasks: readonly PlanTask[]): PlanTask[][] {
  const layers: PlanTask[][] = [];
  let open = [...tasks];
  while (open.length) {
    const waiting = new Set(open.map(({ id }) => id));
    const ready = open.filter(
      task => !task.dependsOn?.some(id => id !== task.id && waiting.has(id)),
    );
    const layer = ready.length ? ready : open;
    layers.push(layer);
    open = open.filter(task => !layer.includes(task));
  }
  return layers;
}

export class WorkflowWriter {
  private readonly workflow = new Map<string, CacaoStep>();
  private readonly variables = new Map<string, CacaoVariable>();
  private position = 0;

  constructor(
    private readonly planRef: string,
    private readonly getAgentId: (role: string | undefined) => string,
  ) {}

  write(plan: ResponsePlan): ExportedWorkflow {
    const start = this.add('start', { type: 'start' });
    const stages = plan.spec.phases.flatMap(phase => this.addPhase(phase));
    const end = this.add('end', { type: 'end' });
    [start, ...stages].forEach((id, index) => {
      this.workflow.get(id)!.on_completion = stages.at(index) ?? end;
    });
    return {
      start,
      workflow: Object.fromEntries(this.workflow),
      variables: Object.fromEntries(this.variables),
    };
  }

  /** The steps of a phase that follow one another. */
  private addPhase(phase: PlanPhase): string[] {
    const before = this.position;
    this.position += phase.tasks.length;
    return toLayers(phase.tasks).map((layer, index) => {
      const entries = layer.map(task =>
        this.addTask(task, phase, before + phase.tasks.indexOf(task) + 1),
      );
      return entries.length === 1
        ? entries[0]
        : this.addParallel(phase, index, entries);
    });
  }

  /** Ids are made of names, so that a changed plan keeps the ids of its unchanged parts. */
  private add(name: string, step: CacaoStep): string {
    const toId = (times: number) =>
      `${step.type satisfies CacaoStepType}--${uuidV5(
        [this.planRef, step.type, name, ...(times ? [times] : [])].join('#'),
      )}`;
    let times = 0;
    while (this.workflow.has(toId(times))) times += 1;
    this.workflow.set(toId(times), step);
    return toId(times);
  }

  private addParallel(
    phase: PlanPhase,
    index: number,
    entries: string[],
  ): string {
    return this.add(`${phase.id}/${index}`, {
      type: 'parallel',
      name: phase.title ?? phase.id,
      next_steps: entries,
      step_extensions: { [CACAO_EXTENSION_ID]: { phase: phase.id } },
    });
  }

  private addTask(task: PlanTask, phase: PlanPhase, position: number): string {
    const { activity } = task.obligation
      ? NOTIFICATION
      : WORK_BY_STATUS[phase.maps];
    const timeout = getTimeoutMs(task);
    const action = this.add(task.id, {
      type: 'action',
      name: task.title,
      ...(timeout === undefined ? {} : { timeout }),
      agent: this.getAgentId(task.role),
      commands: [
        {
          type: 'manual',
          command: task.instructions ?? task.title,
          playbook_activity: activity,
        },
      ],
      step_extensions: {
        [CACAO_EXTENSION_ID]: taskExtension(task, phase, position),
      },
    });
    const condition = toCacaoCondition(task);
    if (!condition) return action;
    for (const [name, variable] of Object.entries(condition.variables)) {
      this.variables.set(name, variable);
    }
    return this.add(task.id, {
      type: 'if-condition',
      name: `Applies: ${task.title}`,
      condition: condition.condition,
      on_true: action,
      step_extensions: { [CACAO_EXTENSION_ID]: { phase: phase.id } },
    });
  }
}
