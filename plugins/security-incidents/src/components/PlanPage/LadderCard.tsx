import {
  type ResponsePlanSpec,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { getLabels, useTranslation } from '../../translation';
import { SeverityMark } from '../common';
import { Communications } from './Communications';
import {
  getRungTime,
  sortByTime,
  toDurationText,
  toRungTitle,
  toSeveritiesText,
} from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';

const CLOCKS = ['acknowledge', 'contain', 'resolve', 'updateEvery'] as const;

/** The severities with a column of their own. */
const LADDER_SEVERITIES: Severity[] = ['critical', 'high'];

function SeverityHeading({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  return (
    <span className={styles.pair}>
      <SeverityMark severity={severity} decorative />
      {getLabels(t, 'severity')[severity]}
    </span>
  );
}

function Ladder({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const clocks = spec.sla ?? {};
  return (
    <table className={styles.ladder}>
      <thead>
        <tr>
          {LADDER_SEVERITIES.map(severity => (
            <th key={severity} scope="col">
              <SeverityHeading severity={severity} />
            </th>
          ))}
          <th scope="col">{t('planPage.ladder.event')}</th>
        </tr>
      </thead>
      <tbody>
        {sortByTime(spec.escalation ?? [], clocks).map((rung, at) => (
          <tr key={at}>
            {LADDER_SEVERITIES.map(severity => {
              const time = getRungTime(rung, severity, clocks);
              return (
                <td key={severity}>{time ? toDurationText(t, time) : '–'}</td>
              );
            })}
            <td className={styles.rung}>
              <strong>{toRungTitle(t, rung)}</strong>
              <div className={styles.quiet}>
                {t('planPage.ladder.notifies', {
                  targets: <Principals targets={rung.notify} spec={spec} />,
                })}
                {rung.raiseTo && `; ${t('planPage.ladder.proposesMajor')}`}
                {rung.severities &&
                  `; ${t('planText.onlySeverities', {
                    severities: toSeveritiesText(t, rung.severities),
                  })}`}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClocksTable({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const shown = [...SEVERITIES].reverse().filter(name => spec.sla?.[name]);
  return (
    <table className={styles.clocks}>
      <thead>
        <tr>
          <th scope="col">{t('planPage.clocks.severity')}</th>
          {CLOCKS.map(name => (
            <th key={name} scope="col">
              {t(`planPage.clocks.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(severity => (
          <tr key={severity}>
            <th scope="row">
              <SeverityHeading severity={severity} />
            </th>
            {CLOCKS.map(name => {
              const limit = spec.sla?.[severity]?.[name];
              return (
                <td key={name}>{limit ? toDurationText(t, limit) : '–'}</td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who is notified when time runs out, the clocks behind it, and who is kept informed. */
export function LadderCard({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const hasLadder = Boolean(spec.escalation?.length);
  return (
    <Section title={t('planPage.ladder.title')}>
      {hasLadder ? (
        <Ladder spec={spec} />
      ) : (
        <p className={styles.quiet}>{t('planPage.ladder.none')}</p>
      )}
      <h3 className={styles.subtitle}>{t('planPage.clocks.title')}</h3>
      {spec.sla ? (
        <ClocksTable spec={spec} />
      ) : (
        <p className={styles.quiet}>{t('planPage.clocks.none')}</p>
      )}
      <Communications spec={spec} />
    </Section>
  );
}
