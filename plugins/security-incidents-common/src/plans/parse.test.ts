import { examplePlan } from './__testUtils__/examplePlan';
import {
  checkResponsePlan,
  parseResponsePlan,
  formatPlanFinding,
} from './parse';

/** What is said about the example when one value in it is another one; `undefined` takes it away. */
function saidWhen(path: Array<string | number>, value: unknown): string[] {
  const plan = examplePlan() as any;
  const last = path[path.length - 1];
  const holder = path.slice(0, -1).reduce((part, key) => part[key], plan);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  const { plan: parsed, findings } = parseResponsePlan(plan);
  expect(parsed).toBeUndefined();
  expect(findings.every(({ level }) => level === 'error')).toBe(true);
  return findings.map(formatPlanFinding);
}

describe('reading a response plan', () => {
  it('hands out the plan and its metadata', () => {
    const { plan, findings } = parseResponsePlan(examplePlan());
    expect(findings).toEqual([]);
    expect(plan).toEqual(examplePlan());
  });

  it.each<[string, Array<string | number>, unknown, string[]]>([
    [
      'a key that nobody reads',
      ['spec', 'phases', 0, 'tasks', 0, 'dueDate'],
      '2026-01-01',
      [
        'spec.phases[0].tasks[0].dueDate: there is no key dueDate here: check its spelling or remove it',
      ],
    ],
    [
      'a key that is missing',
      ['spec', 'owner'],
      undefined,
      ['spec.owner: is missing: add it, it must be text'],
    ],
    [
      'a choice that there is not',
      ['spec', 'lifecycle'],
      'live',
      ['spec.lifecycle: is "live": must be one of draft, approved, retired'],
    ],
    [
      'a choice that was not made',
      ['spec', 'phases', 0, 'maps'],
      undefined,
      [
        'spec.phases[0].maps: is missing: must be one of new, triage, containment, eradication, recovery, resolved, closed, dismissed, merged',
      ],
    ],
    [
      'a duration in words',
      ['spec', 'phases', 0, 'tasks', 0, 'due', 'after'],
      '30 minutes',
      [
        'spec.phases[0].tasks[0].due.after: must be an ISO-8601 duration such as PT4H, P5D or P1M',
      ],
    ],
    [
      'a duration beyond any calendar',
      ['spec', 'phases', 0, 'tasks', 0, 'due', 'after'],
      'P9000Y',
      ['spec.phases[0].tasks[0].due.after: must be at most 100 years'],
    ],
    [
      'a duration of more hours than numbers go',
      ['spec', 'review', 'interval'],
      `PT${'9'.repeat(400)}H`,
      ['spec.review.interval: must be at most 100 years'],
    ],
    [
      'a clock that is over when it starts',
      ['spec', 'sla', 'critical', 'updateEvery'],
      'PT0S',
      ['spec.sla.critical.updateEvery: must be longer than nothing'],
    ],
    [
      'a review that is due again at once',
      ['spec', 'review', 'interval'],
      'P0D',
      ['spec.review.interval: must be longer than nothing'],
    ],
    [
      'a month that there is not',
      ['spec', 'review', 'nextDue'],
      '2026-13-45',
      ['spec.review.nextDue: must be a day of the calendar'],
    ],
    [
      'a day that the month does not have',
      ['spec', 'approval', 'at'],
      '2026-02-30',
      ['spec.approval.at: must be a day of the calendar'],
    ],
    [
      'an owner that is no entity',
      ['spec', 'owner'],
      'the security team',
      ['spec.owner: must be an entity ref such as group:default/security'],
    ],
    [
      'a number for text',
      ['spec', 'phases', 0, 'tasks', 0, 'title'],
      5,
      ['spec.phases[0].tasks[0].title: must be text'],
    ],
    [
      'text for a list',
      ['spec', 'phases', 1, 'tasks', 0, 'dependsOn'],
      'preserve',
      ['spec.phases[1].tasks[0].dependsOn: must be a list'],
    ],
    [
      'an empty list of phases',
      ['spec', 'phases'],
      [],
      ['spec.phases: must not be empty: fill it in or remove it'],
    ],
    [
      'a severity that there is not in the clocks',
      ['spec', 'sla', 'urgent'],
      { acknowledge: 'PT15M' },
      [
        'spec.sla.urgent: there is no key urgent here: check its spelling or remove it',
      ],
    ],
    [
      'an assignment of a kind that there is not',
      ['spec', 'roles', 0, 'assign', 0],
      { onCall: 'x' },
      [
        'spec.roles[0].assign[0]: must be either ref with a full entity ref, or ownerOf: affected',
      ],
    ],
    [
      'a short entity ref in an assignment',
      ['spec', 'roles', 0, 'assign', 0],
      { ref: 'security' },
      [
        'spec.roles[0].assign[0].ref: must be a full entity ref such as group:default/security',
      ],
    ],
    [
      'the owner of what is not affected',
      ['spec', 'roles', 1, 'assign', 0],
      { ownerOf: 'origin' },
      [
        'spec.roles[1].assign[0].ownerOf: is "origin": must be affected or left out',
      ],
    ],
    [
      'a step of the ladder with a key that nobody reads',
      ['spec', 'escalation', 1, 'priority'],
      1,
      [
        'spec.escalation[1].priority: there is no key priority here: check its spelling or remove it',
      ],
    ],
    [
      'a step of the ladder that never starts',
      ['spec', 'escalation', 0],
      { notify: [{ role: 'incident-commander' }] },
      [
        'spec.escalation[0]: must start either when a clock is at risk or breached (when), or some time after a moment (after and from)',
      ],
    ],
    [
      'a target within a step of the ladder',
      ['spec', 'escalation', 0, 'notify', 0],
      { role: 'Incident Commander' },
      [
        'spec.escalation[0].notify[0].role: must be lower-case letters, digits and dashes, starting with a letter',
      ],
    ],
    [
      'a link that is not a URL',
      ['spec', 'contacts', 0, 'url'],
      'report form',
      [
        'spec.contacts[0].url: must be a full URL such as https://docs.example.com/rotation',
      ],
    ],
    [
      'no spec at all',
      ['spec'],
      undefined,
      ['spec: is missing: add it, it must be a block of keys and values'],
    ],
    [
      'another version of the format',
      ['apiVersion'],
      'security-incidents/v2',
      [
        'apiVersion: is "security-incidents/v2": must be security-incidents/v1alpha1',
      ],
    ],
  ])('says where and what: %s', (_, path, value, said) => {
    expect(saidWhen(path, value)).toEqual(said);
  });

  it('writes keys that are not plain words in brackets', () => {
    expect(saidWhen(['spec', 'confidentiality'], { 'tlp.v2': 'RED' })).toEqual([
      'spec.confidentiality["tlp.v2"]: there is no key tlp.v2 here: check its spelling or remove it',
    ]);
  });

  it('looks at the parts together only when each of them can be read', () => {
    const plan = examplePlan();
    plan.spec.phases[1].tasks[0].dependsOn = ['rotate'];
    expect(checkResponsePlan(plan)).toEqual({
      plan,
      findings: [expect.objectContaining({ code: 'unknown-task' })],
    });
    expect(
      checkResponsePlan({ ...plan, spec: { ...plan.spec, version: '2' } }),
    ).toEqual({
      findings: [
        {
          level: 'error',
          code: 'invalid',
          path: 'spec.version',
          message: 'must be a semantic version such as 2.1.0',
        },
      ],
    });
  });
});
