import {
  affectedSchema,
  applyPlanSchema,
  changeTaskSchema,
  createIncidentSchema,
  findTransition,
  GUARDS_WAIVED_BY_REASON,
  type IncidentStatus,
  majorSchema,
  OPEN_STATUSES,
  recordStepSchema,
  type TransitionGuardId,
  transitionSchema,
  updateIncidentSchema,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';
import { demoEntities } from '../__testUtils__/demoEntities';
import { stories } from '.';
import { FIRST_PLAN_DAYS_AGO } from './completeStory';
import type { Story } from './types';

/** Just after midnight, when the stories of the days before are the most recent. */
const NOW = Date.parse('2026-03-10T00:05:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const REOPEN_WITHIN_DAYS = 30;

const ms = (duration: string) => {
  const parsed = Duration.fromISO(duration);
  if (!parsed.isValid) throw new Error(`${duration} is not a duration`);
  return parsed.toMillis();
};

/** Stories of today are relative to now, all others have a time of day. */
function reportedAt({ daysAgo, at }: Story, now = NOW): number {
  const [hours, minutes] = at.split(':').map(Number);
  const ofDay = (hours * 60 + minutes) * 60_000;
  if (daysAgo === 0) return now - ofDay;
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  return midnight - daysAgo * DAY_MS + ofDay;
}

/** The input of the status machine's guards. */
interface Walk {
  status: IncidentStatus;
  guards: Record<TransitionGuardId, boolean>;
  undecided: Set<string>;
  isMajor: boolean;
  resolvedBy?: string;
  closedAfter?: number;
  steps: number;
  problems: string[];
}

function move(
  walk: Walk,
  {
    to,
    reason,
    resolution,
    mergedInto,
  }: { to: IncidentStatus } & Record<
    'reason' | 'resolution' | 'mergedInto',
    unknown
  >,
  by: string,
  after: number,
) {
  const transition = findTransition(walk.status, to, 'new');
  if (!transition) {
    walk.problems.push(`${walk.status} -> ${to} does not exist`);
    return;
  }
  const holds: Record<TransitionGuardId, boolean> = {
    ...walk.guards,
    'services-decided': walk.undecided.size === 0,
    'closer-is-second-person': !walk.isMajor || walk.resolvedBy !== by,
    'within-reopen-days':
      after - (walk.closedAfter ?? after) <= REOPEN_WITHIN_DAYS * DAY_MS,
  };
  for (const guard of transition.guards) {
    const isWaived = reason && GUARDS_WAIVED_BY_REASON.includes(guard);
    if (!holds[guard] && !isWaived) {
      walk.problems.push(`${walk.status} -> ${to}: ${guard}`);
    }
  }
  const given = { reason, resolution, mergedInto };
  for (const input of transition.requires) {
    if (!given[input]) {
      walk.problems.push(`${walk.status} -> ${to}: no ${input}`);
    }
  }
  if (to === 'resolved') walk.resolvedBy = by;
  if (to === 'closed') walk.closedAfter = after;
  walk.status = to;
}

/** Runs a story through the status machine and parses each request with the API's schema. */
function walkThrough(story: Story): Walk {
  const { occurredBefore, detectedBefore, ...request } = story.report;
  const report = createIncidentSchema.parse(request);
  const walk: Walk = {
    status: 'new',
    guards: {
      'has-lead': false,
      'has-class': report.classification !== undefined,
      'has-severity': report.severity !== undefined,
      'has-urgency': report.urgency !== undefined,
      'has-containment-step': false,
      'services-decided': true,
      // Only the service knows the plan and its tasks; the seeding test covers them.
      'has-plan': true,
      'required-tasks': true,
      'closer-is-second-person': true,
      // The reviews are told apart; the seeding test covers them.
      'review-completed': true,
      'actions-assigned': true,
      'obligations-decided': true,
      'obligations-sent': true,
      'within-reopen-days': true,
    },
    undecided: new Set(),
    isMajor: false,
    steps: 0,
    problems: [],
  };
  const link = (affected: (typeof report.affected)[number]) => {
    const isDecided =
      affected.role === 'cleared' ||
      (affected.compromise ?? 'unknown') !== 'unknown';
    if (isDecided) walk.undecided.delete(affected.entityRef);
    else walk.undecided.add(affected.entityRef);
  };
  report.affected.forEach(link);
  if (
    occurredBefore &&
    detectedBefore &&
    ms(occurredBefore) < ms(detectedBefore)
  ) {
    walk.problems.push('detected before it occurred');
  }
  const start = reportedAt(story);
  let previous = 0;
  for (const event of story.events) {
    const after = ms(event.after);
    if (after < previous) walk.problems.push(`${event.after} is out of order`);
    if (start + after > NOW) {
      walk.problems.push(`${event.after} is in the future`);
    }
    previous = after;
    if (event.do === 'role') {
      if (['incident-commander', 'assignee'].includes(event.role)) {
        walk.guards['has-lead'] = true;
      }
    } else if (event.do === 'update') {
      const changes = updateIncidentSchema.parse(event.changes);
      if (changes.classification) walk.guards['has-class'] = true;
      if (changes.severity) walk.guards['has-severity'] = true;
      if (changes.urgency) walk.guards['has-urgency'] = true;
    } else if (event.do === 'major') {
      const { decision } = majorSchema.parse(event.major);
      if (decision !== 'decline') walk.isMajor = decision === 'declare';
    } else if (event.do === 'affected') {
      link(affectedSchema.parse(event.affected));
    } else if (event.do === 'step') {
      const step = recordStepSchema.parse(event.step);
      if (step.kind === 'containment') {
        walk.guards['has-containment-step'] = true;
      }
      if (event.corrects !== undefined && event.corrects >= walk.steps) {
        walk.problems.push(`${event.after} corrects a step not yet recorded`);
      }
      walk.steps += 1;
    } else if (event.do === 'task') {
      changeTaskSchema.parse(event.change);
    } else if (event.do === 'decline') {
      applyPlanSchema.parse({ noPlanReason: event.reason });
    } else if (event.do === 'move') {
      const { reason, resolution, mergedInto, to } = transitionSchema.parse(
        event.move,
      );
      move(walk, { to, reason, resolution, mergedInto }, event.by, after);
    }
  }
  return walk;
}

const isOpen = (story: Story) =>
  OPEN_STATUSES.some(status => status === walkThrough(story).status);

/** All users, groups and services of a story. */
function refsOf(story: Story): string[] {
  return [
    story.reporter,
    ...story.report.affected.map(({ entityRef }) => entityRef),
    ...story.events.flatMap(event => [
      event.by,
      ...(event.do === 'role' ? [event.principal] : []),
      ...(event.do === 'affected' ? [event.affected.entityRef] : []),
      ...(event.do === 'step' ? event.step.entityRefs ?? [] : []),
      ...(event.do === 'task' && event.change.assigneeRef
        ? [event.change.assigneeRef]
        : []),
    ]),
  ];
}

const about = (name: string) =>
  stories.filter(({ report }) =>
    report.affected.some(
      ({ entityRef }) => entityRef === `component:default/${name}`,
    ),
  );

describe('the history of the demo', () => {
  it('obeys the status machine in every story', () => {
    const broken = stories
      .map(story => ({
        title: story.report.title,
        problems: walkThrough(story).problems,
      }))
      .filter(({ problems }) => problems.length > 0);
    expect(broken).toEqual([]);
  });

  it('names only people and services of the catalog', () => {
    const known = new Set(demoEntities().map(({ ref }) => ref));
    const unknown = stories.flatMap(refsOf).filter(ref => !known.has(ref));
    expect(unknown).toEqual([]);
  });

  it('follows a plan in whatever is open and has left triage, and its first version in twenty closed ones', () => {
    const beforePlans: IncidentStatus[] = ['new', 'triage'];
    const earlier = stories.filter(({ isFirstVersion }) => isFirstVersion);
    expect(earlier).toHaveLength(20);
    expect(
      earlier.filter(
        story => isOpen(story) || story.daysAgo >= FIRST_PLAN_DAYS_AGO,
      ),
    ).toEqual([]);
    const planned = stories.filter(
      ({ plan, isFirstVersion }) => plan !== undefined && !isFirstVersion,
    );
    expect(planned).toEqual(
      stories.filter(
        story =>
          isOpen(story) && !beforePlans.includes(walkThrough(story).status),
      ),
    );
    for (const { plan, isFirstVersion, events } of stories) {
      const named = events.filter(
        event => event.do === 'task' || (event.do === 'step' && event.task),
      );
      expect(named.length > 0).toBe(plan !== undefined && !isFirstVersion);
    }
    const changes = planned.flatMap(({ events }) =>
      events.flatMap(event => (event.do === 'task' ? event.change : [])),
    );
    expect(new Set(changes.map(({ state }) => state))).toEqual(
      new Set(['in-progress', 'done', 'skipped', undefined]),
    );
  });

  it('merges only into stories that it tells', () => {
    const ids = stories.flatMap(({ id }) => id ?? []);
    const targets = stories.flatMap(({ events }) =>
      events.flatMap(event =>
        event.do === 'move' ? event.move.mergedInto ?? [] : [],
      ),
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter(target => !ids.includes(target))).toEqual([]);
  });

  it('is in the order of time and covers 16 to 18 months', () => {
    const noon = NOW + DAY_MS / 2;
    const times = stories.map(story => reportedAt(story, noon));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(noon - times[0]).toBeGreaterThan(480 * DAY_MS);
    expect(noon - times[0]).toBeLessThan(550 * DAY_MS);
  });

  it('tells each story once', () => {
    const titles = stories.map(({ report }) => report.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('shows every status, both visibilities, and exercises', () => {
    const shown = (value: (story: Story) => string) =>
      new Set(stories.map(value));
    expect([...shown(story => walkThrough(story).status)]).toEqual(
      expect.arrayContaining([
        ...OPEN_STATUSES,
        'closed',
        'dismissed',
        'merged',
      ]),
    );
    expect(shown(({ report }) => report.visibility ?? 'open')).toEqual(
      new Set(VISIBILITIES),
    );
    expect(shown(({ report }) => report.mode ?? 'real')).toEqual(
      new Set(['real', 'exercise']),
    );
  });

  it('gives the fixed points of the demo', () => {
    const payments = about('payments-api');
    expect(
      payments
        .filter(isOpen)
        .map(story => [story.report.title, walkThrough(story).status]),
    ).toEqual([
      ['Card testing bursts on the refund endpoint', 'recovery'],
      ['Live gateway key in a public repository', 'containment'],
    ]);
    expect(about('label-printer')).toEqual([]);
    expect(about('voucher-engine')).toEqual([]);
  });
});
