import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  formatPlanOffset,
  getPlanClocks,
  PLAN_ANCHORS,
  PLAN_CLOCK_PAUSE_RULE,
  PLAN_CLOCKS,
  type ResponsePlan,
  selectPlans,
} from 'backstage-plugin-security-incidents-common';
import { applyTimeWords } from '../../time';
import { getTimeWords, type Translate } from '../../translation';
import de from '../../translation/languages/de';
import deReadiness from '../../translation/languages/de/readiness';
import deShared from '../../translation/languages/de/shared';
import ja from '../../translation/languages/ja';
import jaReadiness from '../../translation/languages/ja/readiness';
import jaShared from '../../translation/languages/ja/shared';
import { messages } from '../../translation/messages';
import { readinessMessages } from '../../translation/messages/readiness';
import { sharedMessages } from '../../translation/messages/shared';
import { sayDuration, toEvidenceKind, toSaid } from './said';

/** Looks texts up in some languages' files, as the platform does. */
function toTranslate(...files: object[]): Translate {
  const find = (key: string) =>
    files
      .map(file =>
        key
          .split('.')
          .reduce<unknown>(
            (node, name) => (node as Record<string, unknown>)?.[name],
            file,
          ),
      )
      .find(text => typeof text === 'string') as string | undefined;
  return ((key: string, values: Record<string, string> = {}) =>
    (find(key) ?? key).replace(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => values[name],
    )) as unknown as Translate;
}

const ENGLISH = toTranslate(messages, readinessMessages, sharedMessages);
const GERMAN = toTranslate(de, deReadiness, deShared);
const JAPANESE = toTranslate(ja, jaReadiness, jaShared);

function speak(t: Translate): Translate {
  applyTimeWords(getTimeWords(t));
  return t;
}

const NOW = '2026-03-01T12:00:00.000Z';
const clocks = getPlanClocks(
  {
    acknowledge: 'PT30M',
    contain: 'PT8H',
    resolve: 'P5D',
    updateEvery: 'P1DT12H',
  },
  {
    status: 'containment',
    times: {
      recordedAt: '2026-02-01T12:00:00.000Z',
      declaredAt: '2026-02-01T12:00:00.000Z',
      reopenedAt: '2026-02-03T12:00:00.000Z',
    },
  },
  NOW,
);

/** The literals in a file of the backend that follow a name, with an `x` for what is put in. */
function readTexts(path: string, name: string): string[] {
  const source = readFileSync(
    join(__dirname, '../../../../security-incidents-backend/src', path),
    'utf8',
  );
  const literal = new RegExp(
    `\\b${name}\\s*(?::|=)\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\`([^\`]*)\`)`,
    'g',
  );
  return [...source.matchAll(literal)].map(([, plain, template]) =>
    (plain ?? template).replace(/\$\{[^}]*\}/g, 'x'),
  );
}

function plan(spec: Partial<ResponsePlan['spec']>, name = 'cards') {
  return {
    apiVersion: 'security-incidents.backstage.io/v1alpha1',
    kind: 'ResponsePlan',
    metadata: { name, title: 'Cards' },
    spec: { lifecycle: 'approved', triggers: {}, ...spec },
  } as unknown as ResponsePlan;
}

const SERVICE = {
  entityRef: 'component:default/payments-api',
  kind: 'Component',
  systemRef: 'system:default/cards',
  ownerRefs: ['group:default/team-cards'],
  tags: ['pci'],
  tier: 'tier-1',
};

afterEach(() => {
  speak(ENGLISH);
});

describe('sentences of the API', () => {
  it.each(clocks.map(({ words }) => words))('knows the clock "%s"', words => {
    expect(toSaid(speak(ENGLISH), words)).toBe(words);
    expect(toSaid(speak(GERMAN), words)).not.toMatch(
      /within|since|hour|minute|day/,
    );
  });

  it('knows each clock with each of its beginnings', () => {
    expect(clocks.map(({ clock }) => clock)).toEqual(
      PLAN_CLOCKS.map(({ clock }) => clock),
    );
    expect(toSaid(speak(GERMAN), 'Resolve within 5 days')).toBe(
      'Lösen, Frist 5 Tage',
    );
    expect(toSaid(speak(JAPANESE), 'Resolve within 5 days')).toBe(
      '解決、期限5 日',
    );
    for (const { label, startWords } of PLAN_CLOCKS) {
      const words = `${label} within 4 hours ${startWords}`;
      expect(toSaid(speak(GERMAN), words)).toContain('4 Stunden ab');
    }
  });

  it('knows when clocks pause', () => {
    expect(toSaid(speak(ENGLISH), PLAN_CLOCK_PAUSE_RULE)).toBe(
      PLAN_CLOCK_PAUSE_RULE,
    );
    expect(toSaid(speak(GERMAN), PLAN_CLOCK_PAUSE_RULE)).toMatch(/^Fristen/);
  });

  it('writes durations as the language does, and leaves others alone', () => {
    speak(ENGLISH);
    expect(sayDuration('1 day and 12 hours')).toBe('1 day and 12 hours');
    speak(GERMAN);
    expect(sayDuration('1 month')).toBe('1 Monat');
    expect(sayDuration('P1X')).toBe('P1X');
  });

  it.each(PLAN_ANCHORS)('knows what counts from %s', from => {
    const words = formatPlanOffset({ after: 'PT4H', from });
    expect(toSaid(speak(GERMAN), words)).toMatch(/^4 Stunden nach /);
    expect(toSaid(GERMAN, `${words}, and not contained yet`)).toMatch(
      /, und noch nicht eingedämmt$/,
    );
  });

  it('knows why an escalation fired', () => {
    expect(
      toSaid(
        speak(GERMAN),
        'Contain within 8 hours since it was recorded: overdue since 2026-11-25 12:00 UTC, and that long again',
      ),
    ).toBe(
      'Eindämmen, Frist 8 Stunden ab der Erfassung: überfällig seit 2026-11-25 12:00 UTC, und noch einmal so lange',
    );
    expect(
      toSaid(
        GERMAN,
        'Its severity is critical, and it affects a service of tier 1',
      ),
    ).toBe(
      'Sein Schweregrad ist Kritisch, und er betrifft einen Service der Stufe 1',
    );
  });

  it.each([
    plan({}),
    plan({ triggers: { severities: ['high', 'critical'] } }),
    plan({ triggers: { classifications: ['rsit:fraud'] } }),
    plan({
      triggers: {
        classifications: [
          'rsit:fraud',
          'rsit:vulnerable',
          'rsit:fraud/phishing',
        ],
      },
    }),
    plan({ appliesTo: { entities: [SERVICE.entityRef] } }),
    plan({
      appliesTo: {
        selectors: [
          { systems: ['cards'], owners: ['team-cards'], tags: ['pci'] },
        ].map(selector => ({
          ...selector,
          systems: ['system:default/cards'],
          owners: ['group:default/team-cards'],
        })),
      },
    }),
  ])('knows why a plan applies, for each rule of a match', each => {
    const [first] = selectPlans([each, plan(each.spec, 'other')], {
      affected: [SERVICE],
    });
    expect(toSaid(speak(ENGLISH), first.reason)).toBe(first.reason);
    expect(toSaid(speak(GERMAN), first.reason)).not.toMatch(
      /\b(is|It|plan|and|or|which|fits)\b/,
    );
  });

  it.each([
    ['incidents/guards.ts', 'message'],
    ['reviews/standing.ts', 'message'],
    ['reports/durationRules.ts', 'formula'],
    ['responsePlans/coverage.ts', "COVERAGE_FORMULA: Coverage\\['formula'\\]"],
    ['responsePlans/knownCatalog.ts', 'message'],
    ['responsePlans/KnownPlans.ts', 'message'],
    ['responsePlans/readiness.ts', 'message'],
    ['responsePlans/runs/offers.ts', 'message'],
    ['responsePlans/runs/assignees.ts', 'assigneeGap'],
    ['obligations/settings.ts', 'NOT_CHOSEN'],
  ])('knows what %s says', (path, name) => {
    // What is put together of parts is below.
    const texts = readTexts(path, name).filter(
      text =>
        !/^x x x$|permission to|^x x is|x required|\$\{|=>|^Decide whether x x/.test(
          text,
        ),
    );
    expect(texts).not.toEqual([]);
    speak(GERMAN);
    expect(texts.filter(text => toSaid(GERMAN, text) === text)).toEqual([]);
  });

  it.each([
    'Decide whether component:default/ledger was compromised',
    'Decide whether component:default/a, component:default/b were compromised',
    'Decide whether GDPR 33(1) applies',
    'Decide whether GDPR 33(1), GDPR 34 apply',
    'Record the sending of GDPR 33(1)',
    'Finish or skip the required task "Revoke the key"',
    'Finish or skip the required tasks "Revoke the key", "Tell the owner"',
    'Give the improvement action "Rotate keys" an owner and a date',
    'Give the improvement actions "Rotate keys", "Scan" an owner and a date',
    'Give "Rotate keys" an owner and a date',
    'You do not have permission to close incidents',
    'Say why 1 required task was late',
    'Say why 2 required tasks were late',
    'Nobody is Lead: user:default/x is not in the catalog; the service has no owner',
    'Nobody is Lead yet',
    'nobody is Lead: the plan gives it to nobody',
    'Start containment',
    'may not read it',
  ])('knows "%s"', text => {
    expect(toSaid(speak(ENGLISH), text)).toBe(text);
    expect(toSaid(speak(GERMAN), text)).not.toMatch(
      /\b(Decide|whether|was|were|Record|Finish|Give|Say|why|Nobody|nobody|is|Start|not)\b(?! for)/,
    );
  });

  it('keeps what it does not know', () => {
    speak(GERMAN);
    expect(toSaid(GERMAN, 'A guard of our own says no')).toBe(
      'A guard of our own says no',
    );
    expect(toEvidenceKind(GERMAN, 'disk')).toBe('disk');
  });
});
