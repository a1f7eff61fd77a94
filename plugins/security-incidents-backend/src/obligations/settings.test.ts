import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readObligationRules } from './settings';

const read = (obligations?: JsonObject) =>
  readObligationRules(
    mockServices.rootConfig({
      data: { securityIncidents: obligations ? { obligations } : {} },
    }),
  );
const NOW = '2026-11-30T10:30:00.000Z';
const OWN = {
  id: 'gateway-14-2',
  regime: 'gateway',
  regimeTitle: 'Card gateway',
  stage: 'Contract 14.2',
  title: 'Tell the gateway',
  target: 'gateway',
  anchor: 'confirmed',
  trigger: 'hand',
  offset: 24,
  unit: 'hours',
  effectiveFrom: '2024-01-01',
  source: 'Our contract',
};

describe('the configuration of obligations', () => {
  it('has no rule in force until a regime is chosen', () => {
    expect(read().getRulesInForce(NOW)).toEqual([]);
  });

  it('puts the rules of the chosen regimes in force', () => {
    const book = read({ regimes: ['gdpr'] });
    expect(book.getRulesInForce(NOW).map(({ id }) => id)).toEqual([
      'gdpr-33-1',
      'gdpr-33-2',
      'gdpr-34',
    ]);
  });

  it('adds own rules, changes rules and switches rules off with a reason', () => {
    const book = read({
      regimes: ['nis2', 'gateway'],
      rules: [OWN],
      overrides: [{ rule: 'nis2-notification', offset: 24 }],
      off: [{ rule: 'nis2-final', reason: 'Our authority waives it' }],
    });
    const inForce = book.getRulesInForce(NOW);
    expect(inForce.map(({ id }) => id)).toContain('gateway-14-2');
    expect(inForce.find(({ id }) => id === 'nis2-notification')?.offset).toBe(
      24,
    );
    expect(book.rules.find(({ id }) => id === 'nis2-final')).toMatchObject({
      state: 'off',
      stateReason: 'Our authority waives it',
    });
  });

  it('knows calendars of its own', () => {
    const book = read({
      regimes: ['gateway'],
      rules: [{ ...OWN, unit: 'business-days', offset: 1, calendar: 'eu' }],
      calendars: [
        {
          id: 'eu',
          title: 'EU holidays',
          timeZone: 'Europe/Berlin',
          holidays: ['2026-12-25'],
        },
      ],
    });
    const rule = book.rules.find(({ id }) => id === OWN.id)!;
    expect(
      book.evaluate(rule, {
        recordedAt: NOW,
        detectedAt: NOW,
        anchorAt: '2026-12-24T10:00:00.000Z',
      }),
    ).toMatchObject({ dueAt: '2026-12-28T22:59:00.000Z' });
  });

  it.each<[string, JsonObject, string]>([
    [
      'an unknown regime',
      { regimes: ['gpdr'] },
      'securityIncidents.obligations.regimes: gpdr is no regime',
    ],
    [
      'an unknown key',
      { regime: ['gdpr'] },
      'securityIncidents.obligations: Unrecognized key: "regime"',
    ],
    [
      'a second rule of the same id',
      { rules: [{ ...OWN, id: 'gdpr-34' }] },
      'has the rule gdpr-34 twice',
    ],
    [
      'a rule that follows nothing',
      { rules: [{ ...OWN, trigger: 'submission' }] },
      'gateway-14-2 must name the rule that it follows in after',
    ],
    [
      'a rule that follows one that does not exist',
      { rules: [{ ...OWN, after: 'nothing' }] },
      'gateway-14-2 follows nothing, which does not exist',
    ],
    [
      'a calendar that does not exist',
      { rules: [{ ...OWN, calendar: 'mars' }] },
      'there is no calendar mars',
    ],
    [
      'an override of no rule',
      { overrides: [{ rule: 'none', offset: 1 }] },
      'overrides: there is no rule none',
    ],
    [
      'a time zone that does not exist',
      { timeZone: 'Mars/Base' },
      'timeZone: must be a time zone',
    ],
    [
      'an end of both a regime and a rule',
      { off: [{ rule: 'gdpr-34', regime: 'gdpr', reason: 'No' }] },
      'off[0]: must name either a regime or a rule',
    ],
  ])('refuses %s', (_what, given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});
