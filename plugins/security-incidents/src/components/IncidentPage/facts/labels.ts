import type {
  Level,
  Tristate,
  Visibility,
} from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../../translation';
import type { FactsForm } from './factsForm';

/** What people read for an answer that may be open. */
export function getTristateLabels(t: Translate): Record<Tristate, string> {
  return {
    unknown: t('incidentPage.facts.tristate.unknown'),
    no: t('incidentPage.facts.tristate.no'),
    yes: t('incidentPage.facts.tristate.yes'),
  };
}

/** What people read for each level. */
export function getLevelLabels(t: Translate): Record<Level, string> {
  return {
    low: t('incidentPage.facts.level.low'),
    medium: t('incidentPage.facts.level.medium'),
    high: t('incidentPage.facts.level.high'),
    critical: t('incidentPage.facts.level.critical'),
  };
}

/** What people read for who can see an incident. */
export function getVisibilityLabels(t: Translate): Record<Visibility, string> {
  return {
    open: t('incidentPage.facts.visibility.open'),
    restricted: t('incidentPage.facts.visibility.restricted'),
  };
}

/** What people read for an impact that is stated, assessed or left to the severity. */
export function getImpactLabels(
  t: Translate,
): Record<FactsForm['impact'], string> {
  return {
    ...getLevelLabels(t),
    severity: t('incidentPage.facts.impactAsSeverity'),
    assessed: t('incidentPage.facts.impactAssessed'),
  };
}
