import { Radio, RadioGroup } from '@backstage/ui';
import {
  explainPriority,
  type Incident,
  LEVELS,
  PRIORITIES,
} from 'backstage-plugin-security-incidents-common';
import {
  type Translate,
  useTranslation,
  toMidSentence,
} from '../../../translation';
import { PriorityBadge } from '../../common';
import type { FactsForm } from '../facts/factsForm';
import { type FieldsProps, getImpactChoices } from '../facts/FactsFields';
import { getImpactLabels, getLevelLabels } from '../facts/labels';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { ChipPopover } from './ChipPopover';
import { Fill } from './Fill';
import { QuickFacts } from './QuickFacts';
import { useMayChange } from './useMayChange';
import styles from './values.module.css';

function toImpact(form: FactsForm, incident: Incident) {
  if (form.impact === 'assessed') return incident.impact;
  return form.impact === 'severity' ? undefined : form.impact;
}

/** What the priority becomes with the choices in the fields. */
function toResultText(
  t: Translate,
  incident: Incident,
  form: FactsForm,
): string {
  const { priorityOverride, priorityInputs } = incident;
  if (priorityOverride) {
    return t('incidentPage.facts.quick.stays', {
      priority: priorityOverride.priority,
    });
  }
  // Impact and urgency decide the matrix; what raises it stays as the record has it.
  const { impactLevel, urgency, base } = explainPriority({
    ...incident,
    severity: form.severity,
    impact: toImpact(form, incident),
    urgency: form.urgency,
    personalDataInvolved: incident.personalData.involved,
    services: [],
    repeated: false,
  });
  if (!impactLevel || !urgency || !base) {
    return t('incidentPage.facts.quick.needs');
  }
  const levels = getLevelLabels(t);
  const isRaised = priorityInputs.riskFactors.length > 0 && base !== 'P1';
  const words = {
    impact: levels[impactLevel],
    urgency: toMidSentence(levels[urgency]),
    base,
    priority: isRaised ? PRIORITIES[PRIORITIES.indexOf(base) - 1] : base,
  };
  return isRaised
    ? t('incidentPage.facts.quick.raised', words)
    : t('incidentPage.facts.quick.gives', words);
}

function PriorityChoice({ form, set }: FieldsProps) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const impacts = getImpactLabels(t);
  const levels = getLevelLabels(t);
  return (
    <>
      <div className={styles.inputs}>
        <RadioGroup
          label={t('incidentPage.facts.name.impact')}
          value={form.impact}
          onChange={value =>
            set({ impact: getImpactChoices(form).find(id => id === value) })
          }
        >
          {getImpactChoices(form).map(id => (
            <Radio key={id} value={id}>
              {impacts[id]}
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          label={t('incidentPage.facts.name.urgency')}
          value={form.urgency ?? ''}
          onChange={value =>
            set({ urgency: LEVELS.find(level => level === value) })
          }
        >
          {[...LEVELS].reverse().map(level => (
            <Radio key={level} value={level}>
              {levels[level]}
            </Radio>
          ))}
        </RadioGroup>
      </div>
      <p className={`${page.quiet} ${page.flush}`} role="status">
        {toResultText(t, incident, form)}
      </p>
    </>
  );
}

/** How urgent the incident is treated; whoever may change it decides impact and urgency here. */
export function PriorityValue() {
  const { incident, setEditingFacts } = useIncidentRecord();
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const { priority } = incident;
  const chip = (
    <Fill>
      <PriorityBadge priority={priority} />
    </Fill>
  );
  if (!mayChange) return chip;
  const name = t('incidentPage.header.priority');
  return (
    <ChipPopover
      label={t('incidentPage.header.change', {
        name,
        value: priority ?? t('term.undecided'),
      })}
      chip={chip}
    >
      {close => (
        <QuickFacts onClose={close}>
          {fields => (
            <>
              <PriorityChoice {...fields} />
              <button
                type="button"
                className={`${page.linkButton} ${styles.manual}`}
                onClick={() => {
                  close();
                  setEditingFacts('priority');
                }}
              >
                {t('incidentPage.facts.quick.setManually')}
              </button>
            </>
          )}
        </QuickFacts>
      )}
    </ChipPopover>
  );
}
