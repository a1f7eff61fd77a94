import fc from 'fast-check';
import {
  evaluatePlanCondition,
  parsePlanCondition,
  PLAN_CONDITION_PATHS,
  PlanConditionError,
  type PlanConditionFacts,
  toPlanConditionFacts,
  type PlanConditionIncident,
} from './index';
import { PLAN_CONDITION_MAX_LENGTH } from './tokens';
import { CONDITIONS } from './__testUtils__/arbitraries';

const holds = (text: string, facts: PlanConditionFacts = {}) =>
  evaluatePlanCondition(parsePlanCondition(text), facts);

function getError(text: string): PlanConditionError {
  try {
    parsePlanCondition(text);
  } catch (error) {
    expect(error).toBeInstanceOf(PlanConditionError);
    return error as PlanConditionError;
  }
  throw new Error(`was read: ${text}`);
}

describe('a condition', () => {
  it.each<[string, PlanConditionFacts, boolean]>([
    ["incident.severity == 'high'", { 'incident.severity': 'high' }, true],
    ['incident.severity == "high"', { 'incident.severity': 'low' }, false],
    ["incident.severity != 'high'", { 'incident.severity': 'low' }, true],
    [
      "incident.severity in ['high', 'critical']",
      { 'incident.severity': 'critical' },
      true,
    ],
    [
      "incident.severity not in ['high','critical']",
      { 'incident.severity': 'critical' },
      false,
    ],
    ["incident.severity >= 'high'", { 'incident.severity': 'critical' }, true],
    ["incident.severity < 'high'", { 'incident.severity': 'high' }, false],
    ["incident.tlp > 'AMBER'", { 'incident.tlp': 'AMBER+STRICT' }, true],
    ['affected.count > 2', { 'affected.count': 3 }, true],
    ['affected.count <= 2', { 'affected.count': 3 }, false],
    ['affected.count in [1, 3]', { 'affected.count': 3 }, true],
    ['incident.isMajor', { 'incident.isMajor': true }, true],
    ['incident.isMajor == false', { 'incident.isMajor': false }, true],
    ['not incident.isMajor', { 'incident.isMajor': true }, false],
    ["'1' in affected.tiers", { 'affected.tiers': ['2', '1'] }, true],
    ["'1' not in affected.tiers", { 'affected.tiers': ['2', '1'] }, false],
    [
      "incident.severity in ['high','critical'] and not incident.isMajor",
      { 'incident.severity': 'high', 'incident.isMajor': false },
      true,
    ],
    // `and` binds more tightly than `or`.
    [
      "incident.isMajor or affected.count > 1 and incident.mode == 'test'",
      { 'incident.isMajor': true, 'incident.mode': 'real' },
      true,
    ],
    [
      "(incident.isMajor or affected.count > 1) and incident.mode == 'test'",
      { 'incident.isMajor': true, 'incident.mode': 'real' },
      false,
    ],
    ['not not incident.isMajor', { 'incident.isMajor': true }, true],
  ])('%s for %j is %s', (text, facts, expected) => {
    expect(holds(text, facts)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ["incident.personalData.involved == 'no'", false],
    ["incident.personalData.involved != 'no'", true],
    ["incident.severity in ['high']", false],
    ["incident.severity not in ['high']", true],
    ["incident.severity <= 'critical'", false],
    ["incident.severity >= 'informational'", false],
    ['affected.count < 1', false],
    ['affected.count >= 0', false],
    ["'1' in affected.tiers", false],
    ["'1' not in affected.tiers", true],
    ['incident.isMajor', false],
    ['incident.isMajor == false', false],
    ['not incident.isMajor', true],
  ])('%s is %s as long as nothing is known', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });
});

describe('a mistake in a condition', () => {
  it.each<[string, number, string | RegExp]>([
    ['', 0, 'a path such as incident.severity'],
    ['incident.severity', 17, 'a comparison such as incident.severity == ...'],
    ['incident.secret == 1', 0, /^one of the known paths \(incident.status, /],
    ['incident.__proto__ == 1', 8, 'an operator'],
    ['constructor', 0, 'one of the known paths'],
    ["incident.severity = 'high'", 18, 'an operator'],
    [
      "incident.severity == 'hgih'",
      21,
      "'informational', 'low', 'medium', 'high' or 'critical'",
    ],
    ['incident.severity == high', 21, "'high'"],
    ["incident.severity == 'high", 21, 'a closing quote'],
    [
      "incident.mode > 'real'",
      14,
      '== or !=, because incident.mode has no order',
    ],
    ["incident.severity in 'high'", 21, "a list such as ['high', 'critical']"],
    ["incident.severity in ['high' 'low']", 29, 'a comma or a closing bracket'],
    ['incident.severity in []', 22, "'high'"],
    ['affected.count > 1.5', 17, 'a whole number'],
    ["affected.count == 'many'", 18, 'a number'],
    ['incident.isMajor == 1', 20, 'true or false'],
    ["affected.tiers == '1'", 15, 'a word in quotes before in affected.tiers'],
    ["'1' in affected.count", 7, 'a path that holds a list'],
    ["'1' == affected.tiers", 4, 'in, followed by a path with a list'],
    ['(incident.isMajor', 17, 'a closing parenthesis'],
    ['incident.isMajor)', 16, 'and, or, or the end'],
    ['incident.isMajor incident.isMajor', 17, 'and, or, or the end'],
    ['incident.isMajor and', 20, 'a path such as incident.severity'],
    ['incident.isMajor not', 20, 'in'],
    ['not', 3, 'a path such as incident.severity'],
    ["process.exit('1')", 0, 'one of the known paths'],
  ])('%s is named at %i', (text, position, expected) => {
    const error = getError(text);
    expect(error.position).toBe(position);
    expect(error.expected).toMatch(expected);
    expect(error.message).toMatch(/^at character \d+: expected .+, but found /);
  });

  it('says what was found', () => {
    expect(getError('affected.count > true').message).toBe(
      'at character 18: expected a number, but found "true"',
    );
    expect(getError('affected.count >').message).toBe(
      'at character 17: expected a number, but found the end',
    );
  });

  it('may be its length or its depth', () => {
    const long = 'incident.isMajor or '.repeat(40);
    expect(getError(long).position).toBe(PLAN_CONDITION_MAX_LENGTH);
    expect(getError(`${'('.repeat(30)}incident.isMajor`).expected).toBe(
      'at most 20 levels of nesting',
    );
    expect(getError(`${'not '.repeat(30)}incident.isMajor`).expected).toBe(
      'at most 20 levels of nesting',
    );
    expect(holds(`${'('.repeat(20)}incident.isMajor${')'.repeat(20)}`)).toBe(
      false,
    );
  });
});

describe('the facts of an incident', () => {
  const incident: PlanConditionIncident = {
    status: 'containment',
    determination: 'confirmed',
    severity: 'high',
    mode: 'real',
    visibility: 'open',
    tlp: 'AMBER',
    isMajor: false,
    unknownService: false,
    ongoing: 'yes',
    suspectedMalicious: 'unknown',
    crossBorder: 'no',
    personalData: { involved: 'unknown', subjectsEstimate: 1200 },
    affected: (['affected', 'cleared'] as const).map((role, index) => ({
      entityRef: `component:default/${role}`,
      role,
      compromise: 'unknown',
      snapshot: { tier: `${index + 1}`, type: 'service' },
      snapshotState: 'complete',
      addedAt: '2026-11-25T09:00:00.000Z',
      addedBy: 'user:default/erin',
    })),
  };
  const facts = toPlanConditionFacts(incident);

  it('have each path of the language, and no other', () => {
    expect(Object.keys(facts).sort()).toEqual(
      Object.keys(PLAN_CONDITION_PATHS).sort(),
    );
  });

  it.each<[string, boolean]>([
    ["incident.personalData.involved != 'no'", true],
    ['incident.personalData.subjectsEstimate >= 1000', true],
    ["incident.classification.class == 'fraud'", false],
    ["incident.priority != 'P1'", true],
    ["'2' in affected.tiers", false],
    ["'1' in affected.tiers and affected.count == 1", true],
  ])('answer %s with %s', (text, expected) => {
    expect(holds(text, facts)).toBe(expected);
  });
});

describe('whatever somebody writes', () => {
  const fragments = fc
    .array(
      fc.constantFrom(
        ...Object.keys(PLAN_CONDITION_PATHS),
        ...["'high'", "'no'", '1', 'true', '==', '!=', '>=', 'in', '[', ']'],
        ...['(', ')', 'not', 'and', 'or', ',', "'", '__proto__', '\\', '.'],
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join(' '));
  const anything = fc.oneof(
    fragments,
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.constantFrom(...CONDITIONS),
    fc
      .tuple(fc.constantFrom(...CONDITIONS), fc.nat(80), fc.string())
      .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 1)),
  );
  const facts = fc.dictionary(
    fc.constantFrom(...Object.keys(PLAN_CONDITION_PATHS), '__proto__'),
    fc.anything(),
  ) as fc.Arbitrary<PlanConditionFacts>;

  const attempt = (text: string) => {
    try {
      return { condition: parsePlanCondition(text) };
    } catch (error) {
      return { error };
    }
  };

  it('is either read and then always answered, or refused with its own error', () => {
    fc.assert(
      fc.property(anything, facts, (text, known) => {
        const { condition, error } = attempt(text);
        const ours = !error || error instanceof PlanConditionError;
        expect(ours).toBe(true);
        const position =
          error instanceof PlanConditionError ? error.position : 0;
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(text.length);
        const answer = condition && evaluatePlanCondition(condition, known);
        expect(typeof answer).toBe(error ? 'undefined' : 'boolean');
        expect(JSON.parse(JSON.stringify({ condition }))).toEqual(
          condition ? { condition } : {},
        );
      }),
      { numRuns: 2000 },
    );
  });
});
