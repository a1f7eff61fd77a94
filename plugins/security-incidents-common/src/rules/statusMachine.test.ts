import {
  findTransition,
  FROZEN_STATUSES,
  getTransitionsFrom,
  isPhaseBefore,
  OPEN_STATUSES,
  STATUS_TRANSITIONS,
} from './statusMachine';
import {
  INCIDENT_STATUSES,
  type IncidentStatus,
  LIFECYCLE_STATUSES,
} from './statuses';

describe('the status machine', () => {
  it.each<[IncidentStatus, IncidentStatus[]]>([
    ['new', ['triage', 'dismissed', 'merged']],
    ['triage', ['containment', 'resolved', 'dismissed', 'merged']],
    [
      'containment',
      ['eradication', 'recovery', 'resolved', 'triage', 'merged'],
    ],
    ['eradication', ['recovery', 'resolved', 'containment', 'merged']],
    ['recovery', ['resolved', 'containment', 'merged']],
    ['resolved', ['closed', 'containment', 'merged']],
    ['closed', ['triage']],
    ['dismissed', ['triage']],
  ])('from %s leads to %j and nowhere else', (from, targets) => {
    expect(getTransitionsFrom(from).map(transition => transition.to)).toEqual(
      targets,
    );
  });

  it('brings a merged incident back to where it was, and only there', () => {
    expect(
      getTransitionsFrom('merged', 'triage').map(transition => transition.to),
    ).toEqual(['triage']);
    expect(findTransition('merged', 'triage', 'new')).toBeUndefined();
  });

  it('asks for a reason for everything but a forward move', () => {
    for (const { kind, requires, from, to } of STATUS_TRANSITIONS) {
      expect([from, to, requires.includes('reason')]).toEqual([
        from,
        to,
        kind !== 'forward',
      ]);
    }
  });

  it('merges from every open status, and back, with the permission to merge', () => {
    for (const status of INCIDENT_STATUSES) {
      const merge = findTransition(status, 'merged');
      expect([status, merge?.permission]).toEqual([
        status,
        OPEN_STATUSES.includes(status) ? 'merge' : undefined,
      ]);
      expect([
        status,
        findTransition('merged', status, status)?.permission,
      ]).toEqual([status, merge?.permission]);
    }
  });

  it('asks for the required tasks of every phase before a status, and for all on closing', () => {
    const before = (to: IncidentStatus) =>
      LIFECYCLE_STATUSES.filter(phase => isPhaseBefore(phase, to));
    expect(before('containment')).toEqual(['new', 'triage']);
    expect(before('resolved')).toEqual([
      'new',
      'triage',
      'containment',
      'eradication',
      'recovery',
    ]);
    expect(before('closed')).toEqual(LIFECYCLE_STATUSES);
    for (const { kind, from, to, guards } of STATUS_TRANSITIONS) {
      expect([from, to, guards.includes('required-tasks')]).toEqual([
        from,
        to,
        kind === 'forward' || kind === 'skip',
      ]);
    }
  });

  it('asks for a resolution exactly on the way to resolved', () => {
    for (const { kind, requires, to } of STATUS_TRANSITIONS) {
      // A merge that is undone has the resolution that it had before.
      expect(requires.includes('resolution')).toBe(
        to === 'resolved' && kind !== 'restore',
      );
    }
  });

  it('knows each status as open or frozen', () => {
    expect([...OPEN_STATUSES, ...FROZEN_STATUSES].sort()).toEqual(
      [...INCIDENT_STATUSES].sort(),
    );
  });
});
