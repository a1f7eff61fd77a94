import {
  findTransition,
  FROZEN_STATUSES,
  getTransitionsFrom,
  OPEN_STATUSES,
  STATUS_TRANSITIONS,
} from './statusMachine';
import { INCIDENT_STATUSES, type IncidentStatus } from './vocabulary';

describe('the status machine', () => {
  it.each<[IncidentStatus, IncidentStatus[]]>([
    ['new', ['triage', 'dismissed', 'merged']],
    ['triage', ['containment', 'resolved', 'dismissed', 'merged']],
    ['containment', ['eradication', 'recovery', 'resolved', 'triage']],
    ['eradication', ['recovery', 'resolved', 'containment']],
    ['recovery', ['resolved', 'containment']],
    ['resolved', ['closed', 'containment']],
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

  it('asks for a reason for everything but a forward move and a merge', () => {
    for (const { kind, requires, from, to } of STATUS_TRANSITIONS) {
      const needsReason = kind !== 'forward' && kind !== 'merge';
      expect([from, to, requires.includes('reason')]).toEqual([
        from,
        to,
        needsReason,
      ]);
    }
  });

  it('asks for a resolution exactly on the way to resolved', () => {
    for (const { requires, to } of STATUS_TRANSITIONS) {
      expect(requires.includes('resolution')).toBe(to === 'resolved');
    }
  });

  it('knows each status as open or frozen', () => {
    expect([...OPEN_STATUSES, ...FROZEN_STATUSES].sort()).toEqual(
      [...INCIDENT_STATUSES].sort(),
    );
  });
});
