import { Button, Card, CardBody } from '@backstage/ui';
import type {
  IncidentObligations,
  Obligation,
  Tristate,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { EntityLink, useRouteRef } from '../../../navigation';
import { incidentRouteRef } from '../../../routes';
import { nearTime } from '../../../time';
import { getLabels, toKey, useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { useMajorDialog } from '../major';
import styles from './obligationsView.module.css';

function Line(props: {
  name: string;
  hint?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { name, hint, action, children } = props;
  return (
    <div className={styles.line}>
      <dt className={page.quiet}>{name}</dt>
      <dd>
        {children}
        {hint && <div className={page.quiet}>{hint}</div>}
      </dd>
      {action && <dd>{action}</dd>}
    </div>
  );
}

function Open({ children }: { children: ReactNode }) {
  return <span className={styles.open}>{children}</span>;
}

/** The moments that clocks start with, and which of them are decided. */
export function MomentsCard(props: {
  data: IncidentObligations;
  onDecide(obligation: Obligation): void;
}) {
  const { data, onDecide } = props;
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { moments, items } = data;
  const { ask, dialog } = useMajorDialog();
  const at = (iso: string) => nearTime(iso, Date.parse(data.asOf));
  const byAwareness = items.find(
    ({ rule, state }) => rule.anchor === 'aware' && state === 'to-assess',
  );
  const own = items.filter(({ anchorAt }) => anchorAt);
  return (
    <Card>
      <CardBody>
        <h2 className={page.cardTitle}>{t('obligation.view.moments')}</h2>
        <dl className={styles.lines}>
          {moments.occurredAt && (
            <Line name={t('obligation.view.occurred')}>
              {at(moments.occurredAt)}
            </Line>
          )}
          <Line name={t('obligation.moment.detected')}>
            {at(moments.detectedAt)}
          </Line>
          <Line name={t('obligation.moment.recorded')}>
            {at(moments.recordedAt)}
          </Line>
          {moments.declaredAt && (
            <Line name={t('obligation.moment.declared')}>
              {at(moments.declaredAt)}
            </Line>
          )}
          <Line
            name={t('obligation.moment.aware')}
            hint={
              !moments.awareAt && moments.declaredAt
                ? t('obligation.view.proposedDeclared', {
                    time: at(moments.declaredAt),
                  })
                : undefined
            }
            action={
              !moments.awareAt &&
              byAwareness &&
              data.mayDecide && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => onDecide(byAwareness)}
                >
                  {t('obligation.action.decide')}
                </Button>
              )
            }
          >
            {moments.awareAt ? (
              at(moments.awareAt)
            ) : (
              <Open>{t('obligation.view.notDecided')}</Open>
            )}
          </Line>
          <Line
            name={t('obligation.moment.classifiedMajor')}
            hint={
              moments.isMajorProposed
                ? t('obligation.view.proposedMajor')
                : undefined
            }
            action={
              moments.isMajorProposed &&
              incident.rights.decideMajor && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => ask('declare')}
                >
                  {t('obligation.action.decide')}
                </Button>
              )
            }
          >
            {moments.majorAt && at(moments.majorAt)}
            {!moments.majorAt &&
              (moments.isMajorProposed ? (
                <Open>{t('obligation.view.notDecided')}</Open>
              ) : (
                t('obligation.view.notMajor')
              ))}
          </Line>
          {own.map(({ id, rule, anchorAt }) => (
            <Line
              key={id}
              name={t(`obligation.moment.${toKey(rule.anchor)}`)}
              hint={`${rule.regimeTitle} ${rule.stage}`}
            >
              {anchorAt && at(anchorAt)}
            </Line>
          ))}
        </dl>
        {dialog}
      </CardBody>
    </Card>
  );
}

/** What laws ask about the incident. The answers are facts of the incident. */
export function QuestionsCard({ data }: { data: IncidentObligations }) {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const link = useRouteRef(incidentRouteRef);
  const answers: Array<[string, Tristate]> = [
    [t('obligation.view.personalData'), data.personalData],
    [t('obligation.view.crossBorder'), data.crossBorder],
    [t('obligation.view.malicious'), data.suspectedMalicious],
  ];
  return (
    <Card>
      <CardBody>
        <h2 className={page.cardTitle}>{t('obligation.view.questions')}</h2>
        <dl className={styles.lines}>
          {answers.map(([name, answer]) => (
            <Line key={name} name={name}>
              {answer === 'unknown' ? (
                <a href={link({ key: incident.key })} className={page.link}>
                  {t('obligation.view.notKnown')}
                </a>
              ) : (
                t(`incidentPage.facts.tristate.${answer}`)
              )}
            </Line>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

const DECIDERS = ['privacy-officer', 'legal-counsel'] as const;

/** Who decides about obligations. */
export function WhoDecidesCard(props: {
  data: IncidentObligations;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const deciders = incident.roles.filter(
    ({ role, renouncedAt }) =>
      !renouncedAt && (DECIDERS as readonly string[]).includes(role),
  );
  const labels = getLabels(t, 'incidentRole');
  return (
    <Card>
      <CardBody>
        <h2 className={page.cardTitle}>{t('obligation.view.who')}</h2>
        {deciders.length === 0 && (
          <p className={page.quiet}>{t('obligation.view.whoNobody')}</p>
        )}
        <ul className={styles.people}>
          {deciders.map(({ role, principalRef }) => (
            <li key={`${role} ${principalRef}`}>
              <EntityLink entityRef={principalRef} hideIcon />
              <div className={page.quiet}>{labels[role]}</div>
            </li>
          ))}
        </ul>
        <p className={page.quiet}>
          {t(
            props.data.mayDecide
              ? 'obligation.view.you'
              : 'obligation.view.youMayNot',
          )}
        </p>
        {props.children}
      </CardBody>
    </Card>
  );
}
