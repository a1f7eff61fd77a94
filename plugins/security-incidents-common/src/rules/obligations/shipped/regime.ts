import type { ObligationRule } from '../types';

type RegimeRule = Omit<ObligationRule, 'regime' | 'regimeTitle' | 'state'> &
  Partial<Pick<ObligationRule, 'state'>>;

/** The rules of one regime. */
export function regime(
  id: string,
  title: string,
  rules: readonly RegimeRule[],
): ObligationRule[] {
  return rules.map(rule => ({
    state: 'enabled',
    ...rule,
    regime: id,
    regimeTitle: title,
  }));
}

export const WITHOUT_DELAY = 'Without undue delay. The law has no number.';
