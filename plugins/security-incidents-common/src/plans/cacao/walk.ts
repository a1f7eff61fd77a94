import { formatPlanDuration } from '../anchors';
import { toCacaoCondition } from './condition';
import { toDuration } from './instructions';
import { findTaskExtension } from './taskExtension';
import { shorten } from '../../text/cutText';
import type { FindingLog } from './findings';
import type { CacaoFindingLevel, CacaoPlaybook, CacaoStep } from './types';

/** Longest part of a playbook that a note repeats, since each task behind a condition repeats the note. */
const MAX_QUOTE = 500;
const quote = (text: unknown) => shorten(`${text}`, MAX_QUOTE);

/** What decides at a step: drafts have only the name of it. */
const getQuestion = (step: CacaoStep) =>
  quote(step.condition ?? step.switch ?? step.name ?? 'it is so');

/** A step that becomes a task, with its conditions and order. */
export interface WalkedStep {
  stepId: string;
  step: CacaoStep;
  /** Conditions on the way to it, such as `Only if: ...`. */
  notes: string[];
  /** The steps right before it that became tasks. */
  after: string[];
  /** Steps of other branches that can be done at the same time. */
  beside: string[];
}

interface Way {
  /** The last steps on it that became tasks. */
  ends: string[];
  /** The step of another branch where it stopped. */
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

const toList = (ids: string | string[] | undefined): string[] =>
  [ids ?? []].flat();

function branchTargets(step: CacaoStep): string[] {
  return [
    ...(step.next_steps ?? []),
    ...[step.on_true, step.on_false, step.on_failure].flatMap(ids => ids ?? []),
    ...Object.values(step.cases ?? {}).flat(),
  ];
}

/** Follows a workflow from its start and lists the steps for people in the order in which they come. */
export class WorkflowWalk {
  readonly steps: WalkedStep[] = [];
  private readonly workflow: ReadonlyMap<string, CacaoStep>;
  private readonly visited = new Set<string>();
  private readonly reachableSteps = new Map<string, ReadonlySet<string>>();

  constructor(playbook: CacaoPlaybook, private readonly findings: FindingLog) {
    this.workflow = new Map(Object.entries(playbook.workflow));
    this.follow(playbook.workflow_start, [], [], NOTHING);
    const { workflow_exception: exception } = playbook;
    if (exception !== undefined) {
      this.follow(exception, [], ['Only if the playbook fails.'], NOTHING);
    }
    // Crossing branches can leave steps out.
    for (const id of this.reachable(playbook.workflow_start)) {
      if (!this.visited.has(id)) this.follow(id, [], [], NOTHING);
    }
    const unreached = [...this.workflow.keys()].filter(
      id => !this.visited.has(id) && this.workflow.get(id)!.type !== 'end',
    );
    if (this.steps.length) {
      for (const id of unreached) {
        this.log('dropped', id, 'Nothing leads to this step; it was left out');
      }
    } else {
      this.followUnreached(unreached);
    }
  }

  /** Takes the steps that the start does not lead to, when it leads to none. */
  private followUnreached(ids: readonly string[]): void {
    for (const id of ids) {
      if (!this.visited.has(id)) {
        this.log(
          'note',
          id,
          'The start does not lead to this step; its task was made all the same',
        );
        this.follow(id, [], [], NOTHING);
      }
    }
  }

  private log(level: CacaoFindingLevel, stepId: string, message: string): void {
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
        this.log(
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

  /** Takes one step; returns the next step and what it follows. */
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
          this.log(
            'note',
            id,
            'Another playbook is not run from here; the step names it as text',
          );
        }
        if (step.on_failure === undefined) return [getNextStepId(step), [id]];
        const failed = `Only if "${quote(step.name ?? id)}" fails.`;
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

  /** A condition that equals the `when` of its task needs no text. */
  private conditionBranches(
    id: string,
    step: CacaoStep,
    notes: string[],
  ): Branch[] {
    const whenTrue = toList(step.on_true);
    const own = findTaskExtension(this.workflow.get(whenTrue[0]));
    if (
      own &&
      whenTrue.length === 1 &&
      step.on_false === undefined &&
      toCacaoCondition(own)?.condition === step.condition
    ) {
      return [{ to: whenTrue[0], notes }];
    }
    const condition = getQuestion(step);
    this.log(
      'note',
      id,
      'The condition became text in the tasks behind it; people judge it',
    );
    return [
      ...whenTrue.map(to => ({
        to,
        notes: [...notes, `Only if: ${condition}`],
      })),
      ...toList(step.on_false).map(to => ({
        to,
        notes: [...notes, `Only if not: ${condition}`],
      })),
    ];
  }

  private loop(
    id: string,
    step: CacaoStep,
    before: string[],
    notes: string[],
    stops: ReadonlySet<string>,
  ): [string | undefined, string[]] {
    const rule = `Repeat while: ${getQuestion(step)}`;
    this.log(
      'note',
      id,
      'A loop became an instruction; nothing repeats by itself',
    );
    this.add(id, step, before, [...notes, rule]);
    return this.branch(
      getNextStepId(step),
      toList(step.on_true).map(to => ({ to, notes: [...notes, rule] })),
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
    this.log(
      'note',
      id,
      'A choice between cases became an instruction; people choose',
    );
    const cases = Object.entries(step.cases ?? {});
    const names = quote(cases.map(([name]) => name).join(', '));
    const subject = getQuestion(step);
    this.add(id, step, before, [...notes, `Choose by ${subject}: ${names}`]);
    const branches = cases.flatMap(([name, targets]) =>
      toList(targets).map(to => ({
        to,
        notes: [...notes, `Only if ${subject} is ${quote(name)}.`],
      })),
    );
    return this.branch(getNextStepId(step), branches, [id], stops);
  }

  /**
   * Follows branches to where they meet. Steps that several branches lead to belong to none of them, so that the condition of a
   * branch does not apply to the rest of the playbook.
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
    // If branches stop at different steps, continue with the one that leads to the others.
    const meetingPoint =
      stopped.find(id => {
        const behind = this.reachable(id);
        return stopped.every(other => behind.has(other));
      }) ?? stopped.at(0);
    return [next ?? meetingPoint, [...ends]];
  }

  /** The steps that one leads to, itself included; worked out once for each. */
  private reachable(from: string): ReadonlySet<string> {
    const known = this.reachableSteps.get(from);
    if (known) return known;
    const found = new Set<string>([from]);
    this.reachableSteps.set(from, found);
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
