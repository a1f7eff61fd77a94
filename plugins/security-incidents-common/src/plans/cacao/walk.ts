import { formatPlanDuration } from '../anchors';
import { toCacaoCondition } from './condition';
import { toDuration } from './instructions';
import { findTaskExtension } from './taskExtension';
import type { CacaoFinding, CacaoPlaybook, CacaoStep } from './types';

/** A step that becomes a task, with what the way to it says. */
export interface WalkedStep {
  stepId: string;
  step: CacaoStep;
  /** What must be known before doing it, such as `Only if: ...`. */
  notes: string[];
  /** The steps right before it that became tasks. */
  after: string[];
  /** Steps of other branches that can be done at the same time. */
  beside: string[];
}

interface Way {
  /** The last steps on it that became tasks. */
  ends: string[];
  /** Where it ran into a step that is not its own. */
  stoppedAt?: string;
}

interface Branch {
  to: string;
  notes: string[];
}

const NOTHING: ReadonlySet<string> = new Set();

function getNextStepId({
  on_completion,
  on_success,
}: CacaoStep): string | undefined {
  return on_completion ?? on_success;
}

function branchTargets(step: CacaoStep): string[] {
  return [
    ...(step.next_steps ?? []),
    ...[step.on_true, step.on_false, step.on_failure].flatMap(id => id ?? []),
    ...Object.values(step.cases ?? {}).flat(),
  ];
}

/** Follows a workflow from its start and lists the steps for people in the order in which they come. */
export class WorkflowWalk {
  readonly steps: WalkedStep[] = [];
  readonly findings: CacaoFinding[] = [];
  private readonly workflow: ReadonlyMap<string, CacaoStep>;
  private readonly visited = new Set<string>();

  constructor(playbook: CacaoPlaybook) {
    this.workflow = new Map(Object.entries(playbook.workflow));
    this.follow(playbook.workflow_start, [], [], NOTHING);
    const { workflow_exception: exception } = playbook;
    if (exception !== undefined) {
      this.follow(exception, [], ['Only if the playbook fails.'], NOTHING);
    }
    // What crossing branches left out is still part of the playbook.
    for (const id of this.reachable(playbook.workflow_start)) {
      if (!this.visited.has(id)) this.follow(id, [], [], NOTHING);
    }
    for (const [id, step] of this.workflow) {
      if (!this.visited.has(id) && step.type !== 'end') {
        this.find('dropped', id, 'Nothing leads to this step; it was left out');
      }
    }
  }

  private find(
    level: CacaoFinding['level'],
    stepId: string,
    message: string,
  ): void {
    this.findings.push({ level, path: `workflow.${stepId}`, message });
  }

  private follow(
    from: string,
    before: string[],
    notes: string[],
    stops: ReadonlySet<string>,
  ): Way {
    let at: string | undefined = from;
    let ends = before;
    while (at !== undefined) {
      const id: string = at;
      const step = this.workflow.get(id);
      if (stops.has(id)) return { ends, stoppedAt: id };
      if (!step || step.type === 'end') return { ends };
      if (this.visited.has(id)) {
        this.find(
          'note',
          id,
          'The playbook comes back to this step; its task is there once',
        );
        return { ends };
      }
      this.visited.add(id);
      [at, ends] = this.take(id, step, ends, notes, stops);
    }
    return { ends };
  }

  /** Takes one step; answers where to go on, and after what. */
  private take(
    id: string,
    step: CacaoStep,
    before: string[],
    notes: string[],
    stops: ReadonlySet<string>,
  ): [string | undefined, string[]] {
    switch (step.type) {
      case 'start':
        return [getNextStepId(step), before];
      case 'action':
      case 'playbook-action': {
        this.add(id, step, before, notes);
        if (step.type === 'playbook-action') {
          this.find(
            'note',
            id,
            'Another playbook is not run from here; the step names it as text',
          );
        }
        if (step.on_failure === undefined) return [getNextStepId(step), [id]];
        const failed = `Only if "${step.name ?? id}" fails.`;
        const branches = [
          ...(step.on_success === undefined
            ? []
            : [{ to: step.on_success, notes }]),
          { to: step.on_failure, notes: [...notes, failed] },
        ];
        return this.branch(undefined, branches, [id], stops);
      }
      case 'parallel': {
        const branches = (step.next_steps ?? []).map(to => ({ to, notes }));
        return this.branch(getNextStepId(step), branches, before, stops, true);
      }
      case 'if-condition': {
        const branches = this.conditionBranches(id, step, notes);
        const [next, ends] = this.branch(
          getNextStepId(step),
          branches,
          before,
          stops,
        );
        // Without a branch for the other case, the condition may also lead to nothing.
        const skipped = step.on_false === undefined ? before : [];
        return [next, [...new Set([...skipped, ...ends])]];
      }
      case 'while-condition':
        return this.loop(id, step, before, notes, stops);
      default:
        return this.choice(id, step, before, notes, stops);
    }
  }

  private add(
    stepId: string,
    step: CacaoStep,
    after: string[],
    notes: string[],
  ): void {
    const wait =
      step.delay === undefined
        ? []
        : [`Wait ${formatPlanDuration(toDuration(step.delay))} before this.`];
    this.steps.push({
      stepId,
      step,
      notes: [...notes, ...wait],
      after,
      beside: [],
    });
  }

  /** A condition that says what the task behind it says itself needs no words. */
  private conditionBranches(
    id: string,
    step: CacaoStep,
    notes: string[],
  ): Branch[] {
    const own = findTaskExtension(this.workflow.get(step.on_true!));
    if (
      own &&
      step.on_false === undefined &&
      toCacaoCondition(own)?.condition === step.condition
    ) {
      return [{ to: step.on_true!, notes }];
    }
    const condition = `${step.condition}`;
    this.find(
      'note',
      id,
      'The condition became text in the tasks behind it; people judge it',
    );
    return [
      { to: step.on_true!, notes: [...notes, `Only if: ${condition}`] },
      ...(step.on_false === undefined
        ? []
        : [
            {
              to: step.on_false,
              notes: [...notes, `Only if not: ${condition}`],
            },
          ]),
    ];
  }

  private loop(
    id: string,
    step: CacaoStep,
    before: string[],
    notes: string[],
    stops: ReadonlySet<string>,
  ): [string | undefined, string[]] {
    const rule = `Repeat while: ${step.condition}`;
    this.find(
      'note',
      id,
      'A loop became an instruction; nothing repeats by itself',
    );
    this.add(id, step, before, [...notes, rule]);
    return this.branch(
      getNextStepId(step),
      [{ to: step.on_true!, notes: [...notes, rule] }],
      [id],
      stops,
    );
  }

  private choice(
    id: string,
    step: CacaoStep,
    before: string[],
    notes: string[],
    stops: ReadonlySet<string>,
  ): [string | undefined, string[]] {
    this.find(
      'note',
      id,
      'A choice between cases became an instruction; people choose',
    );
    const cases = Object.entries(step.cases ?? {});
    this.add(id, step, before, [
      ...notes,
      `Choose by ${step.switch}: ${cases.map(([name]) => name).join(', ')}`,
    ]);
    const branches = cases.flatMap(([name, targets]) =>
      [targets].flat().map(to => ({
        to,
        notes: [...notes, `Only if ${step.switch} is ${name}.`],
      })),
    );
    return this.branch(getNextStepId(step), branches, [id], stops);
  }

  /**
   * Follows branches to where they meet again. What several of them lead to is no longer part of a branch, so that
   * its condition does not stick to the rest of the playbook.
   */
  private branch(
    next: string | undefined,
    branches: Branch[],
    before: string[],
    stops: ReadonlySet<string>,
    together = false,
  ): [string | undefined, string[]] {
    const meeting = new Set(stops);
    if (next !== undefined) meeting.add(next);
    if (branches.length > 1) {
      const seen = new Set<string>();
      for (const to of new Set(branches.map(branch => branch.to))) {
        for (const id of this.reachable(to)) {
          if (seen.has(id)) meeting.add(id);
          seen.add(id);
        }
      }
    }
    const firsts: string[] = [];
    const ways = branches.map(({ to, notes }) => {
      const count = this.steps.length;
      const way = this.follow(to, before, notes, meeting);
      const first = this.steps.at(count);
      if (first && together) {
        first.beside = [...firsts];
        firsts.push(first.stepId);
      }
      return way;
    });
    const ends = new Set(ways.flatMap(way => way.ends));
    const stopped = [...new Set(ways.flatMap(way => way.stoppedAt ?? []))];
    // Where branches end at different steps, on with the one that leads to the others.
    const meetingPoint =
      stopped.find(id => {
        const behind = this.reachable(id);
        return stopped.every(other => behind.has(other));
      }) ?? stopped.at(0);
    return [next ?? meetingPoint, [...ends]];
  }

  private reachable(from: string): Set<string> {
    const found = new Set<string>([from]);
    for (const id of found) {
      const step = this.workflow.get(id);
      if (step) {
        for (const to of [getNextStepId(step), ...branchTargets(step)]) {
          if (to !== undefined) found.add(to);
        }
      }
    }
    return found;
  }
}
