import { CRA, DORA, GDPR, NIS2, UK_GDPR } from './shipped/europe';
import { PCI } from './shipped/industry';
import { CIRCIA, HIPAA, SEC } from './shipped/unitedStates';
import type { ObligationRule } from './types';

/**
 * The rules that come with the plugin. An organisation chooses its regimes in the configuration; it can change rules and
 * add some of its own. They are no legal advice.
 *
 * @public
 */
export const OBLIGATION_RULES: readonly ObligationRule[] = [
  ...GDPR,
  ...UK_GDPR,
  ...NIS2,
  ...DORA,
  ...CRA,
  ...SEC,
  ...HIPAA,
  ...PCI,
  ...CIRCIA,
];
