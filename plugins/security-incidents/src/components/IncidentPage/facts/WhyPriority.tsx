import type {
  PriorityExplanation,
  PriorityOverride,
} from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { usePrinting } from '../../../hooks';
import { dateTimeWithZone } from '../../../time';
import {
  getLabels,
  type Translate,
  useTranslation,
  toMidSentence,
} from '../../../translation';
import { EntityName, PriorityBadge, Time } from '../../common';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Fact } from './Fact';
import { getLevelLabels } from './labels';

function toMatrixText(t: Translate, inputs: PriorityExplanation): string {
  const { impactLevel, urgency, base } = inputs;
  if (!impactLevel || !urgency) return t('incidentPage.facts.why.needs');
  const levels = getLevelLabels(t);
  return t('incidentPage.facts.why.gives', {
    impact: levels[impactLevel],
    urgency: toMidSentence(levels[urgency]),
    priority: base ?? '',
  });
}

function RiskFactors({ riskFactors, raised }: PriorityExplanation) {
  const { t } = useTranslation();
  const factors = (
    <>
      {riskFactors.map(({ id, entityRef }, index) => (
        <Fragment key={`${id}${entityRef}`}>
          {index > 0 && '; '}
          {entityRef
            ? t('incidentPage.facts.why.factorOf', {
                factor: getLabels(t, 'riskFactor')[id],
                service: <EntityName entityRef={entityRef} />,
              })
            : getLabels(t, 'riskFactor')[id]}
        </Fragment>
      ))}
    </>
  );
  return (
    <>
      {raised
        ? t('incidentPage.facts.why.oneLevel', { factors })
        : t('incidentPage.facts.why.noted', { factors })}
    </>
  );
}

function ManualPriority(props: {
  override: PriorityOverride;
  computed?: string;
}) {
  const { override, computed } = props;
  const { t } = useTranslation();
  return (
    <>
      {t('incidentPage.facts.why.override', {
        priority: override.priority,
        computed: computed ?? t('incidentPage.facts.why.noneComputed'),
        actor: <EntityName entityRef={override.by} />,
        time: <Time at={override.at} format={dateTimeWithZone} />,
        reason: override.reason,
      })}
    </>
  );
}

/** Why the priority is what it is. */
export function WhyPriority() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { priority, priorityInputs: inputs, priorityOverride } = incident;
  const levels = getLevelLabels(t);
  const undecided = t('incidentPage.facts.undecided');
  const printing = usePrinting();
  return (
    <details className={styles.why} open={printing || undefined}>
      <summary>
        {priority && <PriorityBadge priority={priority} />}
        <span>
          {priority
            ? t('incidentPage.facts.why.title', { priority })
            : t('incidentPage.facts.why.none')}
        </span>
      </summary>
      <dl className={styles.facts}>
        <Fact name={t('incidentPage.facts.why.impact')}>
          {inputs.impactLevel ? levels[inputs.impactLevel] : undecided}
        </Fact>
        <Fact name={t('incidentPage.facts.why.urgency')}>
          {inputs.urgency ? levels[inputs.urgency] : undecided}
        </Fact>
        <Fact name={t('incidentPage.facts.why.matrix')}>
          {toMatrixText(t, inputs)}
        </Fact>
        {inputs.riskFactors.length > 0 && (
          <Fact
            name={
              inputs.raised
                ? t('incidentPage.facts.why.raised')
                : t('incidentPage.facts.why.risk')
            }
          >
            <RiskFactors {...inputs} />
          </Fact>
        )}
        {priorityOverride && (
          <Fact name={t('incidentPage.facts.why.manual')}>
            <ManualPriority
              override={priorityOverride}
              computed={inputs.computed}
            />
          </Fact>
        )}
      </dl>
      <div className={styles.quiet}>
        {t('incidentPage.facts.why.rule', {
          version: String(inputs.ruleVersion),
        })}
      </div>
    </details>
  );
}
