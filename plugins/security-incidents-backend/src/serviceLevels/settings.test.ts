import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type {
  AffectedRecord,
  IncidentRecord,
} from '../incidents/store/records';
import { followProposal, findMajorReasons } from './major';
import { readServiceLevelSettings } from './settings';

const read = (securityIncidents: JsonObject) =>
  readServiceLevelSettings(
    mockServices.rootConfig({ data: { securityIncidents } }),
  );

describe('the configuration of service levels', () => {
  it('has defaults', () => {
    const { levels, criteria, majorUpdateEvery } = read({});
    expect(levels.critical).toEqual({
      acknowledge: 'PT15M',
      contain: 'PT4H',
      resolve: 'P2D',
      updateEvery: 'PT2H',
    });
    expect(levels.informational).toEqual({});
    expect(criteria).toEqual([
      { severities: ['critical'] },
      { priorities: ['P1'] },
    ]);
    expect(majorUpdateEvery).toBe('PT2H');
  });

  it('accepts each form of duration and keeps defaults for omitted ones', () => {
    const { levels, majorUpdateEvery } = read({
      serviceLevels: {
        high: { acknowledge: { minutes: 90 }, contain: 'P1M', resolve: 'none' },
      },
      majorIncident: { updateEvery: '45m' },
    });
    expect(levels.high).toEqual({
      acknowledge: 'PT90M',
      contain: 'P1M',
      updateEvery: 'P1D',
    });
    expect(levels.low).toEqual({ acknowledge: 'P3D', resolve: 'P90D' });
    expect(majorUpdateEvery).toMatch(/^PT(45M|2700S)$/);
  });

  it.each<[JsonObject, RegExp]>([
    [
      { serviceLevels: { urgent: {} } },
      /^securityIncidents\.serviceLevels\.urgent: is not a known key; use one of informational/,
    ],
    [
      { serviceLevels: { high: { answer: 'PT1H' } } },
      /^securityIncidents\.serviceLevels\.high\.answer: is not a known key; use one of acknowledge/,
    ],
    [
      { serviceLevels: { high: { contain: 'soon' } } },
      /securityIncidents\.serviceLevels\.high\.contain/,
    ],
    [
      { serviceLevels: { high: { contain: 'PT0S' } } },
      /^securityIncidents\.serviceLevels\.high\.contain: must be a positive duration/,
    ],
    [
      { serviceLevels: { high: { contain: { hours: 0.5 } } } },
      /^securityIncidents\.serviceLevels\.high\.contain: must be a positive duration/,
    ],
    [
      { serviceLevels: { high: { contain: { hours: -1 } } } },
      /^securityIncidents\.serviceLevels\.high\.contain: must be a positive duration/,
    ],
    [
      { majorIncident: { criterions: [] } },
      /^securityIncidents\.majorIncident\.criterions: is not a known key/,
    ],
    [
      { majorIncident: { updateEvery: 'never' } },
      /securityIncidents\.majorIncident\.updateEvery/,
    ],
    [
      { majorIncident: { criteria: [{ severities: ['urgent'] }] } },
      /^securityIncidents\.majorIncident\.criteria\[0\]\.severities\[0\]: /,
    ],
    [
      { majorIncident: { criteria: [{ priorities: ['P1'] }, {}] } },
      /^securityIncidents\.majorIncident\.criteria\[1\]: must have at least one condition/,
    ],
    [
      { majorIncident: { criteria: [{ colour: 'red' }] } },
      /^securityIncidents\.majorIncident\.criteria\[0\]: .*colour/,
    ],
    [
      { majorIncident: { criteria: 'all' } },
      /^securityIncidents\.majorIncident\.criteria: /,
    ],
  ])('refuses %j and names the key', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});

describe('criteria of major incidents', () => {
  const service = (name: string, tier?: string, role = 'affected') =>
    ({
      entityRef: `component:default/${name}`,
      role,
      snapshot: { tier },
    } as AffectedRecord);
  const incident = {
    severity: 'high',
    priority: 'P2',
    personalData: { involved: 'yes' },
    status: 'triage',
  } as IncidentRecord;
  const services = [
    service('a', '1'),
    service('b', '2'),
    service('c', '3', 'cleared'),
  ];

  it.each<[JsonObject, string | undefined]>([
    [{ severities: ['high', 'critical'] }, 'Its severity is high'],
    [{ severities: ['critical'] }, undefined],
    [{ priorities: ['P1', 'P2'] }, 'Its priority is P2'],
    [{ tiers: [1] }, 'It affects a service of tier 1'],
    // Only a cleared service has it.
    [{ tiers: ['3'] }, undefined],
    [{ affectedAtLeast: 2 }, 'It affects 2 services or more'],
    [{ affectedAtLeast: 3 }, undefined],
    [{ personalData: true }, 'Personal data is involved'],
    [
      { severities: ['high'], affectedAtLeast: 1, personalData: true },
      'Its severity is high, and it affects 1 service or more, and personal data is involved',
    ],
    [{ severities: ['high'], affectedAtLeast: 5 }, undefined],
  ])('%j: %s', (criterion, reason) => {
    const { criteria } = read({ majorIncident: { criteria: [criterion] } });
    expect(findMajorReasons(criteria, incident, services)).toEqual(
      reason ? [reason] : [],
    );
  });

  it('are not met by an incident without facts', () => {
    const { criteria } = read({});
    expect(
      findMajorReasons(
        criteria,
        { ...incident, severity: undefined, priority: undefined },
        [],
      ),
    ).toEqual([]);
  });

  it('a reason is proposed once while it lasts, and again when it returns', () => {
    const at = '2026-11-25T08:00:00.000Z';
    const first = followProposal(incident, ['A'], [], at);
    expect(first).toEqual({
      standing: { state: 'proposed', at, because: ['A'], raised: [] },
      fresh: ['A'],
    });
    const declined = {
      ...incident,
      majorStanding: { ...first.standing!, state: 'declined' as const },
    };
    expect(followProposal(declined, ['A'], [], at)).toEqual({
      standing: declined.majorStanding,
      fresh: [],
    });
    expect(followProposal(declined, ['A', 'B'], [], at).fresh).toEqual(['B']);
    const passed = followProposal(declined, [], [], at);
    expect(passed.standing?.because).toEqual([]);
    expect(
      followProposal(
        { ...declined, majorStanding: passed.standing },
        ['A'],
        [],
        at,
      ).fresh,
    ).toEqual(['A']);
  });

  it('a proposal is withdrawn with its reasons, except those of a ladder', () => {
    const at = '2026-11-25T08:00:00.000Z';
    const { standing } = followProposal(incident, ['A'], [], at);
    const proposed = { ...incident, majorStanding: standing };
    expect(followProposal(proposed, [], [], at)).toEqual({
      standing: undefined,
      fresh: [],
    });
    const raised = followProposal(proposed, ['A'], ['Late'], at);
    expect(raised.fresh).toEqual(['Late']);
    expect(
      followProposal(
        { ...incident, majorStanding: raised.standing },
        [],
        [],
        at,
      ).standing,
    ).toMatchObject({ state: 'proposed', because: ['Late'] });
  });

  it.each(['resolved', 'closed', 'dismissed', 'merged'] as const)(
    'nothing is proposed for what is %s',
    status => {
      expect(
        followProposal({ ...incident, status }, ['A'], [], '').fresh,
      ).toEqual([]);
    },
  );
});
