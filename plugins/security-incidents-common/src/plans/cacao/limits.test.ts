import { importCacaoPlaybook } from '../index';
import { action, makePlaybook, toId } from './__testUtils__/foreignPlaybook';
import { FIXTURE } from '../__testUtils__/fixture';

const MEGABYTE = 1_000_000;

/** The findings of a document, and how large the answer is. */
function getAnswer(document: unknown) {
  const answer = importCacaoPlaybook(document);
  return { ...answer, size: JSON.stringify(answer).length };
}

describe('a document that is wrong in very many places', () => {
  it('is answered with 100 errors and one that says that there are more', () => {
    const { plan, findings, size } = getAnswer({
      ...FIXTURE,
      external_references: Array.from({ length: 330_000 }, () => ({})),
    });
    expect(plan).toBeUndefined();
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)).toEqual({
      level: 'error',
      path: '',
      message: 'The check stopped after 100 errors; there are more',
    });
    expect(size).toBeLessThan(50_000);
  });

  it.each<[string, object]>([
    ['labels', { labels: Array(100_000).fill('Not A Tag') }],
    ['markings', { markings: Array(100_000).fill('marking-tlp--1') }],
    [
      'variables',
      {
        playbook_variables: Object.fromEntries(
          Array.from({ length: 50_000 }, (_, at) => [`v${at}`, {}]),
        ),
      },
    ],
    [
      'fields',
      Object.fromEntries(
        Array.from({ length: 50_000 }, (_, at) => [`f${at}`, 1]),
      ),
    ],
    [
      'long names',
      {
        [`x${'y'.repeat(MEGABYTE)}`]: 1,
        labels: Array(90).fill('Z'.repeat(10_000)),
      },
    ],
  ])('says little about very many %s', (_, more) => {
    const { findings, size } = getAnswer({ ...FIXTURE, ...more });
    expect(findings.length).toBeLessThanOrEqual(101);
    expect(size).toBeLessThan(200_000);
  });
});

describe('a playbook with more than a plan is reported', () => {
  const steps = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `action:${index + 1}`,
        action(index + 1, {
          on_completion: index + 1 === count ? 'end:0' : `action:${index + 2}`,
        }),
      ]),
    );

  it('is imported, and the findings that matter least are left out', () => {
    const { plan, findings } = getAnswer({
      ...makePlaybook(steps(150)),
      x_tool: 1,
    });
    expect(plan!.spec.phases.flatMap(({ tasks }) => tasks)).toHaveLength(150);
    expect(findings).toHaveLength(101);
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'dropped', path: 'x_tool' }),
    );
    expect(findings.at(-1)).toEqual({
      level: 'note',
      path: '',
      message: expect.stringMatching(/^\d+ more findings were left out$/),
    });
  });

  it('is imported with the first 500 entries of a list, and says so', () => {
    const references = Array.from({ length: 600 }, (_, at) => ({
      name: `Reference ${at}`,
      external_id: `${at}`,
    }));
    const { plan, findings } = getAnswer(
      makePlaybook(steps(1), { external_references: references }),
    );
    expect(plan!.spec.references).toHaveLength(500);
    expect(findings).toContainEqual({
      level: 'dropped',
      path: 'external_references',
      message: 'There are 600 entries; the first 500 were read',
    });
  });
});

describe('text that many tasks repeat', () => {
  /** Conditions inside one another, and tasks in the innermost. */
  const nested = (conditions: number, tasks: number, condition: string) =>
    makePlaybook({
      ...Object.fromEntries(
        Array.from({ length: conditions }, (_, index) => [
          `if-condition:${index + 1}`,
          {
            condition,
            on_true:
              index + 1 === conditions
                ? 'action:1'
                : `if-condition:${index + 2}`,
          },
        ]),
      ),
      ...Object.fromEntries(
        Array.from({ length: tasks }, (_, index) => [
          `action:${index + 1}`,
          action(index + 1, {
            on_completion:
              index + 1 === tasks ? 'end:0' : `action:${index + 2}`,
          }),
        ]),
      ),
    });

  it('does not multiply a long condition', () => {
    const playbook = nested(240, 240, 'x'.repeat(4_000));
    playbook.workflow[toId('start:0')].on_completion = toId('if-condition:1');
    const { plan, size } = getAnswer(playbook);
    const texts = plan!.spec.phases.flatMap(({ tasks }) =>
      tasks.map(({ instructions }) => instructions!.length),
    );
    expect(texts).toHaveLength(240);
    expect(Math.max(...texts)).toBeLessThanOrEqual(10_000);
    expect(size).toBeLessThan(240 * 11_000);
  });

  it('does not multiply the name of a switch, a machine or a target', () => {
    const long = 'x'.repeat(100_000);
    const cases = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`case ${at}`, 'action:1']),
    );
    const playbook = makePlaybook(
      {
        'switch-condition:1': { switch: long, cases },
        ...Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [
            `action:${index + 1}`,
            action(index + 1, {
              agent: 'ssh:1',
              targets: ['net-address:1'],
              on_completion: `action:${index + 2}`,
            }),
          ]),
        ),
        'action:201': action(201, { on_completion: 'end:0' }),
      },
      {
        agent_definitions: {
          [toId('ssh:1')]: { type: 'ssh', name: long },
          [toId('group:1')]: { type: 'group', name: long },
        },
        target_definitions: {
          [toId('net-address:1')]: { type: 'net-address', name: long },
        },
      },
    );
    playbook.workflow[toId('start:0')].on_completion =
      toId('switch-condition:1');
    const { plan, size } = getAnswer(playbook);
    expect(plan).toBeDefined();
    expect(size).toBeLessThan(2 * MEGABYTE);
  });
});
