import { RiCheckLine } from '@remixicon/react';
import type { IncidentStatus } from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { requiredBefore, usePlanRuns } from '../plan';
import { countUndecidedServices, toMetTexts } from './moves';

/** Statuses in which resolving the incident is still some way off. */
const EARLY: readonly IncidentStatus[] = [
  'triage',
  'containment',
  'eradication',
];

/** What the next move asks for and has, and what resolving the incident will ask for. */
export function MetAndLater() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { plans } = usePlanRuns();
  const met = toMetTexts(t, incident);
  const undecided = countUndecidedServices(incident);
  const tasks = plans ? requiredBefore(plans, 'resolved').length : 0;
  const later = EARLY.includes(incident.status)
    ? [
        {
          href: '#response-plan',
          count: tasks,
          text: t('incidentPage.nextStep.requiredTasks', { count: tasks }),
        },
        {
          href: '#affected-services',
          count: undecided,
          text: t('incidentPage.nextStep.undecided', { count: undecided }),
        },
      ].filter(({ count }) => count > 0)
    : [];
  if (met.length === 0 && later.length === 0) return null;
  return (
    <div className={`${styles.between} ${styles.quiet} ${styles.cardFoot}`}>
      {met.length > 0 && (
        <span className={styles.pair}>
          <RiCheckLine size={14} className={styles.good} aria-hidden />
          {t('incidentPage.nextStep.met', { list: met.join(', ') })}
        </span>
      )}
      {later.length > 0 && (
        <span>
          {t('incidentPage.nextStep.later', {
            list: (
              <>
                {later.map(({ href, text }, index) => (
                  <Fragment key={href}>
                    {index > 0 && ', '}
                    <a className={styles.link} href={href}>
                      {text}
                    </a>
                  </Fragment>
                ))}
              </>
            ),
          })}
        </span>
      )}
    </div>
  );
}
