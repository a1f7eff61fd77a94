import { dateTimeWithZone } from '../../../time';
import {
  getLabels,
  getRsitTypeText,
  type Translate,
} from '../../../translation';
import type { FactsForm } from './factsForm';
import {
  getImpactLabels,
  getLevelLabels,
  getTristateLabels,
  getVisibilityLabels,
} from './labels';

/** Fields that belong together: somebody decides about them as one. */
interface Topic {
  name: string;
  fields: Array<keyof FactsForm>;
  toText(form: FactsForm): string | undefined;
}

function toClassText(
  t: Translate,
  { rsitClass, rsitType }: FactsForm,
): string | undefined {
  if (!rsitClass) return undefined;
  const label = getLabels(t, 'rsitClass')[rsitClass];
  return rsitType ? `${label}, ${getRsitTypeText(t, rsitType)}` : label;
}

function toPriorityText(t: Translate, form: FactsForm): string {
  const { override, overrideReason } = form;
  return override === 'computed'
    ? t('incidentPage.facts.computed')
    : t('incidentPage.facts.manualBecause', {
        priority: override,
        reason: overrideReason,
      });
}

function getTopics(t: Translate): Topic[] {
  const levels = getLevelLabels(t);
  const impacts = getImpactLabels(t);
  const tristates = getTristateLabels(t);
  const visibilities = getVisibilityLabels(t);
  const toTimeText = (time: string) => time && dateTimeWithZone(time);
  return [
    {
      name: t('incidentPage.facts.name.title'),
      fields: ['title'],
      toText: ({ title }) => title,
    },
    {
      name: t('incidentPage.facts.name.summary'),
      fields: ['summary'],
      toText: ({ summary }) => summary,
    },
    {
      name: t('incidentPage.facts.name.codename'),
      fields: ['codename'],
      toText: ({ codename }) => codename,
    },
    {
      name: t('incidentPage.facts.name.class'),
      fields: ['rsitClass', 'rsitType'],
      toText: form => toClassText(t, form),
    },
    {
      name: t('incidentPage.facts.name.severity'),
      fields: ['severity'],
      toText: ({ severity }) => severity && getLabels(t, 'severity')[severity],
    },
    {
      name: t('incidentPage.facts.name.impact'),
      fields: ['impact'],
      toText: ({ impact }) => impacts[impact],
    },
    {
      name: t('incidentPage.facts.name.urgency'),
      fields: ['urgency'],
      toText: ({ urgency }) => urgency && levels[urgency],
    },
    {
      name: t('incidentPage.facts.name.determination'),
      fields: ['determination'],
      toText: ({ determination }) =>
        getLabels(t, 'determination')[determination],
    },
    {
      name: t('incidentPage.facts.name.ongoing'),
      fields: ['ongoing'],
      toText: ({ ongoing }) => tristates[ongoing],
    },
    {
      name: t('incidentPage.facts.name.personalData'),
      fields: ['personalData'],
      toText: ({ personalData }) => tristates[personalData],
    },
    {
      name: t('incidentPage.facts.name.malicious'),
      fields: ['suspectedMalicious'],
      toText: ({ suspectedMalicious }) => tristates[suspectedMalicious],
    },
    {
      name: t('incidentPage.facts.name.occurred'),
      fields: ['occurredAt'],
      toText: ({ occurredAt }) => toTimeText(occurredAt),
    },
    {
      name: t('incidentPage.facts.name.detected'),
      fields: ['detectedAt'],
      toText: ({ detectedAt }) => toTimeText(detectedAt),
    },
    {
      name: t('incidentPage.facts.name.marking'),
      fields: ['tlp'],
      toText: ({ tlp }) => `TLP:${tlp}`,
    },
    {
      name: t('incidentPage.facts.name.visibility'),
      fields: ['visibility'],
      toText: ({ visibility }) => visibilities[visibility],
    },
    {
      name: t('incidentPage.facts.name.priority'),
      fields: ['override', 'overrideReason'],
      toText: form => toPriorityText(t, form),
    },
  ];
}

/** A fact that two people changed to different values at the same time. */
export interface FactConflict {
  name: string;
  mine: Partial<FactsForm>;
  theirs: Partial<FactsForm>;
  mineText: string;
  theirsText: string;
}

function pick(form: FactsForm, fields: Array<keyof FactsForm>) {
  return Object.fromEntries(
    fields.map(field => [field, form[field]]),
  ) as Partial<FactsForm>;
}

/**
 * Merges what somebody wrote with what others saved meanwhile: what only the others changed is taken over, what only the
 * writer changed stays, and where both did, the writer has to choose. Until then the writer's value stays.
 *
 * @param before - the facts when the writer began
 * @param mine - the fields as the writer left them
 * @param theirs - the facts as they are now
 */
export function mergeFacts(
  t: Translate,
  before: FactsForm,
  mine: FactsForm,
  theirs: FactsForm,
): { form: FactsForm; conflicts: FactConflict[] } {
  const form = { ...mine };
  const conflicts: FactConflict[] = [];
  for (const { name, fields, toText } of getTopics(t)) {
    const differ = (one: FactsForm, other: FactsForm) =>
      fields.some(field => one[field] !== other[field]);
    if (!differ(before, theirs) || !differ(mine, theirs)) continue;
    if (!differ(before, mine)) {
      Object.assign(form, pick(theirs, fields));
      continue;
    }
    conflicts.push({
      name,
      mine: pick(mine, fields),
      theirs: pick(theirs, fields),
      mineText: toText(mine) || t('incidentPage.facts.nothing'),
      theirsText: toText(theirs) || t('incidentPage.facts.nothing'),
    });
  }
  return { form, conflicts };
}
