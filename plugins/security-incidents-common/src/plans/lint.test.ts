import { examplePlan } from './__testUtils__/examplePlan';
import type { ResponsePlan } from './document';
import { lintResponsePlan, PLAN_LINT_CODES } from './lint';

const NOW = new Date('2026-11-25T10:00:00Z');

/** What lint says about the example after a change to it. */
function findingsAfter(change: (plan: ResponsePlan) => void, now = NOW) {
  const plan = examplePlan();
  change(plan);
  return lintResponsePlan(plan, { now });
}

const task = (plan: ResponsePlan, phase: number, at: number) =>
  plan.spec.phases[phase].tasks[at];

describe('lint of a response plan', () => {
  it('has nothing to say about a plan in order', () => {
    expect(lintResponsePlan(examplePlan(), { now: NOW })).toEqual([]);
  });

  it.each<[string, (plan: ResponsePlan) => void, object]>([
    [
      'two tasks of one id in different phases',
      plan => {
        task(plan, 1, 0).id = 'confirm';
      },
      {
        level: 'error',
        code: 'duplicate-id',
        path: 'spec.phases[1].tasks[0].id',
        message:
          'task confirm is already at spec.phases[0].tasks[0].id: give each its own id',
      },
    ],
    [
      'two roles of one id',
      plan => {
        plan.spec.roles[2].id = 'service-owner';
      },
      { level: 'error', code: 'duplicate-id', path: 'spec.roles[2].id' },
    ],
    [
      'two phases of one id',
      plan => {
        plan.spec.phases[1].id = 'assess';
      },
      { level: 'error', code: 'duplicate-id', path: 'spec.phases[1].id' },
    ],
    [
      'a dependency on a task that is not there',
      plan => {
        task(plan, 1, 0).dependsOn = ['preserve', 'rotate'];
      },
      {
        level: 'error',
        code: 'unknown-task',
        path: 'spec.phases[1].tasks[0].dependsOn[1]',
        message:
          'there is no task rotate in this plan: name one of its tasks or remove it',
      },
    ],
    [
      'a task beside one that is not there',
      plan => {
        task(plan, 0, 1).parallelWith = ['rotate'];
      },
      {
        level: 'error',
        code: 'unknown-task',
        path: 'spec.phases[0].tasks[1].parallelWith[0]',
      },
    ],
    [
      'tasks that wait for each other',
      plan => {
        delete task(plan, 0, 1).due;
        task(plan, 0, 1).dependsOn = ['confirm', 'revoke'];
      },
      {
        level: 'error',
        code: 'dependency-cycle',
        path: 'spec.phases[0].tasks[1].dependsOn[1]',
        message: expect.stringContaining('preserve -> revoke -> preserve'),
      },
    ],
    [
      'a task that waits for itself',
      plan => {
        task(plan, 0, 0).dependsOn = ['confirm'];
      },
      {
        level: 'error',
        code: 'dependency-cycle',
        path: 'spec.phases[0].tasks[0].dependsOn[0]',
      },
    ],
    [
      'a condition that cannot be read',
      plan => {
        task(plan, 1, 0).when = "incident.severity = 'high'";
      },
      {
        level: 'error',
        code: 'unreadable-condition',
        path: 'spec.phases[1].tasks[0].when',
        message:
          'cannot be read: at character 19: expected a path, a word in quotes, a whole number or an operator, but found "="',
      },
    ],
    [
      'a condition on a fact that there is not',
      plan => {
        task(plan, 0, 0).when = 'incident.severty == null';
      },
      {
        level: 'error',
        code: 'unreadable-condition',
        path: 'spec.phases[0].tasks[0].when',
        message: expect.stringMatching(
          /^cannot be read: at character 1: expected one of the known paths \(incident\.status, .*\), but found "incident\.severty"$/,
        ),
      },
    ],
    [
      'a condition with a word that the fact never is',
      plan => {
        task(plan, 0, 0).when = "incident.severity == 'severe'";
      },
      { level: 'error', code: 'unreadable-condition' },
    ],
    [
      'a task due before the one it waits for',
      plan => {
        task(plan, 1, 0).due!.after = 'PT59M';
      },
      {
        level: 'error',
        code: 'due-before-dependency',
        path: 'spec.phases[1].tasks[0].due',
        message:
          'due PT59M after declared, before preserve that it depends on (PT1H): make it later or the other one earlier',
      },
    ],
    [
      'a task for a role that is not there',
      plan => {
        task(plan, 0, 0).role = 'commander';
      },
      {
        level: 'error',
        code: 'unknown-role',
        path: 'spec.phases[0].tasks[0].role',
        message:
          'there is no role commander in spec.roles: add it there or name one of incident-commander, service-owner, scribe',
      },
    ],
    [
      'an escalation to a role that is not there',
      plan => {
        plan.spec.escalation![1].notify.push({ role: 'board' });
      },
      {
        level: 'error',
        code: 'unknown-role',
        path: 'spec.escalation[1].notify[1].role',
      },
    ],
    [
      'a message written by a role that is not there',
      plan => {
        plan.spec.communications![0].role = 'press';
      },
      {
        level: 'error',
        code: 'unknown-role',
        path: 'spec.communications[0].role',
      },
    ],
    [
      'a closure approved by a role that is not there',
      plan => {
        plan.spec.closure!.approvers = [{ role: 'board' }];
      },
      {
        level: 'error',
        code: 'unknown-role',
        path: 'spec.closure.approvers[0].role',
      },
    ],
    [
      'a required role that nobody has',
      plan => {
        plan.spec.roles[0].assign = [];
        task(plan, 0, 0).required = false;
      },
      {
        level: 'error',
        code: 'role-without-assignee',
        path: 'spec.roles[0].assign',
      },
    ],
    [
      'a class that the taxonomy does not know',
      plan => {
        plan.spec.triggers.classifications = ['rsit:intrusion'];
      },
      {
        level: 'error',
        code: 'unknown-classification',
        path: 'spec.triggers.classifications[0]',
      },
    ],
    [
      'a type of another class',
      plan => {
        plan.spec.triggers.classifications!.push('rsit:intrusions/ddos');
      },
      {
        level: 'error',
        code: 'unknown-classification',
        path: 'spec.triggers.classifications[2]',
      },
    ],
    [
      'approved by nobody',
      plan => {
        delete plan.spec.approval;
      },
      {
        level: 'error',
        code: 'approved-without-approval',
        path: 'spec.approval',
      },
    ],
    [
      'a phase for incidents that are over',
      plan => {
        plan.spec.phases[1].maps = 'dismissed';
      },
      {
        level: 'error',
        code: 'phase-never-reached',
        path: 'spec.phases[1].maps',
      },
    ],
    [
      'phases in the wrong order',
      plan => {
        plan.spec.phases[0].maps = 'recovery';
      },
      {
        level: 'warning',
        code: 'phases-out-of-order',
        path: 'spec.phases[1].maps',
        message:
          'Containment comes before Recovery in the life of an incident: move phase contain before assess',
      },
    ],
    [
      'a required task that no role does',
      plan => {
        delete task(plan, 1, 0).role;
      },
      {
        level: 'warning',
        code: 'required-task-without-role',
        path: 'spec.phases[1].tasks[0].role',
      },
    ],
    [
      'a required task of a role that nobody has',
      plan => {
        task(plan, 1, 0).role = 'scribe';
      },
      {
        level: 'warning',
        code: 'required-task-without-role',
        path: 'spec.phases[1].tasks[0].role',
        message:
          'revoke is required but its role scribe is given to nobody: assign somebody in spec.roles',
      },
    ],
    [
      'less time to resolve than to contain',
      plan => {
        plan.spec.sla!.critical!.resolve = 'PT3H';
      },
      {
        level: 'warning',
        code: 'clocks-out-of-order',
        path: 'spec.sla.critical.resolve',
      },
    ],
    [
      'a contact without phone, email or page',
      plan => {
        plan.spec.contacts!.push({ name: 'Card scheme', kind: 'external' });
      },
      {
        level: 'warning',
        code: 'contact-without-means',
        path: 'spec.contacts[1]',
        message: 'nobody can reach Card scheme: add phone, email or url',
      },
    ],
    [
      'no date for the next review',
      plan => {
        delete plan.spec.review;
      },
      { level: 'warning', code: 'review-missing', path: 'spec.review' },
    ],
    [
      'a review that was due yesterday',
      plan => {
        plan.spec.review!.nextDue = '2026-11-24';
      },
      {
        level: 'warning',
        code: 'review-overdue',
        path: 'spec.review.nextDue',
        message:
          'the review was due on 2026-11-24: review the plan and write lastReviewed and nextDue',
      },
    ],
    [
      'a review that is due one interval after the last',
      plan => {
        plan.spec.review = { interval: 'P1M', lastReviewed: '2026-10-24' };
      },
      { level: 'warning', code: 'review-overdue', path: 'spec.review' },
    ],
    [
      'a step of the ladder for a clock that no severity of the plan has',
      plan => {
        plan.spec.sla = {
          medium: { acknowledge: 'PT4H' },
          high: { acknowledge: 'PT1H' },
          critical: { acknowledge: 'PT15M', contain: 'PT4H' },
        };
        plan.spec.escalation = [
          {
            when: 'sla.contain.at-risk',
            severities: ['low', 'high'],
            notify: [{ role: 'incident-commander' }],
          },
          {
            when: 'sla.contain.at-risk',
            notify: [{ role: 'incident-commander' }],
          },
          {
            when: 'sla.update.at-risk',
            severities: ['high'],
            notify: [{ role: 'incident-commander' }],
          },
        ];
      },
      {
        level: 'warning',
        code: 'step-without-clock',
        path: 'spec.escalation[0].when',
      },
    ],
    [
      'a test that is long ago',
      plan => {
        plan.metadata.annotations = {
          'security-incidents/last-tested': '2025-11-24',
        };
      },
      {
        level: 'warning',
        code: 'test-overdue',
        path: 'metadata.annotations["security-incidents/last-tested"]',
      },
    ],
    [
      'a day of the last test that cannot be read',
      plan => {
        plan.metadata.annotations = {
          'security-incidents/last-tested': 'last summer',
        };
      },
      {
        level: 'warning',
        code: 'test-unreadable',
        path: 'metadata.annotations["security-incidents/last-tested"]',
        message:
          'is "last summer", which counts as never tested: write a day such as 2026-06-18',
      },
    ],
    [
      'a last test on a day that there is not',
      plan => {
        plan.metadata.annotations = {
          'security-incidents/last-tested': '2026-19-45',
        };
      },
      { level: 'warning', code: 'test-unreadable' },
    ],
    [
      'a retired plan',
      plan => {
        plan.spec.lifecycle = 'retired';
      },
      { level: 'warning', code: 'retired', path: 'spec.lifecycle' },
    ],
  ])('tells of %s, and of nothing else', (_, change, finding) => {
    expect(findingsAfter(change)).toEqual([expect.objectContaining(finding)]);
  });

  it('tells errors before warnings and only of rules that it lists', () => {
    const findings = findingsAfter(plan => {
      plan.spec.phases[0].maps = 'recovery';
      plan.spec.review!.nextDue = '2026-01-01';
      delete plan.spec.approval;
      task(plan, 0, 0).role = 'nobody';
    });
    expect(findings.map(({ level }) => level)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
    ]);
    for (const { code } of findings) expect(PLAN_LINT_CODES).toContain(code);
  });

  it('lets a due day pass before it calls it overdue, and says nothing without a clock', () => {
    const dueToday = (plan: ResponsePlan) => {
      plan.spec.review!.nextDue = '2026-11-25';
    };
    expect(findingsAfter(dueToday)).toEqual([]);
    expect(findingsAfter(dueToday, new Date('2026-11-26T00:00:00Z'))).toEqual([
      expect.objectContaining({ code: 'review-overdue' }),
    ]);
    const plan = examplePlan();
    plan.spec.review!.nextDue = '2020-01-01';
    expect(lintResponsePlan(plan)).toEqual([]);
  });

  it('counts an exercise as a test when it is later than what the file says', () => {
    const plan = examplePlan();
    plan.metadata.annotations = {
      'security-incidents/last-tested': '2020-01-01',
    };
    const codes = (exercisedOn: string) =>
      lintResponsePlan(plan, {
        now: new Date('2026-11-25T12:00:00Z'),
        exercisedOn,
      }).map(({ code }) => code);
    expect(codes('2026-11-20')).toEqual([]);
    expect(codes('2019-01-01')).toEqual(['test-overdue']);
  });

  it('sees a due time before one that it depends on by way of a task without any', () => {
    expect(
      findingsAfter(plan => {
        delete task(plan, 0, 1).due;
        task(plan, 0, 1).dependsOn = ['confirm'];
        task(plan, 1, 0).due = { after: 'PT20M', from: 'declared' };
      }),
    ).toEqual([
      expect.objectContaining({
        level: 'error',
        code: 'due-before-dependency',
        path: 'spec.phases[1].tasks[0].due',
        message:
          'due PT20M after declared, before confirm that it depends on by way of preserve (PT30M): make it later or the other one earlier',
      }),
    ]);
  });

  it('does not compare due times that start at different moments', () => {
    expect(
      findingsAfter(plan => {
        task(plan, 1, 0).due = { after: 'PT5M', from: 'contained' };
      }),
    ).toEqual([]);
    expect(
      findingsAfter(plan => {
        task(plan, 0, 1).due = { after: 'PT1H', from: 'phase-start' };
        task(plan, 1, 0).due = { after: 'PT5M', from: 'phase-start' };
      }),
    ).toEqual([]);
  });

  it('checks plans in which every task depends on all before it', () => {
    const findings = findingsAfter(plan => {
      plan.spec.phases = [0, 1, 2, 3].map(phase => ({
        id: `phase-${phase}`,
        maps: 'triage',
        tasks: Array.from({ length: 100 }, (_, at) => ({
          id: `task-${phase * 100 + at}`,
          title: 'Task',
          due: {
            after: 'PT1H',
            from: (['detected', 'reported'] as const)[(phase + at) % 2],
          },
          dependsOn: Array.from(
            { length: phase * 100 + at },
            (__, before) => `task-${before}`,
          ),
        })),
      }));
      plan.spec.phases[0].tasks[0].dependsOn = ['task-399'];
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'dependency-cycle',
        message: expect.stringContaining('task-0 -> task-399 -> task-0'),
      }),
    );
  });
});
