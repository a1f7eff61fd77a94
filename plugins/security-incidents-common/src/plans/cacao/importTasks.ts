import type { PlanPhase, PlanTask } from '../document';
import { toDueOffset, toTaskText } from './instructions';
import { IdMaker } from './ids';
import type { RoleReader } from './importRoles';
import { readTaskExtension, type TaskExtension } from './taskExtension';
import type { FindingLog } from './findings';
import type { CacaoAgent, CacaoPlaybook, CacaoStep } from './types';
import type { WalkedStep } from './walk';
import {
  PHASE_BY_ACTIVITY,
  PHASE_BY_NAME,
  PHASE_BY_TYPE,
  type PhaseKind,
  type PlaybookType,
} from './vocabulary';

const MAX_TASKS_OF_PHASE = 100;

/** A phase without its tasks, as our extension carries it. */
export type PhaseFrame = Omit<PlanPhase, 'tasks'>;

interface ImportedTask {
  task: PlanTask;
  phase: string;
  position: number;
}

interface Context {
  playbook: CacaoPlaybook;
  /** Phases of a plan of ours; absent for a playbook of somebody else. */
  frames?: PhaseFrame[];
  roles: RoleReader;
  findings: FindingLog;
}

/** The phase of a step without our extension. */
function findPhaseKind(
  { step }: WalkedStep,
  playbook: CacaoPlaybook,
  previous: PhaseKind | undefined,
): PhaseKind {
  const activities = (step.commands ?? []).flatMap(
    ({ playbook_activity: activity }) => activity ?? [],
  );
  const [byActivity] = activities.flatMap(
    activity => PHASE_BY_ACTIVITY.get(activity) ?? [],
  );
  const type = playbook.playbook_types?.[0] as PlaybookType | undefined;
  return byActivity ?? previous ?? PHASE_BY_TYPE[type ?? 'investigation'];
}

function isRepeatedTitle(step: CacaoStep): boolean {
  const [command, ...others] = step.commands ?? [];
  return (
    others.length === 0 &&
    command?.type === 'manual' &&
    command.command === step.name
  );
}

/** Makes the tasks of a plan from the steps of a playbook. */
export class TaskImport {
  private readonly taskIds = new IdMaker('task');
  private readonly phaseIds = new IdMaker('phase');
  private readonly idOfStep = new Map<string, string>();
  private readonly frames: PhaseFrame[];
  private readonly tasks: ImportedTask[] = [];
  private readonly targets: ReadonlyMap<string, CacaoAgent>;
  private kind: PhaseKind | undefined;

  constructor(private readonly context: Context) {
    this.targets = new Map(
      Object.entries(context.playbook.target_definitions ?? {}),
    );
    this.frames = [...(context.frames ?? [])];
  }

  run(steps: readonly WalkedStep[]): PlanPhase[] {
    const extensions = new Map<string, TaskExtension>();
    for (const { stepId, step } of steps) {
      const { extension, problem } = readTaskExtension(step);
      if (problem) {
        this.context.findings.push({
          level: 'error',
          path: `workflow.${stepId}.step_extensions`,
          message: `What the extension says of the task cannot be read: ${problem}`,
        });
      }
      if (extension) {
        extensions.set(stepId, extension);
        // Ids of the plan come first, so that generated ids do not take them.
        this.idOfStep.set(stepId, this.taskIds.reserve(extension.id));
      }
    }
    for (const walked of steps) {
      this.add(walked, extensions.get(walked.stepId));
    }
    return this.phases();
  }

  private add(walked: WalkedStep, extension: TaskExtension | undefined): void {
    const { step, stepId } = walked;
    const { roles, findings, frames } = this.context;
    const { role, machine } = roles.resolveRole(step.agent, extension?.role);
    const targets = (step.targets ?? []).map(
      target => this.targets.get(target)?.name ?? target,
    );
    const { title, instructions } = toTaskText(
      walked,
      { targets, machine },
      findings,
    );
    const id = this.idOfStep.get(stepId) ?? this.taskIds.make(title);
    this.idOfStep.set(stepId, id);
    const says =
      extension?.withoutInstructions &&
      isRepeatedTitle(step) &&
      !walked.notes.length &&
      step.description === undefined
        ? undefined
        : instructions;
    const { phase, position, withoutInstructions, ...fields } =
      extension ?? ({} as Partial<TaskExtension>);
    // Our own plan has its dependencies; elsewhere they follow from the order of the steps.
    const isOurs = frames !== undefined && extension !== undefined;
    this.tasks.push({
      task: {
        ...fields,
        id,
        title,
        ...(role === undefined ? {} : { role }),
        ...(says === undefined ? {} : { instructions: says }),
        ...(isOurs ? {} : this.getOrder(walked)),
        ...(extension ? {} : this.getDue(walked)),
      },
      phase: this.placeInPhase(walked, phase),
      position: position ?? this.tasks.at(-1)?.position ?? 0,
    });
    findings.push({
      level: 'kept',
      path: `workflow.${stepId}`,
      message: `Task "${title}"`,
    });
  }

  private getOrder({ after, beside }: WalkedStep): Partial<PlanTask> {
    const toTaskIds = (steps: string[]) =>
      steps.flatMap(step => this.idOfStep.get(step) ?? []);
    const [dependsOn, parallelWith] = [toTaskIds(after), toTaskIds(beside)];
    return {
      ...(dependsOn.length ? { dependsOn } : {}),
      ...(parallelWith.length ? { parallelWith } : {}),
    };
  }

  private getDue({ step, stepId }: WalkedStep): Partial<PlanTask> {
    const after = toDueOffset(step.timeout);
    if (after === undefined) return {};
    this.context.findings.push({
      level: 'note',
      path: `workflow.${stepId}.timeout`,
      message: `The timeout became a due time, ${after} after the phase starts`,
    });
    return { due: { after, from: 'phase-start' } };
  }

  private placeInPhase(walked: WalkedStep, named: string | undefined): string {
    const { playbook, frames } = this.context;
    if (named !== undefined && this.frames.some(({ id }) => id === named)) {
      return named;
    }
    const previous = this.tasks.at(-1)?.phase;
    if (frames && named === undefined && this.frames.length) {
      return previous ?? this.frames[0].id;
    }
    const known = named === undefined ? undefined : PHASE_BY_NAME.get(named);
    const kind = known ?? findPhaseKind(walked, playbook, this.kind);
    this.kind = kind;
    const id = named ?? kind.id;
    if (!this.frames.some(frame => frame.id === id)) {
      this.frames.push({ id, maps: kind.maps });
    }
    return id;
  }

  /** A phase holds so many tasks; the rest go to phases behind it. */
  private split(phase: PlanPhase): PlanPhase[] {
    const count = Math.ceil(phase.tasks.length / MAX_TASKS_OF_PHASE);
    return Array.from({ length: count }, (_, index) => ({
      ...phase,
      ...(index > 0 ? { id: this.phaseIds.make(phase.id) } : {}),
      tasks: phase.tasks.slice(
        index * MAX_TASKS_OF_PHASE,
        (index + 1) * MAX_TASKS_OF_PHASE,
      ),
    }));
  }

  private phases(): PlanPhase[] {
    for (const { id } of this.frames) this.phaseIds.reserve(id);
    const inOrder = [...this.tasks].sort((a, b) => a.position - b.position);
    return this.frames.flatMap(frame => {
      const tasks = inOrder
        .filter(({ phase }) => phase === frame.id)
        .map(({ task }) => task);
      if (tasks.length) return this.split({ ...frame, tasks });
      this.context.findings.push({
        level: 'dropped',
        path: 'playbook_extensions',
        message: `The phase ${frame.id} has no steps left; it was left out`,
      });
      return [];
    });
  }
}
