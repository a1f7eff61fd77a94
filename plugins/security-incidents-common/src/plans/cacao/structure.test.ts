import fc from 'fast-check';
import {
  type CacaoFinding,
  type CacaoPlaybook,
  type CacaoStep,
  exportCacaoPlaybook,
  importCacaoPlaybook,
  responsePlanSpecSchema,
} from '../index';
import { checkCacaoPlaybook } from './structure';
import { CACAO_EXTENSION_ID } from './vocabulary';
import { anyPlan, makePlan } from '../__testUtils__/arbitraries';
import { FIXTURE } from '../__testUtils__/fixture';

const MODIFIED = { modified: '2026-11-25T09:00:00Z' };
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const getErrors = (findings: CacaoFinding[]) =>
  findings.filter(({ level }) => level === 'error');
const getSteps = (playbook: CacaoPlaybook, type: string): CacaoStep[] =>
  Object.values(playbook.workflow).filter(step => step.type === type);

describe('a fact of the standard that is broken', () => {
  const getStep = (playbook: CacaoPlaybook, type: string) =>
    getSteps(playbook, type)[0];
  const first = <T>(record: Record<string, T> | undefined) =>
    Object.values(record!)[0];

  it.each<[string, (playbook: CacaoPlaybook) => void, RegExp]>([
    [
      'a day that does not exist',
      playbook => {
        playbook.valid_until = '2026-13-01T00:00:00.000Z';
      },
      /^valid_until$/,
    ],
    [
      'a day after the end of its month',
      playbook => {
        playbook.modified = '2026-02-30T00:00:00.000Z';
      },
      /^modified$/,
    ],
    [
      'a start that is not there',
      playbook => {
        playbook.workflow_start = 'start--11111111-1111-4111-8111-111111111111';
      },
      /^workflow_start$/,
    ],
    [
      'a variable without underscores',
      playbook => {
        playbook.playbook_variables = { pii: { type: 'bool' } };
      },
      /^playbook_variables\.pii$/,
    ],
    [
      'a marking without its author',
      playbook => {
        delete (first(playbook.data_marking_definitions) as any).created_by;
      },
      /^data_marking_definitions\..+\.created_by$/,
    ],
    [
      'a marking that is not defined',
      playbook => {
        delete playbook.data_marking_definitions;
      },
      /^markings\[0\]$/,
    ],
    [
      'a parallel step without next steps',
      playbook => {
        delete getStep(playbook, 'parallel').next_steps;
      },
      /^workflow\.parallel--.+\.next_steps$/,
    ],
    [
      'a parallel step with an empty list of them',
      playbook => {
        getStep(playbook, 'parallel').next_steps = [];
      },
      /\.next_steps$/,
    ],
    [
      'a start with on_success',
      playbook => {
        const start = getStep(playbook, 'start');
        start.on_success = start.on_completion;
      },
      /\.on_success$/,
    ],
    [
      'an agent that is not defined',
      playbook => {
        getStep(playbook, 'action').agent =
          'group--11111111-1111-4111-8111-111111111111';
      },
      /\.agent$/,
    ],
    [
      'a next step that is not there',
      playbook => {
        getStep(playbook, 'if-condition').on_true =
          'action--11111111-1111-4111-8111-111111111111';
      },
      /\.on_true$/,
    ],
    [
      'a manual command without text',
      playbook => {
        getStep(playbook, 'action').commands = [{ type: 'manual' }];
      },
      /\.commands\[0\]$/,
    ],
    [
      'another version',
      playbook => {
        (playbook as any).spec_version = 'cacao-1.1';
      },
      /^spec_version$/,
    ],
    [
      'an extension that is not defined',
      playbook => {
        playbook.extension_definitions = {
          'extension-definition--11111111-1111-4111-8111-111111111111': first(
            playbook.extension_definitions,
          ),
        };
      },
      /\.step_extensions\./,
    ],
    [
      'a severity above 100',
      playbook => {
        playbook.severity = 101;
      },
      /^severity$/,
    ],
  ])('%s is named, and nothing is imported', (_, breakIt, path) => {
    const playbook = clone(FIXTURE);
    breakIt(playbook);
    const { plan, findings } = importCacaoPlaybook(playbook);
    expect(plan).toBeUndefined();
    for (const errors of [getErrors(findings), checkCacaoPlaybook(playbook)]) {
      expect(errors.map(finding => finding.path)).toContainEqual(
        expect.stringMatching(path),
      );
    }
  });

  it.each<[string, unknown]>([
    ['no JSON', '{"type": "playbook"'],
    ['a list', []],
    ['nothing', undefined],
    ['a number', '7'],
    ['an empty object', {}],
  ])('%s is refused with a finding', (_, document) => {
    const { plan, findings } = importCacaoPlaybook(document);
    expect(plan).toBeUndefined();
    expect(getErrors(findings).length).toBeGreaterThan(0);
  });

  it('an extension of ours that makes no valid plan is refused as a whole', () => {
    const playbook = exportCacaoPlaybook(makePlan('plan'), MODIFIED);
    const [action] = getSteps(playbook, 'action');
    const extension = action.step_extensions![CACAO_EXTENSION_ID];
    const withTask = (more: object) => {
      const changed = clone(playbook);
      getSteps(changed, 'action')[0].step_extensions![CACAO_EXTENSION_ID] = {
        ...extension,
        ...more,
      };
      return importCacaoPlaybook(changed);
    };
    for (const more of [
      { due_offset: 'soon', due_anchor: 'declared' },
      { due_offset: 'PT1H' },
      { due_anchor: 'someday' },
      { task_key: 'Not An Id' },
      { task_key: 7 },
      { links: [{ title: 'Runbook', url: 'no url' }] },
    ]) {
      const { plan, findings } = withTask(more);
      expect(plan).toBeUndefined();
      expect(getErrors(findings)).toHaveLength(1);
    }
    expect(withTask({ required: true }).plan).toBeDefined();
  });
});

/** The same playbook with other ids, everywhere. */
function withIds(playbook: CacaoPlaybook, pattern: RegExp, id: string) {
  return JSON.parse(JSON.stringify(playbook).replace(pattern, id));
}

describe('what the standard leaves open, or existing tools do', () => {
  it.each<[string, (playbook: CacaoPlaybook) => void, RegExp]>([
    [
      'a time without fractional digits',
      playbook => {
        playbook.created = '2026-11-23T09:00:00Z';
      },
      /^created$/,
    ],
    [
      'a time with six of them',
      playbook => {
        playbook.modified = '2026-11-23T09:00:00.000000Z';
      },
      /^modified$/,
    ],
    [
      'types without activities',
      playbook => {
        delete playbook.playbook_activities;
      },
      /^playbook_activities$/,
    ],
    [
      'a type of its own',
      playbook => {
        playbook.playbook_types = ['party'];
      },
      /^playbook_types\[0\]$/,
    ],
    [
      'a start time with a zone',
      playbook => {
        playbook.valid_from = '2026-11-23T10:00:00.5+01:00';
      },
      /^valid_from$/,
    ],
    [
      'fields that are empty or null',
      playbook => {
        Object.assign(playbook, { labels: [], impact: null, markings: [] });
        getSteps(playbook, 'action')[0].step_variables = {};
      },
      /^labels$/,
    ],
    [
      'a change before it was made',
      playbook => {
        playbook.modified = '2025-11-23T09:00:00.000Z';
      },
      /^modified$/,
    ],
    [
      'a version in capital letters',
      playbook => {
        (playbook as any).spec_version = 'CACAO-2.0';
      },
      /^spec_version$/,
    ],
    [
      'an action without an agent',
      playbook => {
        delete getSteps(playbook, 'action')[0].agent;
      },
      /\.agent$/,
    ],
    [
      'an action without commands',
      playbook => {
        delete getSteps(playbook, 'action')[0].commands;
      },
      /\.commands$/,
    ],
    [
      'a condition that only has a name',
      playbook => {
        delete getSteps(playbook, 'if-condition')[0].condition;
      },
      /\.condition$/,
    ],
    [
      'a start that is the first action',
      playbook => {
        playbook.workflow_start =
          playbook.workflow[playbook.workflow_start].on_completion!;
      },
      /^workflow_start$/,
    ],
    [
      'a step for exceptions that is not there',
      playbook => {
        playbook.workflow_exception =
          'end--11111111-1111-4111-8111-111111111111';
      },
      /^workflow_exception$/,
    ],
    [
      'a branch that is a list',
      playbook => {
        const [step] = getSteps(playbook, 'if-condition');
        step.on_true = [step.on_true as string];
      },
      /\.on_true$/,
    ],
  ])('%s is imported, and no export has it', (_, change, path) => {
    const playbook = clone(FIXTURE);
    change(playbook);
    expect(
      checkCacaoPlaybook(playbook).map(finding => finding.path),
    ).toContainEqual(expect.stringMatching(path));
    const { plan, findings } = importCacaoPlaybook(playbook);
    expect(getErrors(findings)).toEqual([]);
    expect(plan!.spec.phases.flatMap(({ tasks }) => tasks)).toHaveLength(4);
  });

  it.each<[string, RegExp, string]>([
    ['agents with a prefix that is not their type', /group--/g, 'soarca--'],
    ['ids that are no UUID', /action--[0-9a-f]{8}-[-0-9a-f]{27}/g, '$&-x'],
    ['ids without a prefix', /start--[-0-9a-f]{36}/g, 'start'],
  ])('%s are imported with a note', (_, pattern, id) => {
    const playbook = withIds(FIXTURE, pattern, id);
    expect(getErrors(checkCacaoPlaybook(playbook))).not.toEqual([]);
    const { plan, findings } = importCacaoPlaybook(playbook);
    expect(getErrors(findings)).toEqual([]);
    expect(plan!.spec.phases.flatMap(({ tasks }) => tasks)).toHaveLength(4);
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'note',
        message: expect.stringContaining('should be identified by'),
      }),
    );
  });

  it('an unknown word of an open vocabulary is a note', () => {
    const { findings } = importCacaoPlaybook({
      ...FIXTURE,
      playbook_types: ['party'],
    });
    expect(findings).toContainEqual({
      level: 'note',
      path: 'playbook_types[0]',
      message: 'playbook_types[0] is not a playbook type of the standard',
    });
  });

  it.each([
    ['2026-11-23T23:30:00.1234567Z', '2026-11-23'],
    ['2026-11-23T23:30:00-02:00', '2026-11-24'],
    ['9999-12-31T23:30:00-02:00', '9999-12-31'],
  ])('a review that is due at %s is due on %s', (until, day) => {
    const { plan } = importCacaoPlaybook({ ...FIXTURE, valid_until: until });
    expect(plan!.spec.review!.nextDue).toBe(day);
  });
});

describe('an extension of ours that gives a role to', () => {
  it.each<[string, unknown]>([
    ['a word', ['security']],
    ['a number', [{ ref: 7 }]],
    ['nobody', null],
  ])('%s is refused with its path', (_, assign) => {
    const playbook = exportCacaoPlaybook(makePlan('plan'), MODIFIED);
    const extension = playbook.playbook_extensions![CACAO_EXTENSION_ID] as {
      spec: { roles: Array<Record<string, unknown>> };
    };
    extension.spec.roles[0].assign = assign;
    const { plan, findings } = importCacaoPlaybook(playbook);
    expect(plan).toBeUndefined();
    expect(getErrors(findings)).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/spec\.roles\.0\.assign/),
      }),
    ]);
  });
});

describe('whatever is imported', () => {
  const getOutcome = (document: unknown) => {
    const { plan, findings } = importCacaoPlaybook(document);
    return {
      isPlan: plan !== undefined,
      isValid: responsePlanSpecSchema.safeParse(plan?.spec).success,
      isRefused: getErrors(findings).length > 0,
    };
  };
  const PLAN = { isPlan: true, isValid: true, isRefused: false };
  const REFUSAL = { isPlan: false, isValid: false, isRefused: true };

  it('there is a plan or an error, and never both or neither', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), document => {
        expect([PLAN, REFUSAL]).toContainEqual(getOutcome(document));
      }),
      { numRuns: 300 },
    );
  });

  /** Replaces or removes one value somewhere inside. */
  function mutate(value: any, path: number[], by: unknown): any {
    const keys = Object.keys(value ?? {});
    if (typeof value !== 'object' || !keys.length || !path.length) return by;
    const key = keys[path[0] % keys.length];
    const copy = Array.isArray(value) ? [...value] : { ...value };
    const changed = mutate(value[key], path.slice(1), by);
    if (changed === undefined) delete copy[key];
    else copy[key] = changed;
    return copy;
  }

  it('a playbook with something broken in it is read or refused', () => {
    const own = anyPlan.map(plan => exportCacaoPlaybook(plan, MODIFIED));
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(FIXTURE), own),
        fc.array(
          fc.tuple(
            fc.array(fc.nat(30), { minLength: 1, maxLength: 7 }),
            fc.oneof(
              fc.constant(undefined),
              fc.jsonValue({ maxDepth: 2 }),
              fc.constantFrom(...Object.keys(FIXTURE.workflow), '__proto__'),
            ),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        (playbook, mutations) => {
          const broken = mutations.reduce(
            (value, [path, by]) => mutate(value, path, by),
            clone(playbook) as unknown,
          );
          expect([PLAN, REFUSAL]).toContainEqual(getOutcome(broken));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
